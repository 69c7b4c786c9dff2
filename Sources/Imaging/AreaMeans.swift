/// How much of one old pixel goes into new pixels along one axis, in exact whole numbers.
///
/// With `old` pixels becoming `new`, cut the axis into `old * new` steps: an old pixel is `new`
/// steps long and a new one `old` steps. Both are divided by their greatest common divisor.
private struct Coverage {
  /// Steps of a new pixel: what its weights add up to.
  let total: Int
  /// The first old pixel of each new one, and one more index at the end of its run.
  private(set) var first: [Int] = []
  private(set) var end: [Int] = []
  /// Weights of the first and the last old pixel of each new one; those between weigh `inner`.
  private(set) var firstWeight: [Int] = []
  private(set) var lastWeight: [Int] = []
  let inner: Int

  init(old: Int, new: Int) {
    let divisor = Self.greatestCommonDivisor(old, new)
    let long = old / divisor
    let short = new / divisor
    total = long
    inner = short
    for index in 0..<new {
      let start = index * long
      let stop = start + long
      let head = start / short
      let tail = (stop - 1) / short
      first.append(head)
      end.append(tail + 1)
      firstWeight.append(min(stop, (head + 1) * short) - start)
      lastWeight.append(stop - max(start, tail * short))
    }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }

  /// The weight of an old pixel in a new one.
  func weight(of old: Int, in new: Int) -> Int {
    if old == first[new] { return firstWeight[new] }
    return old == end[new] - 1 ? lastWeight[new] : inner
  }
}

/// Means of the area that each new pixel covers, computed in whole numbers and rounded half up.
///
/// - Parameters:
///   - columns: where each column starts within a row of `source`.
///   - rows: where each row starts in `source`.
func areaMeans(
  of source: borrowing Span<UInt8>, columns: [Int], rows: [Int], depth: Int, width: Int,
  height: Int
) -> [UInt8] {
  let across = Coverage(old: columns.count, new: width)
  let down = Coverage(old: rows.count, new: height)
  let values = width * depth
  var line = [Int](repeating: 0, count: values)
  var lineRow = -1
  var sums = [Int](repeating: 0, count: values)
  let scale = 1 / (Double(across.total) * Double(down.total))
  var result = [UInt8]()
  result.reserveCapacity(values * height)
  for y in 0..<height {
    for index in 0..<values { sums[index] = 0 }
    for row in down.first[y]..<down.end[y] {
      // A row on the border of two new ones is summed once and weighed twice.
      if row != lineRow {
        sumRow(of: source, from: rows[row], columns: columns, across, depth: depth, into: &line)
        lineRow = row
      }
      let weight = down.weight(of: row, in: y)
      for index in 0..<values { sums[index] &+= line[index] &* weight }
    }
    for index in 0..<values {
      result.append(UInt8(truncatingIfNeeded: Int(Double(sums[index]) * scale + 0.5)))
    }
  }
  return result
}

/// One row's weighted sums over the columns of each new pixel.
private func sumRow(
  of source: borrowing Span<UInt8>, from start: Int, columns: [Int], _ across: Coverage,
  depth: Int, into line: inout [Int]
) {
  for x in across.first.indices {
    let first = across.first[x]
    let last = across.end[x] - 1
    for channel in 0..<depth {
      let base = start &+ channel
      var sum = Int(source[base &+ columns[first]]) &* across.firstWeight[x]
      if last > first {
        var inner = 0
        for column in (first + 1)..<last { inner &+= Int(source[base &+ columns[column]]) }
        sum &+= inner &* across.inner
        sum &+= Int(source[base &+ columns[last]]) &* across.lastWeight[x]
      }
      line[x &* depth &+ channel] = sum
    }
  }
}
