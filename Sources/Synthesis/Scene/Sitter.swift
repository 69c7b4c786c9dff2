/// A person as the renderer takes them: meshes with their surfaces, lit.
struct Sitter: Sendable {
  /// Materials by their number in `Mesh.materials`.
  static let materials: [Material] = [
    .skin, .hair, .cloth, .frame, .paper, .resin, .silicone, .glossyPaper,
  ]

  let shape: HeadShape
  /// Turns points of the head's own frame as the head is turned.
  let pose: Pose
  /// What turns with the head, the face first, then what stays.
  private(set) var meshes: [Mesh] = []
  private var skins: [Texture] = []
  private var isCut: [Bool] = []
  /// How many meshes turn with the head.
  private let turning: Int
  /// The face with the lids closed by so many equal steps, the open one first.
  private let lids: [Texture]
  private let spacing: Float
  /// Half the distance between the eyes that are seen.
  private let eyeDistance: Float

  static let pivot = Vector3(0, 6, -2)

  /// Builds a person; `density` is how many samples of the target a centimetre of the face gets,
  /// `closes` whether the eyes close at times.
  init(
    _ identity: Identity, _ expression: Expression, _ pose: Pose, clothes: Clothes,
    density: Float, mask: Mask? = nil, closes: Bool = false
  ) {
    shape = HeadShape(identity, expression)
    self.pose = pose
    eyeDistance = mask?.target.identity.eyeDistance ?? identity.eyeDistance
    // An edge of the grid for three pixels and a texel for each are as much as can be seen.
    let columns = Int(clamp(density * 4, 28, 120))
    spacing = 24 / Float(columns)
    let layout = FaceLayout(density: clamp(density * 0.54, 4, 28))
    var head = shape.mesh(columns: columns, rows: columns, layout: layout)
    mask?.shape(&head, shape)
    let isBlinking = closes && (mask.map { $0.hasEyeHoles || $0.substance == .software } ?? true)
    lids = (0...(isBlinking ? Self.lidSteps : 0)).map { step in
      var expression = expression
      expression.blink = max(expression.blink, Float(step) / Float(Self.lidSteps))
      let shape = HeadShape(identity, expression)
      var face = FaceTexture(shape, layout: layout)
      mask?.paint(&face, shape)
      return face.texture
    }
    var parts = [(mesh: head, texture: lids[0], isCut: false)]
    let hair = Hair(shape, detail: density / 24)
    var hairMesh = hair.mesh(columns: columns * 3 / 4, rows: columns * 2 / 3)
    hairMesh.materials = hairMesh.materials.map { _ in 1 }
    parts.append((hairMesh, hair.texture(), true))
    for side in [Float(-1), 1] {
      let ear = shape.ear(side: side, columns: max(10, columns / 6), rings: max(6, columns / 12))
      parts.append((ear, shape.earTexture(skin: identity.skin), false))
    }
    if let glasses = identity.glasses, mask == nil {
      var (mesh, texture) = shape.glasses(glasses, density: layout.density)
      mesh.materials = mesh.materials.map { _ in 3 }
      parts.append((mesh, texture, true))
    }
    for i in parts.indices { parts[i].mesh.turn(pose, about: Self.pivot) }
    turning = parts.count
    let body = Body(identity: identity, clothes: clothes)
    let neck = body.neck(columns: max(16, columns / 2), rows: max(12, columns / 3))
    parts.append((neck, body.neckTexture(), false))
    var torso = body.torso(columns: max(30, columns * 2 / 3), rows: max(20, columns / 3))
    torso.materials = torso.materials.map { _ in 2 }
    parts.append((torso, body.torsoTexture(), false))
    meshes = parts.map(\.mesh)
    skins = parts.map(\.texture)
    isCut = parts.map(\.isCut)
  }

  private static let lidSteps = 5

  /// Finds light and shadow.
  mutating func light(_ lights: [Light], viewpoint: Vector3) {
    Illumination(lights: lights, materials: Self.materials, viewpoint: viewpoint)
      .apply(to: &meshes, spacing: spacing)
  }

  /// Draws neck and shoulders.
  func drawBody(into raster: inout Raster, _ projection: Projection) {
    for i in turning..<meshes.count { draw(i, into: &raster, projection, .rest) }
  }

  /// Draws the head at a moment, after neck and shoulders.
  func drawHead(at moment: Moment, into raster: inout Raster, _ projection: Projection) {
    let placing = Placing(moment, about: Self.pivot)
    for i in 0..<turning { draw(i, into: &raster, projection, placing) }
  }

  private func draw(
    _ i: Int, into raster: inout Raster, _ projection: Projection, _ placing: Placing
  ) {
    if isCut[i] {
      raster.draw(meshes[i], CutSurface(texture: skins[i]), projection, placing)
    } else {
      raster.draw(meshes[i], SolidSurface(texture: skins[i]), projection, placing)
    }
  }

  /// Colours what was drawn at a moment, before a background.
  func picture(
    at moment: Moment, of raster: Raster, over backdrop: Backdrop
  ) -> LinearImage {
    var picture = raster.before(backdrop)
    let step = min(lids.count - 1, Int(moment.closure * Float(Self.lidSteps) + 0.5))
    for i in meshes.indices {
      // The body was drawn first.
      let number = i < turning ? i + meshes.count - turning : i - turning
      if isCut[i] {
        raster.shade(number, CutSurface(texture: skins[i]), into: &picture)
      } else {
        let texture = i == 0 ? lids[step] : skins[i]
        raster.shade(number, SolidSurface(texture: texture), into: &picture)
      }
    }
    return picture
  }

  /// Where the face is seen at a moment: temples and cheeks, forehead and chin; both eyes.
  func place(at moment: Moment, _ projection: Projection) -> FacePlace {
    let head = meshes[0]
    let placing = Placing(moment, about: Self.pivot)
    var low = (x: Float.infinity, y: Float.infinity)
    var high = (x: -Float.infinity, y: -Float.infinity)
    for row in 0..<head.rows {
      let y = shape.height(Float(row) / Float(head.rows - 1))
      guard y > -6.8 else { continue }
      for column in 0..<head.columns {
        let angle = HeadShape.angle(2 * Float(column) / Float(head.columns - 1) - 1)
        guard abs(angle) < 1.35 else { continue }
        let seen = projection(placing(head.positions[row * head.columns + column]))
        low = (min(low.x, seen.x), min(low.y, seen.y))
        high = (max(high.x, seen.x), max(high.y, seen.y))
      }
    }
    let turned = Rotation(pose)
    let eye = { (side: Float) -> (x: Float, y: Float) in
      let p = turned(shape.point(side * eyeDistance, 0) - Self.pivot) + Self.pivot
      let seen = projection(placing(p))
      return (seen.x, seen.y)
    }
    return FacePlace(
      x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y, rightEye: eye(-1),
      leftEye: eye(1))
  }
}
