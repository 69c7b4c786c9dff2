/// Splits one record of RFC 4180 text into fields, without copying.
///
/// One pass over the bytes; a record costs its length. Quotes are only recognised at the start of
/// a field. The caller looks at `hasWideBytes` and `hasNUL` to decide what to check further.
package struct CSVScanner {
  /// Where a field's text lies; `isDoubled` when it holds `""` that stand for `"`.
  package struct Field {
    package var start: Int
    package var end: Int
    package var isDoubled: Bool
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

  package private(set) var fields: [Field] = []
  package private(set) var hasDoubledQuotes = false
  package private(set) var hasWideBytes = false
  package private(set) var hasNUL = false
  /// Line feeds inside quotes.
  package private(set) var innerLines = 0
  /// Whether the record ended inside quotes for want of bytes.
  package private(set) var isInsideQuotes = false
  private let maximumFields: Int
  private let separator: UInt8

  package init(maximumFields: Int, separator: UInt8 = UInt8(ascii: ",")) {
    self.maximumFields = maximumFields
    self.separator = separator
    fields.reserveCapacity(min(maximumFields, 256))
  }

  /// Splits the record that begins at `start`; `isLast` says that no bytes follow `end`.
  mutating func scan(_ bytes: [UInt8], from start: Int, to end: Int, isLast: Bool) -> Result {
    scan(bytes.span, from: start, to: end, isLast: isLast)
  }

  /// Splits the record that begins at `start`; `isLast` says that no bytes follow `end`.
  package mutating func scan(_ bytes: Span<UInt8>, from start: Int, to end: Int, isLast: Bool) -> Result {
    fields.removeAll(keepingCapacity: true)
    hasDoubledQuotes = false
    hasWideBytes = false
    hasNUL = false
    innerLines = 0
    isInsideQuotes = false
    var position = start
    while true {
      if position < end, bytes[position] == UInt8(ascii: "\"") {
        guard let after = scanQuoted(bytes, from: position + 1, to: end) else {
          isInsideQuotes = true
          return .unfinished
        }
        position = after
        if position >= end, !isLast { return .unfinished }
        if position < end, bytes[position] != separator, bytes[position] != 0x0a,
          bytes[position] != 0x0d
        {
          return .problem(.textAfterQuote)
        }
      } else {
        let first = position
        while position < end {
          let byte = bytes[position]
          if byte &- 0x2d < 0x4f || byte == 0x20 {  // "-" … "{" and blank: the common bytes
            if byte == separator { break }
          } else if byte == separator || byte == 0x0a || byte == 0x0d {
            break
          } else if byte == UInt8(ascii: "\"") {
            fields.append(Field(start: first, end: position, isDoubled: false))
            return .problem(.quoteInside)
          } else if byte >= 0x80 {
            hasWideBytes = true
          } else if byte == 0 {
            hasNUL = true
          }
          position += 1
        }
        if position >= end, !isLast { return .unfinished }
        fields.append(Field(start: first, end: position, isDoubled: false))
      }
      if fields.count > maximumFields { return .problem(.tooManyFields) }
      if position >= end { return .record(next: end) }
      let stop = bytes[position]
      if stop == separator {
        position += 1
      } else if stop == 0x0a {
        return .record(next: position + 1)
      } else if position + 1 < end {
        guard bytes[position + 1] == 0x0a else { return .problem(.carriageReturn) }
        return .record(next: position + 2)
      } else {
        return isLast ? .problem(.carriageReturn) : .unfinished
      }
    }
  }

  /// Scans to the closing quote and past it; `nil` when it is not there.
  private mutating func scanQuoted(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    var isDoubled = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "\"") else {
          fields.append(Field(start: start, end: position, isDoubled: isDoubled))
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
    for index in fields.indices where fields[index].isDoubled {
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
