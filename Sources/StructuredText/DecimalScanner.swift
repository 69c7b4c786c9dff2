/// Takes a decimal text apart into digits and a power of ten.
struct DecimalScanner {
  enum Verdict {
    case number
    case empty
    case malformed
  }

  /// Whether the text begins with `-`.
  var isNegative = false
  /// The first 19 significant digits.
  var digits: UInt64 = 0
  /// The power of ten that `digits` is multiplied with.
  var exponent = 0
  /// Whether a digit other than zero did not fit into `digits`.
  var isCut = false

  mutating func scan(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Verdict {
    var position = start
    guard position < end else { return .empty }
    isNegative = bytes[position] == UInt8(ascii: "-")
    position += isNegative ? 1 : 0
    let firstDigit = position
    position = scanDigits(bytes, from: position, to: end)
    var count = position - firstDigit
    guard count > 0 else { return .malformed }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      let firstFraction = position + 1
      position = scanDigits(bytes, from: firstFraction, to: end)
      guard position > firstFraction else { return .malformed }
      count += position - firstFraction
      exponent = firstFraction - position
    }
    if count > 19 { takeSignificant(bytes, from: firstDigit, to: position) }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      guard scanExponent(bytes, from: position + 1, to: end) else { return .malformed }
      position = end
    }
    return position == end ? .number : .malformed
  }

  /// Adds digits to `digits`, which is right as long as there are no more than 19 of them.
  @inline(__always)
  private mutating func scanDigits(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start
    while position + 8 <= end,
      let eight = ByteMarks.eightDigits(ByteMarks.word(bytes, at: position))
    {
      digits = digits &* 100_000_000 &+ eight
      position += 8
    }
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      position += 1
    }
    return position
  }

  /// Goes over many digits again and keeps the first 19 significant ones.
  private mutating func takeSignificant(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    digits = 0
    exponent = 0
    var significant = 0
    var isFraction = false
    for position in start..<end {
      if bytes[position] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        take(bytes[position] &- UInt8(ascii: "0"), &significant, isFraction: isFraction)
      }
    }
  }

  private mutating func take(_ digit: UInt8, _ significant: inout Int, isFraction: Bool) {
    if significant < 19 {
      digits = digits &* 10 &+ UInt64(digit)
      if digits != 0 { significant += 1 }
      if isFraction { exponent -= 1 }
    } else {
      if digit != 0 { isCut = true }
      if !isFraction { exponent += 1 }
    }
  }

  /// Adds a written exponent; one beyond all numbers is held at 100,000, which is as far.
  private mutating func scanExponent(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    var position = start
    var isBelowZero = false
    if position < end,
      bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
    {
      isBelowZero = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    guard position < end else { return false }
    var written = 0
    while position < end {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return false }
      if written < 1_000_000 { written = written * 10 + Int(digit) }
      position += 1
    }
    exponent += isBelowZero ? -written : written
    return true
  }

  /// The nearest double to what was scanned.
  func value(_ bytes: Span<UInt8>, from start: Int, to end: Int) throws(NumberFault) -> Double {
    if digits == 0 { return isNegative ? -0.0 : 0.0 }
    if exponent >= -22, exponent <= 22, digits <= 1 << 53, !isCut {
      // Both factors are exact, so that one rounding gives the nearest double (Clinger 1990).
      let exact = Double(digits)
      let magnitude =
        exponent < 0
        ? exact / PowersOfTen.exact[-exponent] : exact * PowersOfTen.exact[exponent]
      return signed(magnitude)
    }
    return signed(try nearest(bytes, from: start, to: end))
  }

  /// The sign without a branch: signs of scores are as good as random.
  @inline(__always)
  private func signed(_ magnitude: Double) -> Double {
    Double(bitPattern: magnitude.bitPattern | (isNegative ? 1 << 63 : 0))
  }

  private func nearest(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) throws(NumberFault) -> Double {
    var magnitude = PowersOfTen.product(digits, exponent)
    if isCut, let found = magnitude, PowersOfTen.product(digits + 1, exponent) != found {
      magnitude = nil
    }
    let found = magnitude ?? Self.exactly(bytes, from: start, to: end)
    if found.isInfinite { throw .overflow }
    if found == 0 { throw .underflow }
    return found
  }

  /// The slow and sure way, for the few texts that lie too near the middle of two doubles. The
  /// text was scanned, so that the standard library's wider grammar does no harm.
  private static func exactly(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Double {
    var text = ""
    for position in start..<end {
      text.unicodeScalars.append(Unicode.Scalar(bytes[position]))
    }
    return Double(text)?.magnitude ?? .infinity
  }
}
