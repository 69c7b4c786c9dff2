extension Material {
  static let paper = Material(specular: 0.004, sharpness: 4, wrap: Vector3(0.02))
  static let glossyPaper = Material(specular: 0.05, sharpness: 90, wrap: Vector3(0))
  static let resin = Material(specular: 0.09, sharpness: 110, wrap: Vector3(0))
  static let silicone = Material(specular: 0.05, sharpness: 34, wrap: Vector3(0.34, 0.2, 0.16))
}

/// A mask that shows a target's face over the wearer's.
struct Mask: Sendable {
  /// What masks are made of.
  enum Substance: Sendable {
    case paper, resin, silicone
    /// Not worn: a program draws the target's face over every frame, and its eyes follow.
    case software
  }

  let substance: Substance
  let target: HeadShape
  /// Whether the wearer's eyes are seen.
  let hasEyeHoles: Bool
  /// Whether the mask ends inside the face's outline, so that its edge is seen.
  let isEdgeVisible: Bool
  /// How strongly grain, facets or print show, 0…1.
  let texture: Float
  /// Share of the target's colours that is painted on, 0 (bare material) … 1.
  let paint: Float
  /// Colour of the bare material.
  let colour: Vector3
  let key: UInt64

  /// A mask of a target's calm face; the key decides colour and paint.
  init(
    _ substance: Substance, of target: Identity, hasEyeHoles: Bool, isEdgeVisible: Bool,
    texture: Float, key: UInt64
  ) {
    var stream = SeededStream(key: key)
    self.substance = substance
    self.target = HeadShape(target, Expression())
    self.hasEyeHoles = hasEyeHoles
    self.isEdgeVisible = isEdgeVisible
    self.texture = texture
    self.key = key
    switch substance {
    case .paper:
      paint = 1
      colour = Vector3(0.78, 0.78, 0.75)
    case .resin:
      paint = stream.chance(0.5) ? 0 : stream.uniform(0.6, 0.9)
      colour =
        [
          Colour.linear(226, 222, 212), Colour.linear(196, 168, 140), Colour.linear(150, 152, 156),
        ][stream.index(3)]
    case .silicone:
      paint = stream.uniform(0.55, 0.85)
      colour = target.skin * Vector3(1.04, 0.94, 0.9)
    case .software:
      paint = 1
      colour = target.skin
    }
  }

  private var material: UInt8 {
    switch substance {
    case .paper: 4
    case .resin: 5
    case .silicone: 6
    case .software: 0
    }
  }

  private var thickness: Float {
    switch substance {
    case .paper: 0.35
    case .resin: 0.45
    case .silicone: 0.18
    case .software: 0
    }
  }

  /// How much a place belongs to the mask, 0…1; `across` and `y` in the target's centimetres.
  private func share(_ across: Float, _ y: Float) -> Float {
    let scale: Float = isEdgeVisible ? 1 : 1.28
    let lower = y > 2 ? target.chin - 1.6 : 8.4
    let r = hypot2(across / (target.identity.cheekWidth * 0.93 * scale), (y - 2) / (lower * scale))
    let soft: Float =
      switch substance {
      case .paper, .resin: 0.035
      case .silicone: 0.1
      case .software: 0.3
      }
    // The chin's underside stays free.
    let under = 1 - smoothstep(target.chin - 1.1, target.chin - 0.5, y)
    return under * (1 - smoothstep(1 - soft, 1, r))
  }

  /// Distance from the middle of the nearer eye hole, 1 at its rim; far where there is none.
  private func eyeHole(_ across: Float, _ y: Float) -> Float {
    guard hasEyeHoles else { return 9 }
    let grow: Float = substance == .silicone ? 0.92 : 1.08
    let a = abs(across) - target.identity.eyeDistance
    return hypot2(a / (target.identity.eyeWidth * grow), (y + 0.05) / (0.82 * grow))
  }

