/// A flat or bent instrument before the camera: a print or a screen.
struct Sheet: Sendable {
  /// Size in centimetres.
  let width: Float
  let height: Float
  /// Sagitta of the bend across the width, in centimetres; 0 is flat.
  let bend: Float
  let pose: Pose
  /// Where its middle is.
  let centre: Vector3

  /// A grid with texture coordinates in centimetres from the upper left corner.
  func mesh(columns: Int, rows: Int, material: UInt8) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rows)
    let rotation = Rotation(pose)
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * columns + column
        let u = Float(column) / Float(columns - 1)
        let v = Float(row) / Float(rows - 1)
        let sag = bend * (1 - 4 * (u - 0.5) * (u - 0.5))
        let flat = Vector3((u - 0.5) * width, (v - 0.5) * height, sag)
        mesh.positions[i] = rotation(flat) + centre
        mesh.u[i] = u * width
        mesh.v[i] = v * height
        mesh.materials[i] = material
      }
    }
    mesh.findNormals()
    return mesh
  }

  /// Where a place of the sheet, in centimetres from its upper left corner, lies in the scene.
  func point(_ u: Float, _ v: Float) -> Vector3 {
    let across = u / width
    let sag = bend * (1 - 4 * (across - 0.5) * (across - 0.5))
    return Rotation(pose)(Vector3(u - width / 2, v - height / 2, sag)) + centre
  }

  /// The tips of fingers that hold the sheet at its lower corners.
  func fingers(skin: Vector3, _ stream: inout SeededStream) -> [(mesh: Mesh, texture: Texture)] {
    let side: Float = stream.chance(0.5) ? -1 : 1
    let both = stream.chance(0.5)
    return (both ? [side, -side] : [side]).map { side in
      let at = stream.uniform(0.62, 0.86) * height
      let reach = stream.uniform(1.4, 2.6)
      let lift = stream.uniform(0.2, 0.7)
      let root = Vector3(side * (width / 2 + 3), at - height / 2 + 3 * lift, 0.2)
      let tip = Vector3(side * (width / 2 - reach), at - height / 2 - 0.8 * lift, 0.9 + bend * 0.3)
      return (finger(from: root, to: tip), nailed(skin))
    }
  }

  private func finger(from root: Vector3, to tip: Vector3) -> Mesh {
    let rotation = Rotation(pose)
    var mesh = Mesh(columns: 14, rows: 18)
    let axis = (tip - root).normalized
    let across = axis.cross(Vector3(0, 0, 1)).normalized
    let up = across.cross(axis)
    let length = (tip - root).length
    for row in 0..<18 {
      let t = Float(row) / 17
      let end = clamp((t - 0.8) / 0.2)
      let radius = 0.95 * (1 - end * end).squareRoot() * (1 + 0.12 * hill(t - 0.55, 0, 0.12, 1))
      for column in 0..<14 {
        let angle = 6.283_185_3 * Float(column) / 13
        let i = row * 14 + column
        let ring = across * Elementary.cos(angle) + up * (0.85 * Elementary.sin(angle))
        let p = root + axis * (t * length) + ring * radius
        mesh.positions[i] = rotation(p) + centre
        mesh.u[i] = 6 * Float(column) / 13
        mesh.v[i] = 11 * t
      }
    }
    mesh.findNormals()
    for i in mesh.normals.indices {
      let t = Float(i / 14) / 17
      let outward = mesh.positions[i] - (rotation(root + axis * (t * length)) + centre)
      if mesh.normals[i].dot(outward) < 0 { mesh.normals[i] = mesh.normals[i] * -1 }
    }
    return mesh
  }

  private func nailed(_ skin: Vector3) -> Texture {
    var texture = Texture(width: 8, height: 12, colour: skin, fourth: 0.5)
    for row in 8..<11 {
      for column in 1..<3 {
        texture[column, row] = Vector3.mix(skin, Vector3(0.75, 0.5, 0.45), 0.55)
        texture.setFourth(column, row, 2)
      }
    }
    return texture
  }
}
