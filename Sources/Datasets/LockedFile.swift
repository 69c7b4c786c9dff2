public import Evidence

/// One file as a lock knows it.
public struct LockedFile: Sendable, Hashable {
  /// The path inside the dataset, or `ROOT:path` in a media root.
  public var path: String
  /// The size in bytes.
  public var size: Int
  /// The digest of the bytes.
  public var digest: ContentDigest

  /// Makes an entry.
  public init(path: String, size: Int, digest: ContentDigest) {
    self.path = path
    self.size = size
    self.digest = digest
  }
}