  /// Puts the mask over a wearer's head.
  func shape(_ head: inout Mesh, _ wearer: HeadShape) {
    let relief = FaceRelief(target)
    let columns = head.columns
    // A paper mask is folded from flat facets.
    let facet = substance == .paper ? max(2, columns / 22) : 1
    var points = head.positions
    var shares = Array(repeating: Float(0), count: points.count)
    let angles = (0..<columns).map { HeadShape.angle(2 * Float($0) / Float(columns - 1) - 1) }
    let directions = angles.map { (sine: Elementary.sin($0), cosine: Elementary.cos($0)) }
    let bearings = directions.map { target.bearing(sine: $0.sine, cosine: $0.cosine) }
    for row in 0..<head.rows {
      let y = wearer.height(Float(row) / Float(head.rows - 1))
      let targetY = Self.targetHeight(y, wearer, target)
      let section = target.section(targetY)
      for column in 0..<columns {
        let i = row * columns + column
        let (sine, cosine) = directions[column]
        guard cosine > 0.02 else { continue }
        var p = target.bare(section, y: targetY, bearings[column])
        shares[i] = share(p.x, targetY)
        guard shares[i] > 0 else { continue }
        let detail: Float = substance == .silicone ? 0.92 : 1
        let hole = smoothstep(1.05, 0.8, eyeHole(p.x, targetY))
        p.z += smoothstep(0.05, 0.45, cosine) * relief(p.x, targetY) * detail
        p += Vector3(sine, 0, cosine) * (thickness * (1 - hole) - 0.35 * hole)
        points[i] = p
      }
    }
    for row in 0..<head.rows {
      let r0 = row / facet * facet
      let r1 = min(head.rows - 1, r0 + facet)
      let fr = r1 > r0 ? Float(row - r0) / Float(r1 - r0) : 0
      for column in 0..<columns {
        let i = row * columns + column
        guard shares[i] > 0 else { continue }
        let c0 = column / facet * facet
        let c1 = min(columns - 1, c0 + facet)
        let fc = c1 > c0 ? Float(column - c0) / Float(c1 - c0) : 0
        // Two triangles per facet, so that folds run both ways.
        let (a, b) = (points[r0 * columns + c0], points[r0 * columns + c1])
        let (c, d) = (points[r1 * columns + c0], points[r1 * columns + c1])
        let folded =
          fr + fc < 1
          ? a + (b - a) * fc + (c - a) * fr : d + (c - d) * (1 - fc) + (b - d) * (1 - fr)
        let flat = Vector3.mix(points[i], folded, facet > 1 ? 0.55 + 0.45 * texture : 0)
        head.positions[i] = Vector3.mix(head.positions[i], flat, shares[i])
        if shares[i] > 0.4 { head.materials[i] = material }
      }
    }
    head.findNormals()
  }

  /// Paints the mask over a wearer's face, who may close the eyes.
  func paint(_ face: inout FaceTexture, _ wearer: HeadShape) {
    let shown = substance == .software ? HeadShape(target.identity, wearer.expression) : target
    let model = FaceTexture(shown, layout: face.layout)
    let bare = face
    let layout = face.layout
    let noise = LatticeNoise(key: key)
    // What depends on the height alone, at the rows of texels.
    let heights = (0..<layout.height).map { row in
      let y = layout.y(row)
      let targetY = Self.targetHeight(y, wearer, target)
      let width = target.section(targetY).width
      return (targetY: targetY, ratio: width / max(0.5, wearer.section(y).width))
    }
    face.edit(x: -9...9, y: -12...13) { x, y, colour, gloss in
      let row = min(max(0, Int(layout.v(y) + 0.5)), heights.count - 1)
      let (targetY, ratio) = heights[row]
      let across = x * ratio
      let share = share(across, targetY)
      guard share > 0 else { return }
      let texel = model.texture.sample(layout.u(across), layout.v(targetY))
      var made = surface(Vector3(texel), noise, across, targetY)
      // The wearer's own eyes behind the holes, in the shade of the mask.
      let hole = eyeHole(across, targetY)
      if hole < 1.2 {
        let side: Float = across < 0 ? -1 : 1
        let eyeX = across - side * target.identity.eyeDistance + side * wearer.identity.eyeDistance
        let eye = Vector3(bare.texture.sample(layout.u(eyeX), layout.v(targetY)))
        made = Vector3.mix(
          made * (1 - 0.5 * smoothstep(1.2, 1.02, hole)), eye * 0.8,
          smoothstep(1.02, 0.9, hole))
        gloss = mix(gloss, 0.5, smoothstep(1.02, 0.9, hole))
      } else {
        gloss = mix(gloss, 1, share)
      }
      // The edge is bare and throws a thin line.
      let isHard = substance == .paper || substance == .resin
      let rim = isEdgeVisible && isHard ? 4 * share * (1 - share) : 0
      colour = Vector3.mix(Vector3.mix(colour, made, share), colour * 0.25, 0.8 * rim)
    }
  }

  /// The mask's colour at a place of the target's face.
  private func surface(_ real: Vector3, _ noise: LatticeNoise, _ x: Float, _ y: Float) -> Vector3 {
    switch substance {
    case .paper:
      // Printed: less contrast, visible grain, white where the ink is thin.
      let grain = 1 + 0.22 * texture * noise(x * 9, y * 9) + 0.1 * noise(x * 3, y * 3)
      return Vector3.mix(colour, real * 1.1, 0.86) * grain
    case .resin:
      let layer = 1 + 0.03 * texture * Elementary.sin(y * 38)
      return Vector3.mix(colour, real, paint) * layer * (1 + 0.02 * noise(x * 4, y * 4))
    case .silicone:
      return Vector3.mix(colour, real, paint) * (1 + 0.025 * texture * noise(x * 2, y * 2))
    case .software:
      return real
    }
  }

  /// The height on the target's face that lies over a height of the wearer's.
  private static func targetHeight(_ y: Float, _ wearer: HeadShape, _ target: HeadShape) -> Float {
    y < 0
      ? y * target.identity.crown / wearer.identity.crown : y * target.chin / max(1, wearer.chin)
  }
}
