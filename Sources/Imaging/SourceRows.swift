/// The rows of a rectangle of a picture, one at a time, with what `Border` makes up.
///
/// Hands out rows that lie within the picture as they are; only others are put together first.
struct SourceRows {
  /// Values of one row: width times channels.
  let rowCount: Int
  private let rows: [Int]
  private let stride: Int
  private let offset: Int
  private let depth: Int
  private let columns: [Int]
  private var scratch: [UInt8]

  init(_ rect: PixelRect, of picture: PixelBuffer, border: Border) {
    depth = picture.channels.rawValue
    rowCount = rect.width * depth
    stride = picture.rowStride
    rows = border.places(from: rect.y, count: rect.height, within: picture.height)
    let isWithin = rect.x >= 0 && rect.x + rect.width <= picture.width
    offset = isWithin ? rect.x * depth : 0
    columns =
      isWithin ? [] : border.places(from: rect.x, count: rect.width, within: picture.width)
    scratch = [UInt8](repeating: 0, count: isWithin ? 0 : rowCount)
  }

  /// Calls `body` with one row of the rectangle, counted from its top.
  mutating func withRow(
    _ row: Int, of source: borrowing Span<UInt8>, _ body: (borrowing Span<UInt8>) -> Void
  ) {
    let start = rows[row] &* stride &+ offset
    guard !columns.isEmpty else {
      body(source.extracting(start..<(start &+ rowCount)))
      return
    }
    gather(
      columns, depth: depth, of: source.extracting(start..<(start &+ stride)), into: &scratch)
    body(scratch.span)
  }
}

/// Puts one row together from the pixels at `columns`.
private func gather(
  _ columns: [Int], depth: Int, of row: borrowing Span<UInt8>, into line: inout [UInt8]
) {
  let columns = columns.span
  var line = line.mutableSpan
  precondition(line.count == columns.count * depth)
  if depth == 3 {
    for place in 0..<columns.count {
      let from = columns[place] &* 3
      precondition(from &+ 2 < row.count)
      unsafe line[unchecked: place &* 3] = row[unchecked: from]
      unsafe line[unchecked: place &* 3 &+ 1] = row[unchecked: from &+ 1]
      unsafe line[unchecked: place &* 3 &+ 2] = row[unchecked: from &+ 2]
    }
  } else {
    for place in 0..<columns.count { line[place] = row[columns[place]] }
  }
}
