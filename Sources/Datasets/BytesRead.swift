import Evidence

/// Counts the bytes of a file while somebody else reads it, and has them hashed beside that.
final class BytesRead {
  /// How many bytes there were so far.
  private(set) var count = 0
  private let hasher = SideHasher()

  /// Adds the bytes that were read next.
  func add(_ bytes: Span<UInt8>) {
    count += bytes.count
    hasher.add(bytes)
  }

  /// The digest of everything so far.
  var digest: ContentDigest { hasher.finish() }
}
