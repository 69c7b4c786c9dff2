internal import Crypto

/// Computes a `ContentDigest` piece by piece.
public struct ContentHasher: Sendable {
  private var state = SHA256()

  /// Starts with no bytes.
  public init() {}

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    state.update(data: bytes)
  }

  /// Adds the first `count` bytes of a buffer; no more than it has.
  public mutating func update(_ buffer: [UInt8], count: Int) {
    state.update(data: buffer.prefix(max(0, count)))
  }

  /// Adds bytes that are lent.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe state.update(bufferPointer: buffer)
    }
  }

  /// The digest of everything added so far; more can be added behind it.
  public func finish() -> ContentDigest {
    ContentDigest(state.finalize())
  }
}
