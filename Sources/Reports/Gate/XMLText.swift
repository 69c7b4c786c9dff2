import StructuredText

/// Text for XML 1.0; the one function through which data gets there.
enum XMLText {
  /// A text as element content or inside a quoted attribute value. What XML 1.0 cannot hold (C0
  /// controls, U+FFFE, U+FFFF) and what nobody would see becomes `\u{…}`; the rest is escaped as in
  /// HTML, whose numeric references are XML's.
  static func escaped(_ text: String) -> String {
    var held = String.UnicodeScalarView()
    for scalar in CellText.html(text).unicodeScalars {
      switch scalar {
      case "\u{fffe}", "\u{ffff}":
        held.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: held.append(scalar)
      }
    }
    return String(held)
  }
}

/// An element of an XML document; names are the program's own, values are data.
struct XMLElement: Sendable {
  /// What stands inside.
  enum Content: Sendable {
    /// Lines of data.
    case lines([String])
    /// Elements.
    case elements([XMLElement])
  }

  /// The element's name.
  var name: String
  /// Its attributes, in order.
  var attributes: [(name: String, value: String)]
  /// What stands inside.
  var content: Content

  init(
    _ name: String, _ attributes: [(name: String, value: String)] = [],
    _ elements: [XMLElement] = []
  ) {
    self.name = name
    self.attributes = attributes
    content = .elements(elements)
  }

  init(_ name: String, _ attributes: [(name: String, value: String)], lines: [String]) {
    self.name = name
    self.attributes = attributes
    content = .lines(lines)
  }

  /// The element as a whole document.
  var document: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text(level: 0) }

  private func text(level: Int) -> String {
    let indent = String(repeating: "  ", count: level)
    var text = indent + "<" + name
    for attribute in attributes {
      text += " \(attribute.name)=\"\(XMLText.escaped(attribute.value))\""
    }
    switch content {
    case .elements(let elements) where elements.isEmpty: return text + "/>\n"
    case .elements(let elements):
      return text + ">\n" + elements.map { $0.text(level: level + 1) }.joined()
        + indent + "</\(name)>\n"
    case .lines(let lines):
      return text + ">" + lines.map(XMLText.escaped).joined(separator: "\n") + "</\(name)>\n"
    }
  }
}
