/// Hashes texts with a key of this process, so that no manifest can be made to collide on purpose.
///
/// Eight bytes at a time, each word multiplied to 128 bits and folded (the mixing of wyhash): the
/// standard library's hasher takes three times as long for texts as short as ids. Nothing is ever
/// listed in the order of hashes, so the key shows nowhere.
enum TextHash {
  private static let key = UInt64.random(in: .min ... .max) | 1

  /// The hash of some bytes.
  static func of(_ text: Span<UInt8>) -> UInt64 {
    hash(text, mask: 0)
  }

  /// A hash that is equal for texts that differ only in ASCII capitals.
  static func ofFolded(_ text: Span<UInt8>) -> UInt64 {
    // Setting this bit makes a few other bytes equal too, which only costs a comparison.
    hash(text, mask: 0x2020_2020_2020_2020)
  }

  private static func hash(_ text: Span<UInt8>, mask: UInt64) -> UInt64 {
    let bytes = unsafe text.bytes
    let count = bytes.byteCount
    var state = mix(key ^ UInt64(truncatingIfNeeded: count), 0x9e37_79b9_7f4a_7c15)
    var place = 0
    while place + 8 <= count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
      state = mix(state ^ (word | mask), key)
      place += 8
    }
    var rest: UInt64 = 0
    if place < count, count >= 8 {
      // The last eight bytes, of which some were taken before.
      rest = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: count - 8, as: UInt64.self)
      place = count
    }
    while place < count {
      rest = rest << 8 | UInt64(text[place])
      place += 1
    }
    return mix(state ^ (rest | mask), 0xe703_7ed1_a0b4_28db)
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
