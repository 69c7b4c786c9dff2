/// Hair as a shell over the skull, with holes where there is none.
struct Hair: Sendable {
  private static let reach: Float = 2.42
  private static let acrossDensity: Float = 16
  private static let downDensity: Float = 6

  private let shape: HeadShape
  private let style: HairStyle
  private let noise: LatticeNoise
  private let hairline: Profile
  private let bottom: Float
  private let detail: Float

  /// Hair of a head; `detail` scales the texture (1 for a head some 300 pixels wide).
  init(_ shape: HeadShape, detail: Float) {
    self.shape = shape
    self.detail = clamp(detail, 0.2, 1)
    style = shape.identity.hair
    noise = LatticeNoise(key: shape.identity.textureKey ^ 0x4841_4952)
    let line = style.line
    let back = style.recession
    switch style.cut {
    case .chinLength, .long:
      bottom = style.cut == .long ? 21 : 10.5
      hairline = Profile([
        (0, line - 0.3), (0.4, line + 0.2), (0.75, line + 2.4), (0.98, -0.6), (1.12, bottom - 2.5),
        (1.3, bottom), (2.42, bottom),
      ])
    case .fringe:
      bottom = 7.5
      hairline = Profile([
        (0, -3.1), (0.5, -3.0), (0.8, -2.9), (1.05, -2.0), (1.2, 1.5), (1.4, 1.8), (1.55, -0.6),
        (1.85, 1.5), (2.05, 7), (2.42, 7),
      ])
    case .curly:
      bottom = 7.5
      hairline = Profile([
        (0, line), (0.5, line - 0.4 * back), (0.85, line + 1.2), (1.1, -2.0), (1.3, 2.8),
        (1.6, 4.5), (2.42, 7),
      ])
    case .bald:
      bottom = 7.5
      hairline = Profile([
        (0, -11.6), (0.9, -10.5), (1.2, -6), (1.35, 0.5), (1.5, -1.2), (1.8, 1), (2.05, 7),
        (2.42, 7),
      ])
    case .cropped, .short, .parted, .tied:
      bottom = 7.5
      hairline = Profile([
        (0, line), (0.3, line - 0.3 * back), (0.6, line - 0.8 * back), (0.9, line + 1.4),
        (1.12, -2.4), (1.24, style.cut == .tied ? 0 : 1.4), (1.4, 1.0), (1.55, -1.2), (1.8, 0.5),
        (2.05, 7), (2.42, 7),
      ])
    }
  }

  private func edge(_ angle: Float) -> Float {
    var height = hairline(abs(angle))
    if style.cut == .parted || style.cut == .fringe {
      // Hair is combed from the parting to the other side.
      height += 0.9 * Elementary.sin(angle * 1.3 + style.parting * 2) * hill(angle, 0, 0.9, 1)
    }
    return height
  }

  /// How far hair stands off where its edge is at this height.
  private func thickness(_ angle: Float, _ y: Float, edge: Float) -> Float {
    let into = edge - y
    let crownShare = smoothstep(3, -6, y)
    var volume = style.volume
    switch style.cut {
    case .short, .cropped, .parted, .fringe, .tied, .bald:
      volume *= mix(0.3, 1, crownShare)
    case .chinLength, .long: volume *= mix(1.15, 0.9, crownShare)
    case .curly: break
    }
    if style.cut == .parted {
      volume *= 1 + 0.45 * Elementary.sin(angle * 0.9 + style.parting * 2.2) * crownShare
    }
    let lumps = 1 + (0.12 + 0.22 * style.curl) * noise(angle * 5 + 20, y * 0.7)
    return 0.1 + volume * smoothstep(-0.1, style.cut == .fringe ? 1.6 : 3.2, into) * lumps
  }

  /// The shell; its texture coordinates are those of `texture()`.
  func mesh(columns: Int, rows: Int) -> Mesh {
    var mesh = Mesh(columns: columns, rows: rows)
    let top = -shape.identity.crown
    let angles = (0..<columns).map {
      Self.reach * (2 * Float($0) / Float(columns - 1) - 1)
    }
    let bearings = angles.map {
      shape.bearing(sine: Elementary.sin($0), cosine: Elementary.cos($0))
    }
    let edges = angles.map(edge)
    for row in 0..<rows {
      let down = Float(row) / Float(rows - 1)
      let eased = 1 - Elementary.cos(down * 1.570_796_4)
      let y = mix(top, bottom, mix(down, eased, 0.4))
      let section = shape.section(min(y, 3.5))
      for column in 0..<columns {
        let i = row * columns + column
        let angle = angles[column]
        var p = shape.bare(section, y: y, bearings[column])
        let outward = Vector3(p.x, min(y, 2) + 1.5, p.z + 1).normalized
        let falling = Vector3(outward.x, 0, outward.z).normalized
        let direction = Vector3.mix(outward, falling, smoothstep(-3, 3, y)).normalized
        p += direction * thickness(angle, y, edge: edges[column])
        if y > 8 { p.z += 0.12 * (y - 8) }
        mesh.positions[i] = p
        mesh.u[i] = (angle + Self.reach) * 8 * Self.acrossDensity * detail
        mesh.v[i] = (y - top) * Self.downDensity * detail
        mesh.isSolid[i] = y < edges[column] - 0.3
      }
    }
    mesh.findNormals()
    return mesh
  }

  /// Strands, and where there is hair at all.
  func texture() -> Texture {
    let top = -shape.identity.crown
    let across = Self.acrossDensity * 8 * detail
    let down = Self.downDensity * detail
    var texture = Texture(
      width: Int(2 * Self.reach * across) + 2, height: Int((bottom - top) * down) + 2,
      colour: shape.identity.hairColour, fourth: 0)
    let colour = shape.identity.hairColour
    let isCurly = style.cut == .curly
    let thin: Float = style.cut == .bald || style.cut == .cropped ? 0.6 : 1
    let angles = (0..<texture.width).map { Float($0) / across - Self.reach }
    let edges = angles.map(edge)
    for row in 0..<texture.height {
      let y = Float(row) / down + top
      for column in 0..<texture.width {
        let ragged: Float =
          style.cut == .fringe && abs(angles[column]) < 1 ? 0.7 : isCurly ? 0.5 : 0.3
        let depth = edges[column] - y - 0.1
        // Fraying reaches 1.8 times its strength; beyond it there is no hair, or nothing but.
        if depth + 1.8 * ragged < -0.25 { continue }
        let arc = angles[column] * 8
        let bend = style.curl * 1.6 * noise(arc * 0.35 + 7, y * 0.55) + 0.06 * y * style.parting
        var cover: Float = 1
        if depth - 1.8 * ragged < 0.45 / thin {
          let fray =
            noise((arc + bend) * 2.9 + 40, y * 0.3) + 0.8 * noise((arc + bend) * 9.3, y * 0.5)
          cover = smoothstep(-0.25, 0.45 / thin, depth + ragged * fray)
          if cover <= 0 { continue }
        }
        let strand =
          isCurly
          ? noise.cloud(arc * 2.2, y * 2.2)
          : 0.6 * noise((arc + bend) * 2.3, y * 0.14) + 0.55 * noise((arc + bend) * 7.1, y * 0.24)
        texture[column, row] = colour * max(0.25, 1 + 0.5 * strand)
        texture.setFourth(column, row, cover)
      }
    }
    return texture
  }
}
