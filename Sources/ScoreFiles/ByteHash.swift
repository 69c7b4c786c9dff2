/// A fast 64-bit hash of short byte strings, the same in every process.
///
/// Folded multiplication as in wyhash (Wang Yi, 2019). Nothing relies on it alone: whoever finds
/// equal hashes compares the bytes.
enum ByteHash {
  static func hash(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: end - start) ^ 0xa076_1d64_78bd_642f
    var position = start
    while position + 8 <= end {
      state = fold(state ^ EightBytes.load(bytes, at: position), 0xe703_7ed1_a0b4_28db)
      position += 8
    }
    if position < end {
      var tail: UInt64 = 0
      if end - start >= 8 {
        tail = EightBytes.load(bytes, at: end - 8)
      } else {
        while position < end {
          tail = tail << 8 | UInt64(bytes[position])
          position += 1
        }
      }
      state = fold(state ^ tail, 0x8ebc_6af0_9c88_c6e3)
    }
    return fold(state, 0x5899_65cc_7537_4cc3)
  }

  /// A hash of two words.
  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    fold(left ^ 0xa076_1d64_78bd_642f, right ^ 0xe703_7ed1_a0b4_28db)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
