/// Where a face is redder, darker or shinier; changes over a centimetre, not from pore to pore.
struct SkinZones {
  private let id: Identity
  private let chin: Float
  private let noise: LatticeNoise

  init(_ id: Identity, chin: Float, _ noise: LatticeNoise) {
    self.id = id
    self.chin = chin
    self.noise = noise
  }

  /// Colour and gloss at a place.
  func callAsFunction(_ x: Float, _ y: Float) -> SIMD4<Float> {
    let side = abs(x)
    var flush = 0.9 * hill(side - 4.0, y - 3.6, 2.4, 2.0)
    flush += 0.9 * hill(side, y - id.noseLength + 0.5, 1.5, 1.1)
    flush += 0.5 * hill(side, y - chin + 1.2, 1.8, 1.1)
    flush = clamp(flush * id.redness * (0.85 + 0.4 * noise(x * 0.7 + 40, y * 0.7)))
    let tired =
      0.75 * hill(side - id.eyeDistance + 0.2, y - 1.05, 1.5, 0.75)
      + 0.4 * hill(side - id.eyeDistance, y + 0.9, 1.9, 0.7)
    let blood = Vector3.mix(Vector3(1), Vector3(1.06, 0.80, 0.80), flush)
    let shade = Vector3.mix(Vector3(1), Vector3(0.90, 0.90, 0.93), tired * (0.5 + id.age))
    let colour = id.skin * blood * shade
    // The T zone shines.
    let gloss =
      0.7 + 0.7 * hill(side, y - 2, 1.4, 4) + 0.5 * hill(side, y + 4.5, 4, 2)
      + 0.3 * hill(side - 4.2, y - 2.6, 1.8, 1.2)
    return SIMD4(colour.x, colour.y, colour.z, gloss)
  }
}

extension FaceTexture {
  /// Lays skin over a rectangle of the face.
  ///
  /// The zones are asked for every quarter of a centimetre and interpolated between; only mottling
  /// and pores are as fine as the texels.
  mutating func paintZones(
    _ zones: SkinZones, _ noise: LatticeNoise, x: ClosedRange<Float>, y: ClosedRange<Float>
  ) {
    guard let (columns, rows) = texels(x: x, y: y) else { return }
    let step = max(1, Int(layout.density / 4))
    let knots = (columns.count - 1) / step + 2
    let zoneRow = { [layout] (row: Int) in
      (0..<knots).map { zones(layout.x(columns.lowerBound + $0 * step), layout.y(row)) }
    }
    var above = zoneRow(rows.lowerBound)
    var below = above
    var changes = Array(repeating: Float(0), count: columns.count)
    var shines = changes
    let x = layout.x(columns.lowerBound)
    for row in rows {
      let place = row - rows.lowerBound
      if place % step == 0 {
        if place > 0 { above = below }
        below = zoneRow(row + step)
      }
      grain(noise, x, layout.y(row), &changes, &shines)
      let down = Float(place % step) / Float(step)
      let start = row * layout.width + columns.lowerBound
      var texels = texture.texels.mutableSpan
      for knot in 0..<(knots - 1) {
        let left = above[knot] + (below[knot] - above[knot]) * down
        let right = above[knot + 1] + (below[knot + 1] - above[knot + 1]) * down
        let slope = (right - left) * (1 / Float(step))
        for i in (knot * step)..<min((knot + 1) * step, columns.count) {
          var texture = SIMD4<Float>(0.75, 1.1, 1.15, 0) * changes[i] + 1
          texture.w = shines[i]
          texels[start + i] = (left + slope * Float(i - knot * step)) * texture
        }
      }
    }
  }

  /// Mottling and pores along a row of texels, and how they break the gloss.
  private func grain(
    _ noise: LatticeNoise, _ x: Float, _ y: Float, _ changes: inout [Float],
    _ shines: inout [Float]
  ) {
    for i in changes.indices { (changes[i], shines[i]) = (0, 1) }
    let step = 1 / layout.density
    let fine = (x: x * 5.1 + 50, step: step * 5.1, y: y * 5.1)
    let pores = (x: x * 11.3, step: step * 11.3, y: y * 11.3 + 60)
    var target = changes.mutableSpan
    noise.addCloud(
      0.055 * id.mottling, first: x * 0.9 + 3, step: step * 0.9, y: y * 0.9 + 7, to: &target)
    noise.add(0.03 * id.mottling, first: fine.x, step: fine.step, y: fine.y, to: &target)
    noise.add(0.028 * id.mottling, first: pores.x, step: pores.step, y: pores.y, to: &target)
    var gloss = shines.mutableSpan
    noise.add(0.35, first: fine.x, step: fine.step, y: fine.y, to: &gloss)
    noise.add(0.25, first: pores.x, step: pores.step, y: pores.y, to: &gloss)
  }
}
