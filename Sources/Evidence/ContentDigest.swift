internal import Crypto
public import PADVocabulary
public import StructuredText

/// A SHA-256 digest (FIPS 180-4); what a file, a card or a run is known by.
public struct ContentDigest: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Four words of eight bytes, the first byte of the digest highest in the first word.
  private let words: [4 of UInt64]

  /// The digest of some bytes.
  public init(of bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// The digest of a text's UTF-8 bytes.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The digest of a structured identity: of its canonical JSON (RFC 8785), so that neither the
  /// order of names nor the layout counts.
  ///
  /// - Throws: `UnwritableNumber` when a number in it is infinite or NaN.
  public init(ofCanonical value: JSONValue) throws(UnwritableNumber) {
    self.init(of: try value.bytes(.canonical))
  }

  /// The digest of a regular file, read piece by piece.
  public init(ofFile path: String) throws(FileFault) {
    self = try ContentDigest.andSize(ofFile: path).digest
  }

  /// The digest of a regular file and the count of the bytes it was computed from.
  public static func andSize(
    ofFile path: String
  ) throws(FileFault) -> (digest: ContentDigest, size: Int) {
    let file = try InputFile(path: path)
    var hasher = ContentHasher()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while true {
      let got = try file.read(into: &buffer, at: 0..<buffer.count, offset: offset)
      hasher.update(buffer, count: got)
      offset += got
      if got < buffer.count { return (hasher.finish(), offset) }
    }
  }

  /// Reads 64 hexadecimal digits in lower case; `nil` for anything else.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var words: [4 of UInt64] = .init(repeating: 0)
    for (index, byte) in digits.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(digit)
    }
    self.words = words
  }

  init(_ digest: some Sequence<UInt8>) {
    var words: [4 of UInt64] = .init(repeating: 0)
    for (index, byte) in digest.enumerated() where index < 32 {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
  }

  /// 64 hexadecimal digits in lower case.
  public var hex: String {
    var text = ""
    for index in 0..<4 {
      let digits = String(words[index], radix: 16)
      text += String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
    return text
  }

  /// The same as `hex`.
  public var description: String { hex }

  /// Compares byte by byte.
  public static func == (left: ContentDigest, right: ContentDigest) -> Bool {
    (0..<4).allSatisfy { left.words[$0] == right.words[$0] }
  }

  /// Orders by the bytes, the first one first.
  public static func < (left: ContentDigest, right: ContentDigest) -> Bool {
    for index in 0..<4 where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }

  /// Feeds the bytes to a hasher.
  public func hash(into hasher: inout Hasher) {
    for index in 0..<4 { hasher.combine(words[index]) }
  }
}
