import PADVocabulary

/// A number that JSON has no form for.
public struct UnwritableNumber: Error, Sendable, Hashable, CustomStringConvertible {
  /// The names and positions on the way to it, for example `rates.0.apcer`.
  public var path: String

  /// The fault as a sentence.
  public var description: String { "JSON has no form for the number at \(path.shown)" }
}

extension JSONValue {
  /// How a value is laid out.
  public enum Layout: Sendable {
    /// On one line.
    case compact
    /// Two blanks per level, for people and for line-by-line comparison.
    case indented
    /// On one line, names sorted: RFC 8785, for digests.
    case canonical
  }

  /// The value as UTF-8 text, without a line end behind it; equal values give equal bytes.
  ///
  /// Numbers print as `NumberText.shortest`; `canonical` writes -0 as 0.
  public func bytes(_ layout: Layout = .compact) throws(UnwritableNumber) -> [UInt8] {
    var writer = Writer(layout: layout)
    try writer.write(self, level: 0)
    return writer.bytes
  }

  private struct Writer {
    let layout: Layout
    var bytes: [UInt8] = []
    var path: [String] = []

    init(layout: Layout) {
      self.layout = layout
    }

    mutating func write(_ value: JSONValue, level: Int) throws(UnwritableNumber) {
      switch value {
      case .null: bytes.append(contentsOf: "null".utf8)
      case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
      case .integer(let number): bytes.append(contentsOf: String(number).utf8)
      case .number(let number):
        guard number.isFinite else {
          throw UnwritableNumber(path: path.joined(separator: "."))
        }
        let isNegativeZero = number == 0 && layout == .canonical
        NumberText.appendShortest(isNegativeZero ? 0 : number, to: &bytes)
      case .string(let text): write(text)
      case .array(let items):
        try list(items, "[", "]", level) { (writer, item, index) throws(UnwritableNumber) in
          writer.path.append(String(index))
          try writer.write(item, level: level + 1)
          writer.path.removeLast()
        }
      case .object(let members):
        let ordered =
          layout == .canonical
          ? members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) } : members
        try list(ordered, "{", "}", level) { (writer, member, _) throws(UnwritableNumber) in
          writer.path.append(member.name)
          writer.write(member.name)
          writer.bytes.append(UInt8(ascii: ":"))
          if writer.layout == .indented { writer.bytes.append(UInt8(ascii: " ")) }
          try writer.write(member.value, level: level + 1)
          writer.path.removeLast()
        }
      }
    }

    private mutating func list<Item>(
      _ items: [Item], _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ level: Int,
      _ each: (inout Writer, Item, Int) throws(UnwritableNumber) -> Void
    ) throws(UnwritableNumber) {
      bytes.append(UInt8(ascii: open))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine(level + 1)
        try each(&self, item, index)
      }
      if !items.isEmpty { breakLine(level) }
      bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine(_ level: Int) {
      guard layout == .indented else { return }
      bytes.append(0x0a)
      bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    private mutating func write(_ text: String) {
      bytes.append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0a: bytes.append(contentsOf: "\\n".utf8)
        case 0x0c: bytes.append(contentsOf: "\\f".utf8)
        case 0x0d: bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20:
          bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
          bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
