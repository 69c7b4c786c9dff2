public import Evidence

/// A file that a subsystem consists of, pinned by its digest.
public struct CardFile: Sendable, Hashable {
  /// Path relative to the card's folder, which it may not leave.
  public var path: String
  /// SHA-256 of the file's bytes.
  public var sha256: ContentDigest

  /// Names a file and its digest.
  public init(path: String, sha256: ContentDigest) {
    self.path = path
    self.sha256 = sha256
  }
}
