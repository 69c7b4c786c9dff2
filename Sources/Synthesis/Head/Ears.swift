extension HeadShape {
  /// One ear, on the picture's left (−1) or right (+1), as rings around its middle.
  func ear(side: Float, columns: Int, rings: Int) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rings)
    let section = section(1.6)
    let centre = Vector3(side * (section.width + 0.12), 1.7, section.middle - 0.4)
    let turn = 0.35 + 0.75 * identity.earProtrusion
    // Backwards, and outwards by how far the ear stands off.
    let back = Vector3(side * Elementary.sin(turn), 0, -Elementary.cos(turn))
    let outward = Vector3(side * Elementary.cos(turn), 0, Elementary.sin(turn))
    for ring in 0..<rings {
      let r = Float(ring) / Float(rings - 1)
      for column in 0..<columns {
        let angle = 6.283_185_3 * Float(column) / Float(columns - 1)
        let upDown = Elementary.sin(angle)
        let width = identity.earSize * (1.75 - 0.35 * max(0, upDown))
        let height = identity.earSize * 3.15
        let rim = 0.42 * hill(r - 0.84, 0, 0.14, 1) - 0.35 * hill(r, 0, 0.5, 1)
        let i = ring * columns + column
        mesh.positions[i] =
          centre + back * (0.9 * width * (0.55 + r * Elementary.cos(angle)))
          + Vector3(0, height * r * upDown - 0.2 * r * Elementary.cos(angle), 0) + outward * rim
        mesh.u[i] = 7 * r
        mesh.v[i] = 3.5 + 3.5 * upDown * r
      }
    }
    mesh.findNormals()
    for i in mesh.normals.indices where mesh.normals[i].dot(outward) < 0 {
      mesh.normals[i] = mesh.normals[i] * -1
    }
    return mesh
  }

  /// Skin of an ear: darker in its middle, redder at its rim.
  func earTexture(skin: Vector3) -> Texture {
    var texture = Texture(width: 8, height: 8, colour: skin, fourth: 0.6)
    for column in 0..<8 {
      let r = Float(column) / 7
      let hollow = smoothstep(0.55, 0.1, r)
      let tint = Vector3.mix(Vector3(1.0, 0.80, 0.78), Vector3(0.42, 0.28, 0.25), hollow)
      for row in 0..<8 { texture[column, row] = skin * tint }
    }
    return texture
  }

  /// Spectacles on the nose, and where their frame is.
  func glasses(_ glasses: Glasses, density: Float) -> (mesh: Mesh, texture: Texture) {
    let halfWidth = identity.headWidth + 0.15
    let columns = max(24, Int(halfWidth * density * 0.7))
    let rows = 10
    var mesh = Mesh(columns: columns, rows: rows)
    let scale = density * 1.2
    let front = 9.3 + 0.6 * identity.noseBridge
    for row in 0..<rows {
      let y = -3 + 6 * Float(row) / Float(rows - 1)
      for column in 0..<columns {
        let i = row * columns + column
        let x = halfWidth * (2 * Float(column) / Float(columns - 1) - 1)
        let away = abs(x) / halfWidth
        let z = front - 0.022 * x * x - (front + 1) * smoothstep(0.86, 1.0, away)
        mesh.positions[i] = Vector3(x, y, z)
        mesh.u[i] = (x + halfWidth) * scale
        mesh.v[i] = (y + 3) * scale
        mesh.isSolid[i] = false
      }
    }
    mesh.findNormals()
    var texture = Texture(
      width: Int(2 * halfWidth * scale) + 2, height: Int(6 * scale) + 2, colour: glasses.colour,
      fourth: 0)
    let edge = 0.7 / scale
    let half = glasses.thickness / 2 + 0.03
    // The rims are a superellipse: its powers along and across are found once per column and row,
    // its root only in the band where a rim can be.
    let least = min(glasses.halfWidth, glasses.halfHeight)
    let power = { Elementary.pow($0, glasses.squareness) }
    let band = power(max(0, 1 - (half + edge) / least))...power(1 + (half + edge) / least)
    let across = (0..<texture.width).map { column in
      let x = Float(column) / scale - halfWidth
      return power(abs(abs(x) - identity.eyeDistance - 0.05) / glasses.halfWidth)
    }
    for row in 0..<texture.height {
      let y = Float(row) / scale - 3
      let down = power(abs(y - 0.25) / glasses.halfHeight)
      for column in 0..<texture.width {
        let x = Float(column) / scale - halfWidth
        var cover: Float = 0
        if band.contains(across[column] + down) {
          let r = Elementary.pow(across[column] + down, 1 / glasses.squareness)
          cover = smoothstep(half + edge, half - edge, abs(r - 1) * least)
        }
        let inner = identity.eyeDistance - glasses.halfWidth
        if abs(x) < inner + 0.1 { cover = max(cover, abs(y + 0.35 - 0.1 * x * x) < half ? 1 : 0) }
        if abs(x) > identity.eyeDistance + glasses.halfWidth {
          cover = max(cover, abs(y + 0.35) < half * 1.2 ? 1 : 0)
        }
        texture.setFourth(column, row, cover)
      }
    }
    return (mesh, texture)
  }
}
