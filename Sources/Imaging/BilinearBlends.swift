/// The two old pixels that a new one is blended from along one axis, as OpenCV's `resize`
/// computes them for 8-bit pictures: pixel centres lie at halves, weights are rounded to 1/2048.
private struct Taps {
  private(set) var first: [Int] = []
  private(set) var second: [Int] = []
  private(set) var firstWeight: [Int32] = []
  private(set) var secondWeight: [Int32] = []

  init(old: Int, new: Int) {
    // The ratio is inverted twice because OpenCV does so; the last bit can matter.
    let scale = 1 / (Double(new) / Double(old))
    for index in 0..<new {
      let centre = Float((Double(index) + 0.5) * scale - 0.5)
      let floor = centre.rounded(.down)
      let fraction = centre - floor
      let place = Int(floor)
      if place < 0 {
        append(0, 0, 0)
      } else if place >= old - 1 {
        append(old - 1, old - 1, 0)
      } else {
        append(place, place + 1, fraction)
      }
    }
  }

  private mutating func append(_ left: Int, _ right: Int, _ fraction: Float) {
    first.append(left)
    second.append(right)
    firstWeight.append(Int32(((1 - fraction) * 2048).rounded(.toNearestOrEven)))
    secondWeight.append(Int32((fraction * 2048).rounded(.toNearestOrEven)))
  }
}

/// Blends of the four old pixels nearest to each new one's centre, in OpenCV's fixed point.
///
/// - Parameters:
///   - columns: where each column starts within a row of `source`.
///   - rows: where each row starts in `source`.
func bilinearBlends(
  of source: borrowing Span<UInt8>, columns: [Int], rows: [Int], depth: Int, width: Int,
  height: Int
) -> [UInt8] {
  let across = Taps(old: columns.count, new: width)
  let down = Taps(old: rows.count, new: height)
  let values = width * depth
  var upper = [Int32](repeating: 0, count: values)
  var lower = upper
  var upperRow = -1
  var lowerRow = -1
  var result = [UInt8]()
  result.reserveCapacity(values * height)
  for y in 0..<height {
    let first = down.first[y]
    let second = down.second[y]
    // Neighbouring new rows share old ones: a blended row is kept as long as it is needed.
    if first != upperRow {
      if first == lowerRow {
        swap(&upper, &lower)
        swap(&upperRow, &lowerRow)
      } else {
        blendRow(of: source, from: rows[first], columns: columns, across, depth, into: &upper)
        upperRow = first
      }
    }
    if second != lowerRow {
      blendRow(of: source, from: rows[second], columns: columns, across, depth, into: &lower)
      lowerRow = second
    }
    let upperWeight = down.firstWeight[y]
    let lowerWeight = down.secondWeight[y]
    for index in 0..<values {
      let above = ((upper[index] >> 4) &* upperWeight) >> 16
      let below = ((lower[index] >> 4) &* lowerWeight) >> 16
      result.append(UInt8(truncatingIfNeeded: (above &+ below &+ 2) >> 2))
    }
  }
  return result
}

private func blendRow(
  of source: borrowing Span<UInt8>, from start: Int, columns: [Int], _ across: Taps, _ depth: Int,
  into line: inout [Int32]
) {
  for x in across.first.indices {
    let left = start &+ columns[across.first[x]]
    let right = start &+ columns[across.second[x]]
    let leftWeight = across.firstWeight[x]
    let rightWeight = across.secondWeight[x]
    for channel in 0..<depth {
      line[x &* depth &+ channel] =
        Int32(source[left &+ channel]) &* leftWeight
        &+ Int32(source[right &+ channel]) &* rightWeight
    }
  }
}
