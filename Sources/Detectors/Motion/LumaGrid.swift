import Imaging

/// A small grey picture in numbers, smoothed a little so that it has slopes to follow.
struct LumaGrid {
  let width: Int
  let height: Int
  /// Rows of luma, 0…255.
  let values: [Float]

  init(width: Int, height: Int, values: [Float]) {
    self.width = width
    self.height = height
    self.values = values
  }

  /// A grey picture under the binomial filter 1-2-1 in both directions.
  init(smoothing picture: PixelBuffer) {
    let (width, height) = (picture.width, picture.height)
    let source = picture.bytes.span
    var across = [Float](repeating: 0, count: width * height)
    for row in 0..<height {
      let start = row &* width
      for column in 0..<width {
        let left = source[start &+ max(column &- 1, 0)]
        let right = source[start &+ min(column &+ 1, width &- 1)]
        across[start &+ column] =
          Float(Int(left) &+ 2 &* Int(source[start &+ column]) &+ Int(right))
      }
    }
    var down = [Float](repeating: 0, count: width * height)
    for row in 0..<height {
      let above = max(row - 1, 0) * width
      let below = min(row + 1, height - 1) * width
      let start = row * width
      for column in 0..<width {
        down[start &+ column] =
          (across[above &+ column] + 2 * across[start &+ column] + across[below &+ column]) / 16
      }
    }
    self.init(width: width, height: height, values: down)
  }

  /// The picture at half the size, by means of two by two pixels; `nil` when it is too small.
  func halved() -> LumaGrid? {
    let (columns, rows) = (width / 2, height / 2)
    guard columns > 2, rows > 2 else { return nil }
    var result = [Float](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let at = 2 * row * width + 2 * column
        result[row * columns + column] =
          (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4
      }
    }
    return LumaGrid(width: columns, height: rows, values: result)
  }
}

/// A rectangle of whole pixels that keeps one pixel of margin, so that every pixel has neighbours.
struct InnerRect {
  let columns: Range<Int>
  let rows: Range<Int>

  /// The part of a rectangle that lies within a picture less its margin; `nil` when that is empty.
  init?(x: Double, y: Double, width: Double, height: Double, in grid: LumaGrid) {
    let left = Int(max(x.rounded(), 1))
    let top = Int(max(y.rounded(), 1))
    let right = Int(min((x + width).rounded(), Double(grid.width - 1)))
    let bottom = Int(min((y + height).rounded(), Double(grid.height - 1)))
    guard left < right, top < bottom else { return nil }
    columns = left..<right
    rows = top..<bottom
  }
}
