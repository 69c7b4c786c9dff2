/// Smooth value noise on an integer lattice, −1…1, a pure function of position and key.
struct LatticeNoise: Sendable {
  private let table: [Float]

  /// The noise of one key; its pattern repeats after 128 cells in either direction.
  init(key: UInt64) {
    var stream = SeededStream(key: key)
    table = (0..<16_384).map { _ in stream.uniform(-1, 1) }
  }

  /// The noise that belongs to a stream's next draw.
  init(_ stream: inout SeededStream) { self.init(key: stream.next()) }

  /// Noise at a point; one cell is one unit. Coordinates must be within ±4096.
  @inline(__always)
  func callAsFunction(_ x: Float, _ y: Float) -> Float {
    // Rounding down by way of a shift: the library call for it is slow on old processors.
    let column = Int(x + 4096) - 4096
    let line = Int(y + 4096) - 4096
    let fx = x - Float(column)
    let fy = y - Float(line)
    let u = fx * fx * (3 - 2 * fx)
    let v = fy * fy * (3 - 2 * fy)
    let left = column & 127
    let right = (column + 1) & 127
    let row = (line & 127) << 7
    let below = ((line + 1) & 127) << 7
    let top = table[row + left] + (table[row + right] - table[row + left]) * u
    let bottom = table[below + left] + (table[below + right] - table[below + left]) * u
    return top + (bottom - top) * v
  }

  /// Three octaves, each half as large and half as strong as the one before.
  func cloud(_ x: Float, _ y: Float) -> Float {
    (self(x, y) + 0.5 * self(x * 2 + 17.3, y * 2 + 9.1) + 0.25 * self(x * 4 + 5.7, y * 4 + 31.9))
      * 0.7
  }
}
