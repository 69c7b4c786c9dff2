/// Weights of a Gaussian blur, for the middle and each step to either side.
struct Taps: Sendable {
  let weights: [Float]

  /// How many steps the blur reaches; 0 leaves everything as it is.
  var reach: Int { weights.count - 1 }

  /// A blur of this standard deviation in pixels; what lies beyond 2.2 deviations is below half a
  /// per cent and left out.
  init(deviation: Float) {
    let reach = deviation > 0.15 ? max(1, Int(deviation * 2.2 + 0.5)) : 0
    let raw = (0...reach).map {
      $0 == 0 ? 1 : Elementary.exp(-Float($0 * $0) / (2 * deviation * deviation))
    }
    let total = raw[0] + 2 * raw.dropFirst().reduce(0, +)
    weights = raw.map { $0 / total }
  }
}

/// A blur that takes rows from top to bottom and gives them back blurred, `reach` rows later.
///
/// It holds only the rows that a blurred row is made of, so that they stay in the processor's
/// cache however large the picture is.
struct SlidingBlur {
  private let taps: [Float]
  private let width: Int
  private let height: Int
  /// The last rows, blurred across: row `y` is in slot `y % slots`.
  private var ring: [SIMD4<Float>]
  private let slots: Int
  /// One row with its ends repeated.
  private var padded: [SIMD4<Float>]

  var reach: Int { taps.count - 1 }

  init(_ taps: Taps, width: Int, height: Int) {
    self.taps = taps.weights
    self.width = width
    self.height = height
    slots = 2 * taps.reach + 1
    ring = Array(repeating: .zero, count: width * slots)
    padded = Array(repeating: .zero, count: width + 2 * taps.reach)
  }

  /// Takes row `y`, which starts at `start` of `source`.
  mutating func add(_ y: Int, _ source: Span<SIMD4<Float>>, from start: Int) {
    for i in 0..<reach {
      padded[i] = source[start]
      padded[reach + width + i] = source[start + width - 1]
    }
    for i in 0..<width { padded[reach + i] = source[start + i] }
    Self.blur(padded, taps, width, into: &ring, at: y % slots * width)
  }

  private static func blur(
    _ line: [SIMD4<Float>], _ taps: [Float], _ width: Int, into ring: inout [SIMD4<Float>],
    at slot: Int
  ) {
    let reach = taps.count - 1
    let (line, taps) = (line.span, taps.span)
    var target = ring.mutableSpan
    if reach == 2 {
      // The usual reach, written out: the loop over the taps costs more than they do.
      let (middle, near, far) = (taps[0], taps[1], taps[2])
      for i in 0..<width {
        target[slot + i] =
          line[i + 2] * middle + (line[i + 1] + line[i + 3]) * near + (line[i] + line[i + 4]) * far
      }
      return
    }
    for i in 0..<width {
      var sum = line[i + reach] * taps[0]
      for k in 0..<reach { sum += (line[i + k] + line[i + 2 * reach - k]) * taps[reach - k] }
      target[slot + i] = sum
    }
  }

  /// Row `y`, blurred; rows up to `y + reach` must have been added. Edges are repeated.
  func get(_ y: Int, into row: inout [SIMD4<Float>]) {
    let weights = taps.span
    let source = ring.span
    var target = row.mutableSpan
    let middle = y % slots * width
    if reach == 2 {
      let (a, b) = (max(0, y - 2) % slots * width, max(0, y - 1) % slots * width)
      let c = min(height - 1, y + 1) % slots * width
      let d = min(height - 1, y + 2) % slots * width
      let (whole, near, far) = (weights[0], weights[1], weights[2])
      for i in 0..<width {
        target[i] =
          source[middle + i] * whole + (source[b + i] + source[c + i]) * near
          + (source[a + i] + source[d + i]) * far
      }
      return
    }
    for i in 0..<width { target[i] = source[middle + i] * weights[0] }
    for k in 0..<reach {
      let above = max(0, y - k - 1) % slots * width
      let below = min(height - 1, y + k + 1) % slots * width
      let weight = weights[k + 1]
      for i in 0..<width { target[i] += (source[above + i] + source[below + i]) * weight }
    }
  }
}
