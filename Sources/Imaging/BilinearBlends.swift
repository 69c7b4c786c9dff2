/// The two old pixels that a new one is blended from along one axis, as OpenCV's `resize`
/// computes them for 8-bit pictures: pixel centres lie at halves, weights are rounded to 1/2048.
private struct Taps {
  /// Old pixels in all; `first` and `second` are below it.
  let count: Int
  private(set) var first: [Int] = []
  private(set) var second: [Int] = []
  private(set) var firstWeight: [Int32] = []
  private(set) var secondWeight: [Int32] = []

  /// - Parameter splitsEdges: whether a new pixel beyond the centre of the edge is blended from
  ///   the edge pixel and itself. OpenCV does so down and not across, which shows in the rounding.
  init(old: Int, new: Int, splitsEdges: Bool) {
    count = old
    // The ratio is inverted twice because OpenCV does so; the last bit can matter.
    let scale = 1 / (Double(new) / Double(old))
    for index in 0..<new {
      let centre = Float((Double(index) + 0.5) * scale - 0.5)
      let floor = centre.rounded(.down)
      let place = Int(floor)
      let isWithin = place >= 0 && place < old - 1
      append(
        min(max(place, 0), old - 1), min(max(place + 1, 0), old - 1),
        isWithin || splitsEdges ? centre - floor : 0)
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
func bilinearBlends(
  of rect: PixelRect, in picture: PixelBuffer, border: Border, width: Int, height: Int
) -> [UInt8] {
  let across = Taps(old: rect.width, new: width, splitsEdges: false)
  let down = Taps(old: rect.height, new: height, splitsEdges: true)
  let source = picture.bytes.span
  let depth = picture.channels.rawValue
  let values = width * depth
  var rows = SourceRows(rect, of: picture, border: border)
  var upper = [Int32](repeating: 0, count: values)
  var lower = upper
  var upperRow = -1
  var lowerRow = -1
  var result = [UInt8](repeating: 0, count: values * height)
  for y in 0..<height {
    let first = down.first[y]
    let second = down.second[y]
    // Neighbouring new rows share old ones: a blended row is kept as long as it is needed.
    if first != upperRow {
      if first == lowerRow {
        swap(&upper, &lower)
        swap(&upperRow, &lowerRow)
      } else {
        rows.withRow(first, of: source) { blendAcross($0, across, depth, into: &upper) }
        upperRow = first
      }
    }
    if second != lowerRow {
      rows.withRow(second, of: source) { blendAcross($0, across, depth, into: &lower) }
      lowerRow = second
    }
    blendDown(
      upper.span, lower.span, down.firstWeight[y], down.secondWeight[y], into: &result,
      at: y * values)
  }
  return result
}

private func blendAcross(
  _ row: borrowing Span<UInt8>, _ across: Taps, _ depth: Int, into line: inout [Int32]
) {
  let firsts = across.first.span
  let seconds = across.second.span
  let firstWeights = across.firstWeight.span
  let secondWeights = across.secondWeight.span
  var line = line.mutableSpan
  let count = firsts.count
  precondition(
    seconds.count == count && firstWeights.count == count && secondWeights.count == count
      && line.count == count * depth && row.count == across.count * depth)
  for x in 0..<count {
    let left = unsafe firsts[unchecked: x] &* depth
    let right = unsafe seconds[unchecked: x] &* depth
    let leftWeight = unsafe firstWeights[unchecked: x]
    let rightWeight = unsafe secondWeights[unchecked: x]
    for channel in 0..<depth {
      unsafe line[unchecked: x &* depth &+ channel] =
        Int32(row[unchecked: left &+ channel]) &* leftWeight
        &+ Int32(row[unchecked: right &+ channel]) &* rightWeight
    }
  }
}

private func blendDown(
  _ upper: borrowing Span<Int32>, _ lower: borrowing Span<Int32>, _ upperWeight: Int32,
  _ lowerWeight: Int32, into result: inout [UInt8], at start: Int
) {
  var result = result.mutableSpan
  precondition(upper.count == lower.count && start + upper.count <= result.count)
  for index in 0..<upper.count {
    let above = unsafe ((upper[unchecked: index] >> 4) &* upperWeight) >> 16
    let below = unsafe ((lower[unchecked: index] >> 4) &* lowerWeight) >> 16
    unsafe result[unchecked: start &+ index] =
      UInt8(truncatingIfNeeded: (above &+ below &+ 2) >> 2)
  }
}
