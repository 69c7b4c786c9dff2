/// Writing numbers, whatever the locale.
extension NumberText {
  /// The shortest digits that read back as the same double, in the form of ECMAScript's
  /// `Number::toString` (the form of RFC 8785): `0.5`, `12`, `1e-7`, `1e+21`.
  ///
  /// Two differences from it: `-0` keeps its sign, and infinities and NaN are `inf`, `-inf`, `nan`
  /// as score files write them. Finite numbers read back by `double(_:)` to the same bits.
  public static func shortest(_ value: Double) -> String {
    var bytes: [UInt8] = []
    appendShortest(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the shortest digits of `value` to UTF-8 bytes.
  public static func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
    if value.isNaN {
      bytes.append(contentsOf: "nan".utf8)
      return
    }
    if value.sign == .minus { bytes.append(UInt8(ascii: "-")) }
    if value.isInfinite {
      bytes.append(contentsOf: "inf".utf8)
      return
    }
    if value == 0 {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    let written = value.magnitude.description
    if value.magnitude >= 1e-4, value.magnitude < 1e15 {
      // Here the standard library writes the same form, except for a fraction of zero.
      let isWhole = written.utf8.suffix(2).elementsEqual(".0".utf8)
      bytes.append(contentsOf: written.utf8.dropLast(isWhole ? 2 : 0))
      return
    }
    let (digits, point) = shortestDigits(written)
    append(digits, point: point, to: &bytes)
  }

  /// The shortest significant digits, and the place of the point counted from before the first.
  private static func shortestDigits(_ written: String) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var rest = written.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
        rest = rest[rest.endIndex...]
      default: digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    place -= leading
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, place)
  }

  private static func append(_ digits: [UInt8], point: Int, to bytes: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    if digits.count <= point, point <= 21 {
      bytes += digits
      bytes.append(contentsOf: repeatElement(zero, count: point - digits.count))
    } else if point > 0, point <= 21 {
      bytes += digits[..<point]
      bytes.append(UInt8(ascii: "."))
      bytes += digits[point...]
    } else if point > -6, point <= 0 {
      bytes += [zero, UInt8(ascii: ".")]
      bytes.append(contentsOf: repeatElement(zero, count: -point))
      bytes += digits
    } else {
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes += digits[1...]
      }
      bytes += [UInt8(ascii: "e"), UInt8(ascii: point > 0 ? "+" : "-")]
      bytes.append(contentsOf: String(abs(point - 1)).utf8)
    }
  }
}
