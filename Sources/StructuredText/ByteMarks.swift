/// Finding bytes of interest eight at a time, in the bits of one word.
package enum ByteMarks {
  private static let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes from `position`, the first one lowest.
  @inline(__always)
  package static func word(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
        fromByteOffset: position, as: UInt64.self))
  }

  /// A bit for every one of up to 64 bytes that is a comma, a quote, a control or not ASCII.
  static func ofCSV(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
    var marks: UInt64 = 0
    if start + 64 <= end {
      for index in 0..<8 {
        marks |= ofCSV(word(bytes, at: start + 8 * index)) << UInt64(8 * index)
      }
      return marks
    }
    for offset in 0..<max(0, min(64, end - start)) {
      let byte = bytes[start + offset]
      if byte == 0x2c || byte == 0x22 || byte < 0x20 || byte >= 0x80 {
        marks |= 1 << UInt64(offset)
      }
    }
    return marks
  }

  /// Where a byte is for the first time from `start` on, or `nil`.
  static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    let sought = UInt64(byte) &* 0x0101_0101_0101_0101
    var place = start
    while place + 8 <= bytes.count {
      let found = ~nonZero(word(bytes, at: place) ^ sought) & high
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < bytes.count {
      if bytes[place] == byte { return place }
      place += 1
    }
    return nil
  }

  /// A bit for every byte of a word that is a comma, a quote, a control or not ASCII.
  @inline(__always)
  private static func ofCSV(_ word: UInt64) -> UInt64 {
    let comma = word ^ 0x2c2c_2c2c_2c2c_2c2c
    let quote = word ^ 0x2222_2222_2222_2222
    let control = word & 0xe0e0_e0e0_e0e0_e0e0
    let others = nonZero(comma) & nonZero(quote) & nonZero(control)
    let found = ((~others | word) & high) >> 7
    // Multiplying gathers the eight lowest bits in the highest byte.
    return (found &* 0x0102_0408_1020_4080) >> 56
  }

  /// Sets the highest bit of every byte that is not zero, without carries between bytes.
  @inline(__always)
  private static func nonZero(_ word: UInt64) -> UInt64 {
    ((word & low) &+ low) | word
  }

  /// The value of eight decimal digits, or `nil` when any of the bytes is none.
  @inline(__always)
  static func eightDigits(_ word: UInt64) -> UInt64? {
    let digits = word &- 0x3030_3030_3030_3030
    // Bytes above "9" overflow into the high bits when 0x46 is added, those below "0" when 0x30
    // is taken away.
    guard ((word &+ 0x4646_4646_4646_4646) | digits) & high == 0 else { return nil }
    let pairs = digits &* 10 &+ (digits >> 8)
    let first = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let second = ((pairs >> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (first &+ second) >> 32
  }
}
