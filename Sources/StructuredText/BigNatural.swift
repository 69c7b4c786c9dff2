/// A natural number of any size, just enough of it to read and write doubles exactly.
struct BigNatural {
  /// The digits to base 2³², the lowest first, without leading zeros.
  private var words: [UInt32] = []

  init(_ value: UInt64) {
    words = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  var isZero: Bool { words.isEmpty }

  /// The position of the highest bit plus one; 0 for zero.
  var bitWidth: Int {
    guard let top = words.last else { return 0 }
    return words.count * 32 - top.leadingZeroBitCount
  }

  mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for index in words.indices {
      let product = UInt64(words[index]) * UInt64(factor) + carry
      words[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
    trim()
  }

  /// Divides by `divisor`, which is not 0, and returns the remainder.
  mutating func divide(by divisor: UInt32) -> UInt32 {
    var remainder: UInt64 = 0
    for index in words.indices.reversed() {
      let part = remainder << 32 | UInt64(words[index])
      words[index] = UInt32(part / UInt64(divisor))
      remainder = part % UInt64(divisor)
    }
    trim()
    return UInt32(remainder)
  }

  mutating func shiftLeft(by bits: Int) {
    guard !isZero, bits > 0 else { return }
    var carry: UInt64 = 0
    let small = UInt64(bits % 32)
    if small > 0 {
      for index in words.indices {
        let shifted = UInt64(words[index]) << small | carry
        words[index] = UInt32(truncatingIfNeeded: shifted)
        carry = shifted >> 32
      }
      if carry > 0 { words.append(UInt32(carry)) }
    }
    words.insert(contentsOf: repeatElement(0, count: bits / 32), at: 0)
  }

  /// Divides by 2^`bits`, rounded to nearest, ties to even.
  mutating func shiftRightRounding(by bits: Int) {
    guard bits > 0 else { return }
    let half = bit(at: bits - 1)
    let isExactHalf = half && !hasBits(below: bits - 1)
    shiftRight(by: bits)
    if half, !isExactHalf || bit(at: 0) { increment() }
  }

  /// The highest 128 bits, the highest of them set; shorter numbers are shifted up.
  var leading128: (high: UInt64, low: UInt64) {
    var copy = self
    let width = copy.bitWidth
    if width > 128 { copy.shiftRight(by: width - 128) } else { copy.shiftLeft(by: 128 - width) }
    let parts = copy.words.map(UInt64.init) + [0, 0, 0, 0]
    return (parts[3] << 32 | parts[2], parts[1] << 32 | parts[0])
  }

  /// The decimal digits, `0` for zero.
  var decimalDigits: [UInt8] {
    guard !isZero else { return [UInt8(ascii: "0")] }
    var digits: [UInt8] = []
    var rest = self
    while !rest.isZero {
      var part = rest.divide(by: 1_000_000_000)
      for _ in 0..<9 {
        digits.append(UInt8(ascii: "0") + UInt8(part % 10))
        part /= 10
      }
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits.reversed()
  }

  private func bit(at position: Int) -> Bool {
    let index = position / 32
    return index < words.count && words[index] >> UInt32(position % 32) & 1 == 1
  }

  private func hasBits(below position: Int) -> Bool {
    for index in words.indices where words[index] != 0 {
      return index * 32 + words[index].trailingZeroBitCount < position
    }
    return false
  }

  private mutating func shiftRight(by bits: Int) {
    words.removeFirst(min(bits / 32, words.count))
    let small = UInt32(bits % 32)
    guard small > 0 else { return }
    for index in words.indices {
      let above = index + 1 < words.count ? words[index + 1] << (32 - small) : 0
      words[index] = words[index] >> small | above
    }
    trim()
  }

  private mutating func increment() {
    for index in words.indices {
      let (sum, carries) = words[index].addingReportingOverflow(1)
      words[index] = sum
      if !carries { return }
    }
    words.append(1)
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}
