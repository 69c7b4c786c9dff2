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

  /// A grey picture under the binomial filter 1-2-1 in both directions, its edge pixels twice.
  init(smoothing picture: PixelBuffer) {
    let (width, height) = (picture.width, picture.height)
    let across = Self.acrossRows(picture)
    let sums = across.span
    let values = [Float](capacity: width * height) { output in
      for row in 0..<height {
        let here = row &* width
        let above = max(row - 1, 0) &* width
        let below = min(row + 1, height - 1) &* width
        for column in 0..<width {
          let sum =
            sums[above &+ column] &+ 2 &* sums[here &+ column] &+ sums[below &+ column]
          output.append(Float(sum) * (1 / 16))
        }
      }
    }
    self.init(width: width, height: height, values: values)
  }

  /// Sums of neighbours, the middle one twice.
  private static func acrossRows(_ picture: PixelBuffer) -> [Int32] {
    let width = picture.width
    let source = picture.bytes.span
    return [Int32](capacity: source.count) { output in
      for row in 0..<picture.height {
        let start = row &* width
        var left = Int32(source[start])
        var here = left
        for place in (start &+ 1)..<(start &+ width) {
          let right = Int32(source[place])
          output.append(left &+ 2 &* here &+ right)
          (left, here) = (here, right)
        }
        output.append(left &+ 3 &* here)
      }
    }
  }

  /// The picture at half the size, by means of two by two pixels; `nil` when it is too small.
  func halved() -> LumaGrid? {
    let (columns, rows) = (width / 2, height / 2)
    guard columns > 2, rows > 2 else { return nil }
    let source = values.span
    let result = [Float](capacity: columns * rows) { output in
      for row in 0..<rows {
        for column in 0..<columns {
          let at = 2 &* (row &* width &+ column)
          let upper = source[at] + source[at &+ 1]
          let lower = source[at &+ width] + source[at &+ width &+ 1]
          output.append((upper + lower) / 4)
        }
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
