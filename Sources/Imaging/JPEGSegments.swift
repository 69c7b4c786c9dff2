/// Walks the marker segments of a JPEG file before its first scan (ITU-T T.81, B.1.1).
public struct JPEGSegments: Sendable {
  /// One segment: its marker's second byte, and where its content is in the file.
  public typealias Segment = (code: UInt8, body: Range<Int>)

  /// Behind the start of the image.
  private var at = 2

  /// Starts at the beginning of a file.
  public init() {}

  /// The next segment; `nil` at the first scan, the file's end, or a length that cannot be.
  ///
  /// - Parameter bytes: the same file every time.
  public mutating func next(in bytes: borrowing Span<UInt8>) -> Segment? {
    while at + 4 <= bytes.count {
      guard bytes[at] == 0xff else {
        at += 1
        continue
      }
      let code = bytes[at + 1]
      switch code {
      case 0xff: at += 1
      case 0x00, 0x01, 0xd0...0xd8: at += 2
      case 0xd9, 0xda: return nil
      default:
        let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
        let start = at + 4
        let end = at + 2 + length
        guard length >= 2, end <= bytes.count else { return nil }
        at = end
        return (code, start..<end)
      }
    }
    return nil
  }
}
