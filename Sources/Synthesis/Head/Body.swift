/// What a sitter wears in one session.
struct Clothes: Sendable {
  /// Patterns of cloth.
  enum Pattern: Sendable, CaseIterable {
    case plain, stripes, checks, mottled
  }

  /// Shapes of the neck opening.
  enum Neckline: Sendable, CaseIterable {
    case round, pointed, collar
  }

  var colour: Vector3
  var second: Vector3
  var pattern: Pattern
  var neckline: Neckline
  var period: Float
  var key: UInt64

  init(_ stream: inout SeededStream) {
    let channel = { (s: inout SeededStream) in Colour.linear(s.uniform(0.1, 0.85)) }
    let grey = channel(&stream)
    let vivid = Vector3(channel(&stream), channel(&stream), channel(&stream))
    colour = Vector3.mix(Vector3(grey), vivid, stream.uniform(0.2, 1))
    second = Vector3.mix(colour, Vector3(channel(&stream)), 0.7)
    pattern = Pattern.allCases[stream.index(4)]
    neckline = Neckline.allCases[stream.index(3)]
    period = stream.uniform(0.5, 2.4)
    key = stream.next()
  }
}

/// Neck and shoulders under a head.
struct Body: Sendable {
  let identity: Identity
  let clothes: Clothes

  /// The neck.
  func neck(columns: Int, rows: Int) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rows)
    mesh.isClosed = true
    for row in 0..<rows {
      let y = mix(4, 17.5, Float(row) / Float(rows - 1))
      let flare = smoothstep(12, 19, y)
      let width = identity.neckWidth * (1 + 0.5 * flare * flare)
      let middle = mix(-2.6, -1.6, (y - 4) / 15)
      for column in 0..<columns {
        let i = row * columns + column
        let angle = 4.4 * (Float(column) / Float(columns - 1) - 0.5)
        let sine = Elementary.sin(angle)
        let tendon = 0.22 * hill(abs(sine) - 0.5 + 0.03 * (y - 8), 0, 0.13, 1)
        mesh.positions[i] = Vector3(
          width * sine, y, middle + (identity.neckWidth * 0.9 + tendon) * Elementary.cos(angle))
        mesh.u[i] = (angle + 2.2) * 6
        mesh.v[i] = (y - 4) * 3
      }
    }
    mesh.findNormals()
    return mesh
  }

  /// Skin of the neck.
  func neckTexture() -> Texture {
    var texture = Texture(width: 28, height: 47, colour: identity.skin * 0.94, fourth: 0.5)
    let noise = LatticeNoise(key: identity.textureKey ^ 0x6e65_636b)
    for row in 0..<47 {
      for column in 0..<28 {
        let change = 1 + 0.05 * identity.mottling * noise(Float(column) * 0.7, Float(row) * 0.5)
        let crease = identity.age * 0.12 * hill(Float(row % 11) - 5, 0, 1.2, 1)
        texture[column, row] = texture[column, row] * (change - crease)
      }
    }
    return texture
  }

  /// Shoulders and chest.
  func torso(columns: Int, rows: Int) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rows)
    let neck = identity.neckWidth
    let wide = identity.shoulderWidth
    let widths = Profile([
      (12, neck * 0.6), (14, neck * 0.96), (15.2, neck + 1.8), (16.8, wide * 0.62),
      (18.6, wide * 0.88), (21.5, wide),
      (27, wide * 1.04), (44, wide * 0.98),
    ])
    let fronts = Profile([
      (12, neck * 0.3), (14, neck * 0.55), (16.2, 5.2), (20, 7.6), (27, 9.6), (44, 10.5),
    ])
    for row in 0..<rows {
      let y = mix(12, 44, Elementary.pow(Float(row) / Float(rows - 1), 1.3))
      let width = widths(y)
      let front = fronts(y) + 2.4
      for column in 0..<columns {
        let i = row * columns + column
        let angle = 3.6 * (Float(column) / Float(columns - 1) - 0.5)
        let cosine = Elementary.cos(angle)
        let fold = 0.12 * Elementary.sin(angle * 9 + y * 0.7) * smoothstep(18, 24, y)
        mesh.positions[i] = Vector3(
          width * Elementary.sin(angle), y + 0.25 * (1 - cosine),
          -2.4 + (front + fold) * (cosine > 0 ? Elementary.pow(cosine, 0.8) : cosine))
        mesh.u[i] = (mesh.positions[i].x + 26) * 6
        mesh.v[i] = (y - 13) * 6
      }
    }
    mesh.findNormals()
    return mesh
  }

  /// Cloth, with the skin that its neckline leaves free.
  func torsoTexture() -> Texture {
    var texture = Texture(width: 313, height: 188, colour: clothes.colour, fourth: 0)
    let noise = LatticeNoise(key: clothes.key)
    for row in 0..<texture.height {
      let y = Float(row) / 6 + 13
      for column in 0..<texture.width {
        let x = Float(column) / 6 - 26
        var share: Float = 0
        switch clothes.pattern {
        case .plain: break
        case .stripes: share = Elementary.sin(y * 3.14 / clothes.period) > 0.2 ? 1 : 0
        case .checks:
          share =
            (Elementary.sin(x * 3.14 / clothes.period) > 0 ? 0.5 : 0)
            + (Elementary.sin(y * 3.14 / clothes.period) > 0 ? 0.5 : 0)
        case .mottled: share = smoothstep(-0.3, 0.4, noise.cloud(x * 0.4, y * 0.4))
        }
        var colour = Vector3.mix(clothes.colour, clothes.second, share)
        colour = colour * (1 + 0.12 * noise(x * 2.9, y * 2.9))
        let open = opening(abs(x))
        colour = Vector3.mix(
          colour * (1 - 0.45 * hill(y - open - 0.3, 0, 0.4, 1)), identity.skin * 0.92,
          smoothstep(0.15, -0.15, y - open))
        texture[column, row] = colour
      }
    }
    return texture
  }

  private func opening(_ side: Float) -> Float {
    switch clothes.neckline {
    case .round: 17.4 - 0.045 * side * side
    case .pointed: 22 - 0.95 * side
    case .collar: 15.6 - 0.25 * side
    }
  }
}
