/// Splits one record of RFC 4180 text into fields, without copying.
///
/// One pass over the bytes, 64 at a time; what is known of a block is kept for the next record,
/// so that `forgetMarks` must be called when the bytes change or move. Quotes are only recognised
/// at the start of a field. The caller looks at `hasWideBytes` and `hasNUL` to decide what to
/// check further.
@usableFromInline package struct CSVScanner: Sendable {
  /// Where a field's text lies; `isDoubled` when it holds `""` that stand for `"`.
  @usableFromInline package struct Field: Sendable {
    @usableFromInline package var start: Int
    @usableFromInline package var end: Int
    package var isDoubled: Bool

    @inlinable package var isEmpty: Bool { start == end }
  }

  package enum Problem: Equatable {
    case quoteInside
    case textAfterQuote
    case carriageReturn
    case tooManyFields
  }

  package enum Result: Equatable {
    /// A whole record; the next one begins at `next`.
    case record(next: Int)
    /// The bytes end before the record does.
    case unfinished
    /// The record is malformed in its last field.
    case problem(Problem)
  }

  /// The fields of the record, and room for more behind them.
  @usableFromInline private(set) var fields: [Field]
  /// The fields of the record.
  @usableFromInline package private(set) var count = 0
  package private(set) var hasDoubledQuotes = false
  package private(set) var hasWideBytes = false
  package private(set) var hasNUL = false
  /// Line feeds inside quotes.
  package private(set) var innerLines = 0
  /// Whether the record ended inside quotes for want of bytes.
  package private(set) var isInsideQuotes = false
  private let maximumFields: Int
  /// The block of 64 bytes that was looked at last, a bit for each byte of interest in it.
  private var blockStart = Int.min
  private var blockMarks: UInt64 = 0
  /// The bits of the bytes that are still to come.
  private var marks: UInt64 = 0

  private static let noField = Field(start: 0, end: 0, isDoubled: false)

  package init(maximumFields: Int) {
    self.maximumFields = maximumFields
    fields = [Field](repeating: Self.noField, count: min(maximumFields, 4_096) + 1)
  }

  /// A field of the record.
  @inlinable package subscript(index: Int) -> Field { fields[index] }

  /// Splits the record that begins at `start`; `isLast` says that no bytes follow `end`.
  mutating func scan(_ bytes: [UInt8], from start: Int, to end: Int, isLast: Bool) -> Result {
    scan(bytes.span, from: start, to: end, isLast: isLast)
  }

  /// Splits the record that begins at `start`; `isLast` says that no bytes follow `end`.
  package mutating func scan(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isLast: Bool
  ) -> Result {
    count = 0
    hasDoubledQuotes = false
    hasWideBytes = false
    hasNUL = false
    innerLines = 0
    isInsideQuotes = false
    moveMarks(bytes, to: start, end)
    var fieldStart = start
    while let place = nextMark(bytes, to: end) {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: ","):
        guard append(fieldStart, place) else { return .problem(.tooManyFields) }
        fieldStart = place + 1
      case 0x0a:
        guard append(fieldStart, place) else { return .problem(.tooManyFields) }
        return .record(next: place + 1)
      case 0x0d:
        guard append(fieldStart, place) else { return .problem(.tooManyFields) }
        return atCarriageReturn(bytes, place, end, isLast: isLast)
      case UInt8(ascii: "\""):
        guard place == fieldStart else {
          _ = append(fieldStart, place)
          return .problem(.quoteInside)
        }
        guard let after = scanQuoted(bytes, from: place + 1, to: end) else {
          isInsideQuotes = true
          return .unfinished
        }
        if count > maximumFields { return .problem(.tooManyFields) }
        if after >= end { return isLast ? .record(next: end) : .unfinished }
        switch bytes[after] {
        case UInt8(ascii: ","): fieldStart = after + 1
        case 0x0a: return .record(next: after + 1)
        case 0x0d: return atCarriageReturn(bytes, after, end, isLast: isLast)
        default: return .problem(.textAfterQuote)
        }
        moveMarks(bytes, to: fieldStart, end)
      default:
        if byte >= 0x80 { hasWideBytes = true }
        if byte == 0 { hasNUL = true }
      }
    }
    guard isLast else { return .unfinished }
    return append(fieldStart, end) ? .record(next: end) : .problem(.tooManyFields)
  }

  /// Forgets what was looked up in the bytes; to be called when they change or move.
  package mutating func forgetMarks() {
    blockStart = .min
  }

  /// Moves to a position, keeping what is known of the bytes around it.
  @inline(__always)
  private mutating func moveMarks(_ bytes: Span<UInt8>, to position: Int, _ end: Int) {
    let offset = position &- blockStart
    if blockStart != .min, offset >= 0, offset < 64 {
      marks = blockMarks & (UInt64.max << UInt64(offset))
    } else {
      loadMarks(bytes, at: position, end)
    }
  }

  @inline(__always)
  private mutating func loadMarks(_ bytes: Span<UInt8>, at position: Int, _ end: Int) {
    blockStart = position
    blockMarks = ByteMarks.ofCSV(bytes, from: position, to: end)
    marks = blockMarks
  }

  /// The next byte of interest before `end`, or `nil`.
  @inline(__always)
  private mutating func nextMark(_ bytes: Span<UInt8>, to end: Int) -> Int? {
    while marks == 0 {
      let next = blockStart + 64
      guard next < end else { return nil }
      loadMarks(bytes, at: next, end)
    }
    let place = blockStart + marks.trailingZeroBitCount
    marks &= marks - 1
    return place < end ? place : nil
  }

  private func atCarriageReturn(
    _ bytes: Span<UInt8>, _ place: Int, _ end: Int, isLast: Bool
  ) -> Result {
    guard place + 1 < end else { return isLast ? .problem(.carriageReturn) : .unfinished }
    return bytes[place + 1] == 0x0a ? .record(next: place + 2) : .problem(.carriageReturn)
  }

  @inline(__always)
  private mutating func append(_ start: Int, _ end: Int, isDoubled: Bool = false) -> Bool {
    if count == fields.count { fields.append(Self.noField) }
    fields[count] = Field(start: start, end: end, isDoubled: isDoubled)
    count += 1
    return count <= maximumFields
  }

  /// Scans to the closing quote and past it; `nil` when it is not there.
  private mutating func scanQuoted(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    var isDoubled = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "\"") else {
          _ = append(start, position, isDoubled: isDoubled)
          return position + 1
        }
        isDoubled = true
        hasDoubledQuotes = true
        position += 2
        continue
      }
      if byte == 0x0a { innerLines += 1 }
      if byte >= 0x80 { hasWideBytes = true }
      if byte == 0 { hasNUL = true }
      position += 1
    }
    return nil
  }

  /// Turns `""` into `"` inside `bytes`, and the fields with it; for a scanned record.
  package mutating func undoubleQuotes(in bytes: inout [UInt8]) {
    guard hasDoubledQuotes else { return }
    for index in 0..<count where fields[index].isDoubled {
      var target = fields[index].start
      var source = target
      while source < fields[index].end {
        bytes[target] = bytes[source]
        source += bytes[source] == UInt8(ascii: "\"") ? 2 : 1
        target += 1
      }
      fields[index].end = target
      fields[index].isDoubled = false
    }
    hasDoubledQuotes = false
  }
}
