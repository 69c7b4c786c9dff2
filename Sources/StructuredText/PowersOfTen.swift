/// Powers of ten for reading doubles, made on first use.
///
/// `product` is the algorithm of D. Lemire, "Number parsing at a gigabyte per second", Software:
/// Practice and Experience 51(8), 2021 (Eisel-Lemire), with its final check of N. Mushtak and
/// D. Lemire, "Fast number parsing without fallback", 2023.
enum PowersOfTen {
  /// 10⁰ … 10²², the powers of ten that are doubles exactly.
  static let exact: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  static let lowest = -342
  static let highest = 308

  /// Per power of five from 5⁻³⁴² to 5³⁰⁸ its leading 128 bits, high word first; cut off, except
  /// that 5⁻²⁷ … 5⁻¹ are rounded up, so that exact quotients come out exact.
  static let fives: [UInt64] = makeFives()

  private static func makeFives() -> [UInt64] {
    var below: [UInt64] = []
    var quotient = BigNatural(1)
    quotient.shiftLeft(by: 1_088)
    for power in 1...(-lowest) {
      _ = quotient.divide(by: 5)
      let (high, low) = quotient.leading128
      let (roundedUp, carries) = low.addingReportingOverflow(1)
      below += power <= 27 ? [roundedUp, carries ? high + 1 : high] : [low, high]
    }
    var above: [UInt64] = []
    var power = BigNatural(1)
    for _ in 0...highest {
      let (high, low) = power.leading128
      above += [high, low]
      power.multiply(by: 5)
    }
    return below.reversed() + above
  }

  /// `digits` · 10^`exponent` rounded to the nearest double, 0 and infinity included; `nil` when
  /// 128 bits do not tell. `digits` is not zero.
  static func product(_ digits: UInt64, _ exponent: Int) -> Double? {
    if exponent < lowest { return 0 }
    if exponent > highest { return .infinity }
    let shift = digits.leadingZeroBitCount
    let mantissa = digits << UInt64(shift)
    let index = 2 * (exponent - lowest)
    var (high, low) = mantissa.multipliedFullWidth(by: fives[index])
    if high & 0x1ff == 0x1ff {
      let further = mantissa.multipliedFullWidth(by: fives[index + 1]).high
      let (sum, carries) = low.addingReportingOverflow(further)
      low = sum
      if carries { high += 1 }
      // The cut tail could still carry; 5^q for q in -27…55 is exact in 128 bits.
      if low == .max, exponent < -27 || exponent > 55 { return nil }
    }
    let upper = Int(high >> 63)
    var bits = high >> UInt64(upper + 9)
    // floor(log2(10) * exponent) by fixed point, exact over the table's range.
    var power = ((217_706 * exponent) >> 16) + 63 + upper - shift + 1_023
    if power <= 0 {
      if -power + 1 >= 64 { return 0 }
      bits >>= UInt64(-power + 1)
      bits = (bits + (bits & 1)) >> 1
      return Double(bitPattern: bits)
    }
    if low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1,
      bits << UInt64(upper + 9) == high
    {
      bits &= ~1  // exactly half way: to even
    }
    bits = (bits + (bits & 1)) >> 1
    if bits >= 1 << 53 {
      bits = 1 << 52
      power += 1
    }
    if power >= 2_047 { return .infinity }
    return Double(bitPattern: (bits & ~(1 << 52)) | UInt64(power) << 52)
  }
}
