/// A file that a subsystem consists of, pinned by its digest.
public struct CardFile: Sendable, Hashable {
  /// Path relative to the card's folder, which it may not leave.
  public var path: String
  /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
  public var sha256: String

  /// Names a file and its digest.
  public init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}
