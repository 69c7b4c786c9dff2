public import Evidence

/// What a presentation's media turned out to be.
public struct MediaSummary: Sendable, Hashable {
  /// What kind of media it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// One picture.
    case still
    /// A folder of numbered pictures.
    case frames
    /// A video file.
    case video
  }

  /// What kind of media it is.
  public var kind: Kind
  /// How many frames were read.
  public var frameCount: Int
  /// The digest of the picture's or video's bytes; of a folder, of its frames' names and digests
  /// in order, as far as they were read.
  public var digest: ContentDigest
  /// The digest of everything that was read for the presentation: `digest`, and the bytes of its
  /// frame table, depth and infrared pictures.
  public var inputDigest: ContentDigest
}
