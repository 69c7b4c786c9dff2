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
    let column = latticeCell(x)
    let line = latticeCell(y)
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

  /// Adds the noise at `first`, `first + step`… of one height to a row of values.
  ///
  /// Along a row only one direction is left to interpolate, between values that stay the same for
  /// a whole cell.
  func add(
    _ weight: Float, first: Float, step: Float, y: Float, to values: inout MutableSpan<Float>
  ) {
    let line = latticeCell(y)
    let fy = y - Float(line)
    let v = fy * fy * (3 - 2 * fy)
    let row = (line & 127) << 7
    let below = ((line + 1) & 127) << 7
    var column = Int.min
    var (left, rise) = (Float(0), Float(0))
    for i in values.indices {
      let x = first + Float(i) * step
      let cell = latticeCell(x)
      if cell != column {
        column = cell
        left = mix(table[row | cell & 127], table[below | cell & 127], v) * weight
        let next = (cell + 1) & 127
        rise = mix(table[row | next], table[below | next], v) * weight - left
      }
      let fx = x - Float(cell)
      values[i] += left + rise * (fx * fx * (3 - 2 * fx))
    }
  }

  /// Adds `cloud` along a row as `add` adds one octave.
  func addCloud(
    _ weight: Float, first: Float, step: Float, y: Float, to values: inout MutableSpan<Float>
  ) {
    add(0.7 * weight, first: first, step: step, y: y, to: &values)
    add(0.35 * weight, first: first * 2 + 17.3, step: step * 2, y: y * 2 + 9.1, to: &values)
    add(0.175 * weight, first: first * 4 + 5.7, step: step * 4, y: y * 4 + 31.9, to: &values)
  }

  /// Three octaves, each half as large and half as strong as the one before.
  func cloud(_ x: Float, _ y: Float) -> Float {
    (self(x, y) + 0.5 * self(x * 2 + 17.3, y * 2 + 9.1) + 0.25 * self(x * 4 + 5.7, y * 4 + 31.9))
      * 0.7
  }
}
