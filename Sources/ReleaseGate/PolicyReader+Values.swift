import Evidence
import PADVocabulary
import StructuredText

extension PolicyReader {
  /// All of a list that can be read.
  mutating func list<Value>(
    _ node: YAMLNode, _ read: (inout PolicyReader, YAMLNode) -> Value?
  ) -> [Value] {
    guard let nodes = node.list(&diagnostics) else { return [] }
    var values: [Value] = []
    for node in nodes {
      if let value = read(&self, node) { values.append(value) }
    }
    return values
  }

  /// One line of text that says something.
  mutating func words(_ node: YAMLNode) -> String? {
    guard let text = node.string(&diagnostics) else { return nil }
    if text.utf8.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.error(
        line: node.line, column: node.column, "an empty text where a word is expected")
      return nil
    }
    if text.unicodeScalars.contains(where: \.isUnprintable) {
      diagnostics.error(
        line: node.line, column: node.column,
        "a line break or an invisible character in the text", remedy: "write it on one line")
    }
    if text.lowercased().contains("certified") {
      diagnostics.error(
        line: node.line, column: node.column, "a policy cannot call anything certified",
        remedy: "only the scheme's own authority can; name its document instead")
    }
    return text
  }

  /// A name of ASCII letters, digits, `-`, `_` and `.`.
  mutating func word(_ node: YAMLNode) -> String? {
    guard let text = words(node) else { return nil }
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    if isName, text.utf8.count <= 64 { return text }
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no name",
      remedy: "use ASCII letters, digits, '-', '_' and '.', at most 64")
    return nil
  }

  mutating func count(_ node: YAMLNode) -> Int? {
    node.integer(in: 1...1_000_000_000, &diagnostics)
  }

  /// A one-sided confidence; under 0.6 a bound would hardly differ from the figure.
  mutating func level(of node: YAMLNode) -> Double? {
    node.double(in: 0.6...0.9999, &diagnostics)
  }

  mutating func date(_ node: YAMLNode) -> CalendarDate? {
    guard let text = node.string(&diagnostics) else { return nil }
    if let date = CalendarDate(text) { return date }
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no day",
      remedy: "write it as 2026-12-31")
    return nil
  }

  mutating func digest(_ node: YAMLNode) -> ContentDigest? {
    guard let text = node.string(&diagnostics) else { return nil }
    if let digest = ContentDigest(hex: text) { return digest }
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no digest",
      remedy: "write the 64 lower-case hexadecimal digits that the lock or the report shows")
    return nil
  }
}
