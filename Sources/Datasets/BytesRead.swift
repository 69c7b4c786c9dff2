import Evidence

/// Counts and hashes the bytes of a file while somebody else reads it.
final class BytesRead {
  /// How many bytes there were so far.
  private(set) var count = 0
  private var hasher = ContentHasher()

  /// Adds the bytes that were read next.
  func add(_ bytes: Span<UInt8>) {
    count += bytes.count
    hasher.update(bytes)
  }

  /// The digest of everything so far.
  var digest: ContentDigest { hasher.finish() }
}
