/// A person as the renderer takes them: meshes with their surfaces, lit.
struct Sitter: Sendable {
  /// Materials by their number in `Mesh.materials`.
  static let materials: [Material] = [
    .skin, .hair, .cloth, .frame, .paper, .resin, .silicone, .glossyPaper,
  ]

  let shape: HeadShape
  /// Turns points of the head's own frame as the head is turned.
  let pose: Pose
  private(set) var meshes: [Mesh] = []
  private var skins: [Texture] = []
  private var isCut: [Bool] = []
  private let spacing: Float

  static let pivot = Vector3(0, 6, -2)

  /// Builds a person; `density` is how many samples of the target a centimetre of the face gets.
  init(
    _ identity: Identity, _ expression: Expression, _ pose: Pose, clothes: Clothes,
    density: Float, mask: Mask? = nil
  ) {
    shape = HeadShape(identity, expression)
    self.pose = pose
    // Two samples per edge of the grid and a texel per sample are as much as can be seen.
    let columns = Int(clamp(density * 5, 28, 150))
    spacing = 24 / Float(columns)
    let layout = FaceLayout(density: clamp(density * 0.62, 4, 28))
    var head = shape.mesh(columns: columns, rows: columns, layout: layout)
    var face = FaceTexture(shape, layout: layout)
    if let mask { mask.cover(&head, &face, wearer: shape) }
    add(head, face.texture)
    let hair = Hair(shape, detail: density / 24)
    var hairMesh = hair.mesh(columns: columns * 3 / 4, rows: columns * 2 / 3)
    hairMesh.materials = hairMesh.materials.map { _ in 1 }
    add(hairMesh, hair.texture(), cut: true)
    for side in [Float(-1), 1] {
      add(
        shape.ear(side: side, columns: max(10, columns / 6), rings: max(6, columns / 12)),
        shape.earTexture(skin: identity.skin))
    }
    if let glasses = identity.glasses, mask == nil {
      var (mesh, texture) = shape.glasses(glasses, density: layout.density)
      mesh.materials = mesh.materials.map { _ in 3 }
      add(mesh, texture, cut: true)
    }
    for i in meshes.indices { meshes[i].turn(pose, about: Self.pivot) }
    let body = Body(identity: identity, clothes: clothes)
    add(body.neck(columns: max(16, columns / 2), rows: max(12, columns / 3)), body.neckTexture())
    var torso = body.torso(columns: max(30, columns * 2 / 3), rows: max(20, columns / 3))
    torso.materials = torso.materials.map { _ in 2 }
    add(torso, body.torsoTexture())
  }

  private mutating func add(_ mesh: Mesh, _ texture: Texture, cut: Bool = false) {
    meshes.append(mesh)
    skins.append(texture)
    isCut.append(cut)
  }

  /// Finds light and shadow.
  mutating func light(_ lights: [Light], viewpoint: Vector3) {
    Illumination(lights: lights, materials: Self.materials, viewpoint: viewpoint)
      .apply(to: &meshes, spacing: spacing)
  }

  /// Draws the lit person.
  func draw(into raster: inout Raster, _ projection: Projection) {
    for i in meshes.indices {
      if isCut[i] {
        raster.draw(meshes[i], CutSurface(texture: skins[i]), projection)
      } else {
        raster.draw(meshes[i], SolidSurface(texture: skins[i]), projection)
      }
    }
  }

  /// Corners of the face on the target: temples and cheeks, forehead and chin.
  func faceBounds(_ projection: Projection) -> (
    low: (x: Float, y: Float), high: (x: Float, y: Float)
  ) {
    let head = meshes[0]
    var low = (x: Float.infinity, y: Float.infinity)
    var high = (x: -Float.infinity, y: -Float.infinity)
    for row in 0..<head.rows {
      let y = shape.height(Float(row) / Float(head.rows - 1))
      guard y > -6.8 else { continue }
      for column in 0..<head.columns {
        let angle = HeadShape.angle(2 * Float(column) / Float(head.columns - 1) - 1)
        guard abs(angle) < 1.35 else { continue }
        let i = row * head.columns + column
        let seen = projection(head.positions[i])
        low = (min(low.x, seen.x), min(low.y, seen.y))
        high = (max(high.x, seen.x), max(high.y, seen.y))
      }
    }
    return (low, high)
  }
}
