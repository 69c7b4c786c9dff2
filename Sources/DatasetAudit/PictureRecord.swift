/// What the audit keeps of one presentation: 86 bytes of the picture, and the facts of its file.
struct PictureRecord: Sendable {
  /// What kind of media it is, or why it is of no use.
  enum Kind: UInt8, Sendable {
    /// It could not be read or decoded.
    case unreadable
    /// A JPEG file.
    case jpeg
    /// A PNG file.
    case png
    /// A folder of pictures, of which the first one counts.
    case frames
    /// A video, of which the first frame counts.
    case video
  }

  /// What kind of media it is.
  var kind: Kind = .unreadable
  /// Whether the file has Exif data.
  var hasExif = false
  /// The quality of standard JPEG tables, 0 for any other.
  var quality: UInt8 = 0
  /// Mean red, green and blue of the outermost pixels.
  var border: (red: UInt8, green: UInt8, blue: UInt8) = (0, 0, 0)
  /// Width of the upright picture, at most 65,535.
  var width: UInt16 = 0
  /// Height of the upright picture, at most 65,535.
  var height: UInt16 = 0
  /// Bytes of the file, of a sequence's first picture; 0 for a video.
  var fileSize: UInt32 = 0
  /// The hash of the JPEG tables; 0 where there are none.
  var tables: UInt32 = 0
  /// The first eight bytes of the SHA-256 digest of the file, of a sequence's first picture.
  var digest: UInt64 = 0
  /// The picture in little.
  var sketch = PictureSketch()

  /// Whether there is a picture.
  var isReadable: Bool { kind != .unreadable }
  /// Whether it is one file, so that file size, format and tables mean something.
  var isStill: Bool { kind == .jpeg || kind == .png }
}
