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
    let left = min(max(0, latticeCell(x)), max(0, width - 2))
    let top = min(max(0, latticeCell(y)), max(0, height - 2))
    let fx = x - Float(left)
    let fy = y - Float(top)
    let i = top * width + left
    let right = width > 1 ? 1 : 0
    let down = height > 1 ? width : 0
    let upper = pixels[i] * (1 - fx) + pixels[i + right] * fx
    let lower = pixels[i + down] * (1 - fx) + pixels[i + down + right] * fx
    return upper * (1 - fy) + lower * fy
  }

  /// Blurs by a Gaussian of this standard deviation in pixels.
  mutating func blur(_ deviation: Float) {
    let taps = Taps(deviation: deviation)
    guard taps.reach > 0 else { return }
    var blur = SlidingBlur(taps, width: width, height: height)
    var line = Array(repeating: SIMD4<Float>.zero, count: width)
    for y in 0..<(height + taps.reach) {
      if y < height { blur.add(y, pixels.span, from: y * width) }
      // A row is written only when no later one needs what was there.
      let done = y - taps.reach
      guard done >= 0 else { continue }
      blur.get(done, into: &line)
      for i in 0..<width { pixels[done * width + i] = line[i] }
    }
  }
}
