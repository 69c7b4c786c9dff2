/// Eight bytes in one word; here and not in another module, so that it costs no call.
enum EightBytes {
  /// The eight bytes from `position`, the first one lowest.
  @inline(__always)
  static func load(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
        fromByteOffset: position, as: UInt64.self))
  }

  /// The four bytes from `position`, the first one lowest.
  @inline(__always)
  static func loadFour(_ bytes: Span<UInt8>, at position: Int) -> UInt32 {
    UInt32(
      littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
        fromByteOffset: position, as: UInt32.self))
  }
}
