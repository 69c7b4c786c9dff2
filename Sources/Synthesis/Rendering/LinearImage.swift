/// A picture in linear light; the fourth value of a pixel is unused.
struct LinearImage: Sendable {
  let width: Int
  let height: Int
  var pixels: [SIMD4<Float>]

  init(width: Int, height: Int, repeating colour: Vector3 = Vector3(0)) {
    self.width = width
    self.height = height
    pixels = Array(
      repeating: SIMD4(colour.x, colour.y, colour.z, 0), count: width * height)
  }

  /// What a shot shows, as light.
  init(_ shot: Shot) {
    self.init(width: shot.width, height: shot.height)
    let bytes = shot.bytes
    let table = Colour.linearBytes
    for i in pixels.indices {
      pixels[i] = SIMD4(
        table[Int(bytes[3 * i])], table[Int(bytes[3 * i + 1])], table[Int(bytes[3 * i + 2])], 0)
    }
  }

  subscript(column: Int, row: Int) -> Vector3 {
    get { Vector3(pixels[row * width + column]) }
    set { pixels[row * width + column] = SIMD4(newValue.x, newValue.y, newValue.z, 0) }
  }

  /// Bilinear sample at pixel coordinates (0 is the first pixel's centre), clamped to the edge.
  @inline(__always)
  func sample(_ column: Float, _ row: Float) -> SIMD4<Float> {
    let x = clamp(column, 0, Float(width - 1))
    let y = clamp(row, 0, Float(height - 1))
    let left = min(Int(x), max(0, width - 2))
    let top = min(Int(y), max(0, height - 2))
    let fx = x - Float(left)
    let fy = y - Float(top)
    let i = top * width + left
    let right = width > 1 ? 1 : 0
    let down = height > 1 ? width : 0
    let upper = pixels[i] * (1 - fx) + pixels[i + right] * fx
    let lower = pixels[i + down] * (1 - fx) + pixels[i + down + right] * fx
    return upper * (1 - fy) + lower * fy
  }

  /// Blurs by a Gaussian of this standard deviation in pixels, separably.
  mutating func blur(_ deviation: Float) {
    guard deviation > 0.15 else { return }
    let reach = max(1, Int((deviation * 2.6).rounded(.up)))
    var taps = (0...reach).map { Elementary.exp(-Float($0 * $0) / (2 * deviation * deviation)) }
    let total = taps[0] + 2 * taps.dropFirst().reduce(0, +)
    taps = taps.map { $0 / total }
    let other = blurredAcross(taps)
    let source = other.span
    let (width, height) = (width, height)
    var target = pixels.mutableSpan
    for row in 0..<height {
      let start = row * width
      if row < reach || row + reach >= height {
        for column in 0..<width {
          var sum = source[start + column] * taps[0]
          for k in 1...reach {
            let above = source[max(0, row - k) * width + column]
            sum += (above + source[min(height - 1, row + k) * width + column]) * taps[k]
          }
          target[start + column] = sum
        }
      } else {
        for i in start..<(start + width) {
          var sum = source[i] * taps[0]
          for k in 1...reach { sum += (source[i - k * width] + source[i + k * width]) * taps[k] }
          target[i] = sum
        }
      }
    }
  }

  private func blurredAcross(_ taps: [Float]) -> [SIMD4<Float>] {
    let reach = taps.count - 1
    let source = pixels.span
    var other: [SIMD4<Float>] = []
    other.reserveCapacity(pixels.count)
    for row in 0..<height {
      let start = row * width
      for column in 0..<width {
        let i = start + column
        var sum = source[i] * taps[0]
        if column < reach || column + reach >= width {
          for k in 1...reach {
            let left = source[start + max(0, column - k)]
            sum += (left + source[start + min(width - 1, column + k)]) * taps[k]
          }
        } else {
          for k in 1...reach { sum += (source[i - k] + source[i + k]) * taps[k] }
        }
        other.append(sum)
      }
    }
    return other
  }
}
