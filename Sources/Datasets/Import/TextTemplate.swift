import PADVocabulary
import StructuredText

/// A text with names in braces that stand for their values: `client-{client}`.
struct TextTemplate: Sendable {
  private enum Element: Sendable {
    case literal(String)
    case name(slot: Int)
  }

  let text: String
  private var elements: [Element] = []

  /// Takes a template apart; `find` gives the slots of the names that may stand in it.
  init(
    _ text: String, find: (String) throws(LayoutProblem) -> Int
  ) throws(LayoutProblem) {
    self.text = text
    var rest = Substring(text)
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      if open > rest.startIndex { elements.append(.literal(String(rest[..<open]))) }
      guard let end = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}")) else {
        throw LayoutProblem("the braces of \(text.shown) do not match")
      }
      let name = String(rest[rest.utf8.index(after: open)..<end])
      elements.append(.name(slot: try find(name)))
      rest = rest[rest.utf8.index(after: end)...]
    }
    if rest.utf8.contains(UInt8(ascii: "}")) {
      throw LayoutProblem("the braces of \(text.shown) do not match")
    }
    if !rest.isEmpty { elements.append(.literal(String(rest))) }
  }

  /// The text with the values of its names.
  func filled(_ values: PartValues) -> String {
    if elements.count == 1 {
      switch elements[0] {
      case .literal(let text): return text
      case .name(let slot): return values[slot]
      }
    }
    var text = ""
    for element in elements {
      switch element {
      case .literal(let words): text += words
      case .name(let slot): text += values[slot]
      }
    }
    return text
  }
}
