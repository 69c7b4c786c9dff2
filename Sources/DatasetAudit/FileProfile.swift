import Imaging

/// What a picture's file says before a pixel is decoded: all that a detector must not judge by.
///
/// Read from the bytes alone; whatever is broken stays unknown, and the decoder says what is wrong.
struct FileProfile: Sendable, Hashable {
  /// JPEG or PNG by signature; `nil` for anything else.
  var format: ImageFormat?
  /// Width as stored, 0 while unknown.
  var width = 0
  /// Height as stored, 0 while unknown.
  var height = 0
  /// A hash of the quantization tables and the chroma sampling; 0 where there are none.
  var tables: UInt32 = 0
  /// The quality 1…100 whose standard tables (ITU-T T.81, Annex K, scaled as the Independent JPEG
  /// Group does) the luma table is exactly; 0 for any other.
  var quality: UInt8 = 0
  /// Whether there is an Exif segment or chunk.
  var hasExif = false

  /// Looks at a file.
  init(_ bytes: borrowing Span<UInt8>) {
    format = ImageFormat(signatureOf: bytes)
    switch format {
    case .jpeg: readJPEG(bytes)
    case .png: readPNG(bytes)
    case nil: break
    }
  }

  /// Looks at the segments before the first scan.
  private mutating func readJPEG(_ bytes: borrowing Span<UInt8>) {
    var hash = FNV()
    var segments = JPEGSegments()
    while let (code, body) = segments.next(in: bytes) {
      readSegment(code, bytes.extracting(body), &hash)
    }
    tables = hash.isEmpty ? 0 : max(hash.value, 1)
  }

  private mutating func readSegment(
    _ code: UInt8, _ body: borrowing Span<UInt8>, _ hash: inout FNV
  ) {
    switch code {
    case 0xdb:
      for index in body.indices { hash.add(body[index]) }
      if body.count >= 65, body[0] == 0 { quality = StandardTables.quality(ofLuma: body) }
    case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
      guard body.count >= 6 else { return }
      height = Int(body[1]) << 8 | Int(body[2])
      width = Int(body[3]) << 8 | Int(body[4])
      for component in 0..<Int(body[5]) where 7 + component * 3 < body.count {
        hash.add(body[7 + component * 3])
      }
    case 0xe1: if Self.begins(body, with: "Exif\0") { hasExif = true }
    default: break
    }
  }

  /// Walks the chunks before the pixels (PNG specification, third edition, 5.3).
  private mutating func readPNG(_ bytes: borrowing Span<UInt8>) {
    func number(_ at: Int, _ bytes: borrowing Span<UInt8>) -> Int {
      (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }
    var at = 8
    while at + 12 <= bytes.count {
      let length = number(at, bytes)
      guard length <= bytes.count - at - 12 else { return }
      let name = bytes.extracting((at + 4)..<(at + 8))
      if at == 8, length >= 8 {
        width = number(at + 8, bytes)
        height = number(at + 12, bytes)
      }
      if Self.begins(name, with: "eXIf") { hasExif = true }
      at += length + 12
    }
  }

  private static func begins(_ bytes: borrowing Span<UInt8>, with text: StaticString) -> Bool {
    let wanted = Array(text.description.utf8)
    guard bytes.count >= wanted.count else { return false }
    return wanted.indices.allSatisfy { bytes[$0] == wanted[$0] }
  }
}

/// The 32-bit hash of Fowler, Noll and Vo (FNV-1a).
private struct FNV {
  private(set) var value: UInt32 = 0x811c_9dc5
  private(set) var isEmpty = true

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt32(byte)) &* 0x0100_0193
    isEmpty = false
  }
}

/// The luma table that most encoders scale (ITU-T T.81, table K.1), in zigzag order.
private enum StandardTables {
  static let luma: [Int] = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81,
    87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
  ]

  /// The quality of an 8-bit table behind its first byte, or 0.
  static func quality(ofLuma body: borrowing Span<UInt8>) -> UInt8 {
    for quality in stride(from: 100, through: 1, by: -1) {
      let scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
      var isSame = true
      for index in 0..<64 where isSame {
        let value = min(max((luma[index] * scale + 50) / 100, 1), 255)
        isSame = Int(body[index + 1]) == value
      }
      if isSame { return UInt8(quality) }
    }
    return 0
  }
}
