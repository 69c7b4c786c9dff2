/// What a matcher keeps of one presentation: biometric data of a person.
///
/// Built-in matchers and models keep a vector, as 32-bit floats in little-endian order; a plugin's
/// template may be any bytes that only the plugin understands.
public struct FaceTemplate: Sendable, Hashable {
  /// The template as its matcher wrote it.
  public var bytes: [UInt8]

  /// The most bytes of a template.
  public static let maximumBytes = 1 << 20

  /// Takes a template as its matcher wrote it.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Writes a vector as a template.
  public init(vector: [Float]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(vector.count * 4)
    for value in vector {
      let bits = value.bitPattern
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
      }
    }
    self.bytes = bytes
  }

  /// The template as a vector, or `nil` when its bytes are none, or hold a value that is not finite.
  public var vector: [Float]? {
    guard !bytes.isEmpty, bytes.count.isMultiple(of: 4) else { return nil }
    var values: [Float] = []
    values.reserveCapacity(bytes.count / 4)
    for start in stride(from: 0, to: bytes.count, by: 4) {
      var bits: UInt32 = 0
      for place in 0..<4 { bits |= UInt32(bytes[start + place]) << UInt32(8 * place) }
      let value = Float(bitPattern: bits)
      guard value.isFinite else { return nil }
      values.append(value)
    }
    return values
  }
}
