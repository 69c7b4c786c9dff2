/// A grid of surface points with what the renderer needs to know at each.
struct Mesh: Sendable {
  let columns: Int
  let rows: Int
  /// Whether all that faces away from the camera is hidden behind what faces it.
  var isClosed = false
  var positions: [Vector3]
  var normals: [Vector3]
  /// Texture coordinates, in texels of the mesh's texture.
  var u: [Float]
  var v: [Float]
  /// Points that throw no shadow (hair that is not there) are not solid.
  var isSolid: [Bool]
  /// Index into the scene's materials, per point.
  var materials: [UInt8]
  /// Light that falls on a point and is scattered, per unit of albedo.
  var diffuse: [Vector3]
  /// Light that is mirrored towards the camera.
  var gloss: [Vector3]

  init(columns: Int, rows: Int) {
    let count = columns * rows
    self.columns = columns
    self.rows = rows
    positions = Array(repeating: Vector3(0), count: count)
    normals = Array(repeating: Vector3(0, 0, 1), count: count)
    u = Array(repeating: 0, count: count)
    v = u
    isSolid = Array(repeating: true, count: count)
    materials = Array(repeating: 0, count: count)
    diffuse = positions
    gloss = positions
  }

  /// Sets the normals from the positions by central differences over the grid.
  mutating func findNormals() {
    for row in 0..<rows {
      let above = max(0, row - 1) * columns
      let below = min(rows - 1, row + 1) * columns
      for column in 0..<columns {
        let left = row * columns + max(0, column - 1)
        let right = row * columns + min(columns - 1, column + 1)
        let across = positions[right] - positions[left]
        let down = positions[below + column] - positions[above + column]
        let normal = across.cross(down)
        normals[row * columns + column] =
          normal.length > 1e-7 ? normal.normalized : Vector3(0, row * 2 < rows ? -1 : 1, 0)
      }
    }
  }

  /// Turns the points about a pivot: roll, then pitch, then yaw.
  mutating func turn(_ pose: Pose, about pivot: Vector3) {
    let rotation = Rotation(pose)
    for i in positions.indices {
      positions[i] = rotation(positions[i] - pivot) + pivot
      normals[i] = rotation(normals[i])
    }
  }

  /// Moves the points, each by its own share.
  mutating func shift(_ offset: (Vector3) -> Vector3) {
    for i in positions.indices { positions[i] = positions[i] + offset(positions[i]) }
  }
}

/// A rotation made of roll (about z), pitch (about x) and yaw (about y).
struct Rotation: Sendable {
  private let rowX: Vector3
  private let rowY: Vector3
  private let rowZ: Vector3

  init(_ pose: Pose) {
    let (sy, cy) = (Elementary.sin(pose.yaw), Elementary.cos(pose.yaw))
    let (sp, cp) = (Elementary.sin(pose.pitch), Elementary.cos(pose.pitch))
    let (sr, cr) = (Elementary.sin(pose.roll), Elementary.cos(pose.roll))
    rowX = Vector3(cy * cr + sy * sp * sr, -cy * sr + sy * sp * cr, sy * cp)
    rowY = Vector3(cp * sr, cp * cr, -sp)
    rowZ = Vector3(-sy * cr + cy * sp * sr, sy * sr + cy * sp * cr, cy * cp)
  }

  func callAsFunction(_ p: Vector3) -> Vector3 {
    Vector3(rowX.dot(p), rowY.dot(p), rowZ.dot(p))
  }
}
