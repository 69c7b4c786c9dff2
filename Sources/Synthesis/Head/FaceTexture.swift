/// The painted surface of one head: skin, eyes, brows, lips, facial hair.
///
/// The painting is done in centimetres of the face, so that a face looks the same at any density.
struct FaceTexture: Sendable {
  let layout: FaceLayout
  let id: Identity
  let expression: Expression
  var texture: Texture

  init(_ shape: HeadShape, layout: FaceLayout) {
    self.layout = layout
    id = shape.identity
    expression = shape.expression
    texture = Texture(
      width: layout.width, height: layout.height, colour: shape.identity.skin, fourth: 1)
    let noise = LatticeNoise(key: shape.identity.textureKey)
    paintSkin(noise, chin: shape.chin)
    paintAge(noise)
    paintFacialHair(noise, chin: shape.chin)
    paintMouth(noise)
    paintNose()
    paintEyes()
    paintBrows(noise)
  }

  /// Half the width of an edge that neither flickers nor blurs, in centimetres.
  var edge: Float { max(0.05, 0.9 / layout.density) }

  /// Mixes a colour in over a rectangle of the face, by a coverage 0…1.
  mutating func paint(
    x: ClosedRange<Float>, y: ClosedRange<Float>, _ colour: Vector3, gloss: Float? = nil,
    _ coverage: (Float, Float) -> Float
  ) {
    edit(x: x, y: y) { px, py, texel, fourth in
      let share = coverage(px, py)
      if share > 0 {
        texel = Vector3.mix(texel, colour, share)
        if let gloss { fourth = mix(fourth, gloss, share) }
      }
    }
  }

  /// The texels of a rectangle of the face; `nil` when there are none.
  func texels(
    x: ClosedRange<Float>, y: ClosedRange<Float>
  ) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    let firstColumn = max(0, Int(layout.u(x.lowerBound)))
    let lastColumn = min(layout.width - 1, Int(layout.u(x.upperBound)) + 1)
    let firstRow = max(0, Int(layout.v(y.lowerBound)))
    let lastRow = min(layout.height - 1, Int(layout.v(y.upperBound)) + 1)
    guard firstColumn <= lastColumn, firstRow <= lastRow else { return nil }
    return (firstColumn...lastColumn, firstRow...lastRow)
  }

  /// Changes the texels over a rectangle of the face.
  mutating func edit(
    x: ClosedRange<Float>, y: ClosedRange<Float>,
    _ change: (Float, Float, inout Vector3, inout Float) -> Void
  ) {
    guard let (columns, rows) = texels(x: x, y: y) else { return }
    for row in rows {
      let py = layout.y(row)
      for column in columns {
        let i = row * layout.width + column
        var colour = Vector3(texture.texels[i])
        var fourth = texture.texels[i].w
        change(layout.x(column), py, &colour, &fourth)
        texture.texels[i] = SIMD4(colour.x, colour.y, colour.z, fourth)
      }
    }
  }
}
