extension Orientation {
  /// Reads the orientation from a file's EXIF data.
  ///
  /// The first Exif segment with a sound TIFF header counts, whatever others say. Only its first
  /// directory is looked at and no pointer is followed, so that a looping directory costs nothing.
  /// A missing tag and a value outside 1…8 both mean `.upright`.
  ///
  /// - Parameter bytes: a file that decodes; in others the answer is some orientation or other.
  init(storedIn bytes: borrowing Span<UInt8>, format: ImageFormat) {
    let value: Int? =
      switch format {
      case .jpeg: Self.tagInJPEG(bytes)
      case .png: Self.tagInPNG(bytes)
      }
    self = value.flatMap(Orientation.init(rawValue:)) ?? .upright
  }

  /// Looks through the segments before the first scan (Exif 2.32, 4.7.2).
  private static func tagInJPEG(_ bytes: borrowing Span<UInt8>) -> Int? {
    var segments = JPEGSegments()
    while let (code, body) = segments.next(in: bytes) {
      if code == 0xe1, let tag = tagInExif(bytes.extracting(body)) { return tag }
    }
    return nil
  }

  /// The tag in an APP1 segment, 0 when the segment is Exif and silent, `nil` when it is no Exif.
  private static func tagInExif(_ segment: borrowing Span<UInt8>) -> Int? {
    let signature: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0]  // "Exif", zero, one byte of padding
    guard segment.count > 6 else { return nil }
    for index in signature.indices where segment[index] != signature[index] { return nil }
    return tagInTIFF(segment.extracting(6..<segment.count))
  }

  /// Looks for eXIf (PNG specification, third edition, 11.3.4.4). A chunk whose checksum is wrong
  /// is passed over, as libpng does.
  private static func tagInPNG(_ bytes: borrowing Span<UInt8>) -> Int? {
    var at = 8
    while at + 12 <= bytes.count {
      let length = bytes.number(at, bytes: 4, isLittleEndian: false)
      guard length <= bytes.count - at - 12 else { return nil }
      let name = bytes.number(at + 4, bytes: 4, isLittleEndian: false)
      let data = at + 8
      if name == 0x6558_4966, length <= 1 << 16 {  // "eXIf"
        let checksum = bytes.number(data + length, bytes: 4, isLittleEndian: false)
        if bytes.extracting((at + 4)..<(data + length)).crc32 == checksum {
          return tagInTIFF(bytes.extracting(data..<(data + length)))
        }
      }
      at = data + length + 4
    }
    return nil
  }

  /// The tag in the first directory (TIFF 6.0, section 2), 0 when it is not there, `nil` when the
  /// header is not TIFF's.
  private static func tagInTIFF(_ bytes: borrowing Span<UInt8>) -> Int? {
    guard bytes.count >= 8 else { return nil }
    let isLittleEndian: Bool
    switch (bytes[0], bytes[1]) {
    case (0x49, 0x49): isLittleEndian = true
    case (0x4d, 0x4d): isLittleEndian = false
    default: return nil
    }
    guard bytes.number(2, bytes: 2, isLittleEndian: isLittleEndian) == 42 else { return nil }
    let directory = bytes.number(4, bytes: 4, isLittleEndian: isLittleEndian)
    guard directory >= 8, directory <= bytes.count - 2 else { return nil }
    let stated = bytes.number(directory, bytes: 2, isLittleEndian: isLittleEndian)
    let count = min(stated, (bytes.count - directory - 2) / 12)
    for index in 0..<count {
      let entry = directory + 2 + index * 12
      guard bytes.number(entry, bytes: 2, isLittleEndian: isLittleEndian) == 0x0112 else {
        continue
      }
      switch bytes.number(entry + 2, bytes: 2, isLittleEndian: isLittleEndian) {
      case 3: return bytes.number(entry + 8, bytes: 2, isLittleEndian: isLittleEndian)
      case 4: return bytes.number(entry + 8, bytes: 4, isLittleEndian: isLittleEndian)
      default: return 0
      }
    }
    return 0
  }
}

extension Span<UInt8> {
  /// An unsigned number of 2 or 4 bytes.
  fileprivate func number(_ at: Int, bytes count: Int, isLittleEndian: Bool) -> Int {
    var value = 0
    for index in 0..<count {
      value = value << 8 | Int(self[isLittleEndian ? at + count - 1 - index : at + index])
    }
    return value
  }

  /// CRC-32 (ISO 3309, as PNG uses it), bit by bit: chunks that need it are rare and small.
  fileprivate var crc32: Int {
    var register: UInt32 = 0xffff_ffff
    for index in indices {
      register ^= UInt32(self[index])
      for _ in 0..<8 {
        register = register >> 1 ^ (register & 1 == 0 ? 0 : 0xedb8_8320)
      }
    }
    return Int(~register)
  }
}
