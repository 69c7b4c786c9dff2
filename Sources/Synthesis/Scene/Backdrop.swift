/// What stands behind: drawn small and enlarged, for it is out of focus.
struct Backdrop: Sendable {
  /// Kinds of surroundings.
  enum Kind: CaseIterable {
    case wall, shelves, window, garden, tiles
  }

  let width: Int
  let height: Int
  private let small: LinearImage
  private let grain: LatticeNoise

  /// Surroundings lit by `light`, for pictures of this size.
  init(width: Int, height: Int, light: Vector3, _ stream: inout SeededStream) {
    self.width = width
    self.height = height
    let kind = Kind.allCases[stream.index(Kind.allCases.count)]
    let noise = LatticeNoise(&stream)
    let columns = 48
    let rows = max(8, 48 * height / max(1, width))
    let tone = { (s: inout SeededStream) in
      Vector3(s.uniform(0.12, 0.7), s.uniform(0.12, 0.65), s.uniform(0.12, 0.65))
    }
    let base = Vector3.mix(
      Vector3(stream.uniform(0.2, 0.7)), tone(&stream), stream.uniform(0.1, 0.6))
    let other = Vector3.mix(base, tone(&stream), 0.8)
    var small = LinearImage(width: columns, height: rows, repeating: base)
    let slope = stream.uniform(-0.4, 0.4)
    let pitch = stream.uniform(5, 11)
    for row in 0..<rows {
      let y = Float(row) / Float(columns)
      for column in 0..<columns {
        let x = Float(column) / Float(columns)
        var colour = base
        switch kind {
        case .wall: break
        case .shelves:
          let shelf = (y * pitch * 0.55).rounded(.down)
          let book = (x * pitch * 2.2 + shelf * 0.37).rounded(.down)
          let hue = noise(book * 3.7 + 0.5, shelf * 5.3 + 0.5)
          let second = noise(book * 5.1 + 9.5, shelf * 2.3 + 0.5)
          colour = base * Vector3(1 + 0.8 * hue, 1 + 0.7 * second, 1 - 0.6 * hue)
          if y * pitch * 0.55 - shelf < 0.12 { colour = other * 0.5 }
        case .window:
          let isPane = x > 0.1 + 0.3 * slope && x < 0.55 + 0.3 * slope && y < 0.8
          if isPane { colour = Vector3(0.95, 1.0, 1.05) * (1.2 - 0.5 * y) }
        case .garden:
          let leaf = noise.cloud(x * 6, y * 6)
          colour = Vector3.mix(
            Vector3(0.10, 0.24, 0.06), Vector3(0.45, 0.6, 0.3), clamp(0.5 + 0.6 * leaf))
          colour = Vector3.mix(
            Vector3(0.75, 0.9, 1.1), colour, smoothstep(0.1, 0.4, y + 0.2 * leaf))
        case .tiles:
          let joint = max(
            abs(Elementary.sin(x * pitch * 3.14)), abs(Elementary.sin(y * pitch * 3.14)))
          colour = Vector3.mix(base, other, smoothstep(0.9, 1.0, joint))
        }
        let shade = 1 + slope * (x - 0.5) + 0.10 * noise.cloud(x * 5 + 30, y * 5)
        small[column, row] = colour * light * max(0.15, shade)
      }
    }
    small.blur(stream.uniform(0.5, 1.3))
    self.small = small
    grain = LatticeNoise(&stream)
  }

  /// The small picture at full size, a little uneven: bilinear, a row at a time.
  ///
  /// `share` says how much of a pixel is seen; what is not seen is black and costs nothing.
  func picture(_ share: (_ pixel: Int) -> Float) -> LinearImage {
    var picture = LinearImage(width: width, height: height)
    var target = picture.pixels.mutableSpan
    let source = small.pixels.span
    let last = small.width - 1
    let scale = Float(small.width) / Float(width)
    let cells = 60 / Float(width)
    var line = Array(repeating: SIMD4<Float>.zero, count: small.width)
    var texture = Array(repeating: Float(0), count: width)
    for row in 0..<height {
      let place = clamp((Float(row) + 0.5) * scale - 0.5, 0, Float(small.height - 1))
      let above = min(Int(place), small.height - 2)
      for i in 0...last {
        let upper = source[above * small.width + i]
        line[i] = upper + (source[(above + 1) * small.width + i] - upper) * (place - Float(above))
      }
      for i in texture.indices { texture[i] = 1 }
      var values = texture.mutableSpan
      grain.add(
        0.03, first: 0.5 * cells, step: cells, y: (Float(row) + 0.5) * cells, to: &values)
      for column in 0..<width {
        let share = share(row * width + column)
        if share <= 0 { continue }
        let x = clamp((Float(column) + 0.5) * scale - 0.5, 0, Float(last))
        let left = min(max(0, latticeCell(x)), last - 1)
        let colour = line[left] + (line[left + 1] - line[left]) * (x - Float(left))
        target[row * width + column] = colour * (values[column] * share)
      }
    }
    return picture
  }
}
