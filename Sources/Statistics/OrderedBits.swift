/// Doubles as unsigned integers of the same order, so that they can be sorted by their digits and
/// compared exactly.
public enum OrderedBits {
  /// The key of a number: a < b exactly when key(a) < key(b); -0 and +0 have the same key. NaN has
  /// no place in the order; callers keep it out.
  @inlinable
  public static func key(_ value: Double) -> UInt64 {
    // Adding +0 turns -0 into +0 and changes nothing else.
    let bits = (value + 0.0).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  /// The number of a key.
  @inlinable
  public static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// The key of +infinity.
  public static let infinity: UInt64 = 0xfff0_0000_0000_0000
}
