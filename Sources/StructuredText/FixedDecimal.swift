extension NumberText {
  /// A number with a fixed count of decimals, rounded half to even on its exact binary value:
  /// `fixed(0.125, decimals: 2)` is `0.12`, `fixed(2.675, decimals: 2)` is `2.67`.
  ///
  /// No grouping and no exponent, whatever the size; a result of zero has no sign; infinities and
  /// NaN are `inf`, `-inf`, `nan`. `decimals` is held within 0…100.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return shortest(value) }
    let places = min(max(decimals, 0), 100)
    var scaled = BigNatural(
      value.isZero ? 0 : value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
    let exponent = (value.isNormal ? Int(value.exponent) : -1_022) - 52
    for _ in 0..<places { scaled.multiply(by: 10) }
    if exponent >= 0 {
      scaled.shiftLeft(by: exponent)
    } else {
      scaled.shiftRightRounding(by: -exponent)
    }
    var digits = scaled.decimalDigits
    if digits.count <= places {
      digits.insert(
        contentsOf: repeatElement(UInt8(ascii: "0"), count: places + 1 - digits.count), at: 0)
    }
    var bytes: [UInt8] = value.sign == .minus && !scaled.isZero ? [UInt8(ascii: "-")] : []
    bytes += digits[..<(digits.count - places)]
    if places > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes += digits[(digits.count - places)...]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
