/// The numbers that padbench reads: `-`? digits (`.` digits)? ([eE] [+-]? digits)?
///
/// Plain decimal and nothing else: no leading `+`, no `.5` or `5.`, no hexadecimal, no digit
/// separators, no blanks, no `inf` or `nan` (see `score(_:)` for the one place where they may
/// stand), whatever the locale. Leading zeros are allowed. What is read is the nearest double,
/// ties to even; what cannot be told from infinity or from zero is refused.
public enum NumberText {
  /// Reads a number that makes up the whole of `bytes`.
  public static func double(_ bytes: Span<UInt8>) throws(NumberFault) -> Double {
    try double(bytes, from: 0, to: bytes.count)
  }

  /// Reads a number that makes up the bytes from `start` up to `end`.
  public static func double(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(NumberFault) -> Double {
    var scanner = DecimalScanner()
    switch scanner.scan(bytes, from: start, to: end) {
    case .number: return try scanner.value(bytes, from: start, to: end)
    case .empty: throw .empty
    case .malformed: throw .malformed
    }
  }

  /// Reads a number that makes up the whole of a text.
  public static func double(_ text: String) throws(NumberFault) -> Double {
    try double(Array(text.utf8).span)
  }

  /// Reads a whole number: `-`? digits; one that does not fit is `overflow` or, like `1.0` and
  /// `1e3`, `malformed`.
  public static func integer(_ bytes: Span<UInt8>) throws(NumberFault) -> Int {
    var position = 0
    let isNegative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
    if isNegative { position = 1 }
    guard position < bytes.count else { throw bytes.isEmpty ? .empty : .malformed }
    var value = 0
    var isTooLarge = false
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { throw .malformed }
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) =
        isNegative
        ? product.subtractingReportingOverflow(Int(digit))
        : product.addingReportingOverflow(Int(digit))
      isTooLarge = isTooLarge || first || second
      value = sum
      position += 1
    }
    if isTooLarge { throw .overflow }
    return value
  }

  /// Reads a whole number that makes up the whole of a text.
  public static func integer(_ text: String) throws(NumberFault) -> Int {
    try integer(Array(text.utf8).span)
  }

  /// Reads a score as score files write it: a number, or `nan`, `inf`, `-inf` in any case (also
  /// `+inf`, `infinity`, as numpy, pandas and C print them); `nil` stands for `nan`.
  public static func score(_ bytes: Span<UInt8>) throws(NumberFault) -> Double? {
    try score(bytes, from: 0, to: bytes.count)
  }

  /// Reads a score that makes up the bytes from `start` up to `end`.
  public static func score(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(NumberFault) -> Double? {
    var scanner = DecimalScanner()
    switch scanner.scan(bytes, from: start, to: end) {
    case .number: return try scanner.value(bytes, from: start, to: end)
    case .empty: throw .empty
    case .malformed: return try scoreWord(bytes, from: start, to: end)
    }
  }

  private static func scoreWord(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(NumberFault) -> Double? {
    guard end - start <= 9 else { throw .malformed }
    var word: [UInt8] = []
    for position in start..<end { word.append(bytes[position] | 0x20) }
    let isSigned = bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+")
    let isNegative = bytes[start] == UInt8(ascii: "-")
    let rest = isSigned ? Array(word.dropFirst()) : word
    if rest == Array("nan".utf8) { return nil }
    if rest == Array("inf".utf8) || rest == Array("infinity".utf8) {
      return isNegative ? -.infinity : .infinity
    }
    throw .malformed
  }
}
