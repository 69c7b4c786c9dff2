import PADVocabulary

/// What makes a text unfit to name something, beyond what bytes can tell.
enum TextProblem {
  /// The longest identifier, in bytes.
  static let longestIdentifier = 256

  /// Why a text cannot identify a presentation; `nil` when it can.
  static func identifier(_ text: Span<UInt8>) -> String? {
    if text.isEmpty { return "is empty" }
    if text.count > longestIdentifier { return "is longer than \(longestIdentifier) bytes" }
    if let plain = plainASCII(text) {
      if !plain { return "holds a control character" }
      if text[0] == 0x20 || text[text.count - 1] == 0x20 { return "begins or ends with a space" }
      return nil
    }
    let string = unsafe text.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    return unseen(string) ?? mixedScripts(string)
  }

  /// Whether the bytes are all ASCII and printable (`true`), all ASCII but with a control
  /// (`false`), or not all ASCII (`nil`).
  static func plainASCII(_ text: Span<UInt8>) -> Bool? {
    var isPrintable = true
    var place = 0
    while place + 8 <= text.count {
      let word = TextWords.word(text, at: place)
      if word & 0x8080_8080_8080_8080 != 0 { return nil }
      // Adding moves a byte's highest bit where it is at least 0x20, and where it is 0x7f.
      let isVisible = (word &+ 0x6060_6060_6060_6060) & ~(word &+ 0x0101_0101_0101_0101)
      if isVisible & 0x8080_8080_8080_8080 != 0x8080_8080_8080_8080 { isPrintable = false }
      place += 8
    }
    for index in place..<text.count {
      if text[index] >= 0x80 { return nil }
      if text[index] < 0x20 || text[index] == 0x7f { isPrintable = false }
    }
    return isPrintable
  }

  /// Says which scalar of a text a reader would not see.
  static func unseen(_ text: String) -> String? {
    guard let scalar = text.unicodeScalars.first(where: \.isUnprintable) else { return nil }
    let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
    return switch scalar.value {
    case 0x00...0x1f, 0x7f...0x9f: "holds the control character \(code)"
    case 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x61c:
      "holds \(code), which changes the reading direction"
    default: "holds the invisible character \(code)"
    }
  }

  /// Says which scripts a text mixes whose letters look alike.
  static func mixedScripts(_ text: String) -> String? {
    var hasLatin = false
    var other: String?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5a, 0x61...0x7a, 0xc0...0x24f: hasLatin = true
      case 0x370...0x3ff, 0x1f00...0x1fff: other = "Greek"
      case 0x400...0x52f: other = "Cyrillic"
      case 0x530...0x58f: other = "Armenian"
      case 0x13a0...0x13ff: other = "Cherokee"
      case 0xff21...0xff5a: other = "full-width"
      default: break
      }
    }
    guard hasLatin, let other else { return nil }
    return "mixes Latin letters with \(other) ones that look like them"
  }
}
