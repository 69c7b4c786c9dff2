public import Datasets
public import Evidence

/// The bytes of one file, and the digest of exactly these bytes.
public struct MediaFile: Sendable {
  /// The file as the manifest names it.
  public var reference: MediaReference
  /// All of its bytes.
  public var bytes: [UInt8]
  /// Their digest.
  public var digest: ContentDigest
}
