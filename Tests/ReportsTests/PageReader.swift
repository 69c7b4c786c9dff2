/// Reads the HTML that the harness writes, and nothing more: elements with double-quoted attributes,
/// text, comments, raw style and script. Whatever else stands in a page is a fault of the page.
struct PageReader {
  struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    /// The names of the elements it stands in.
    var path: [String]
    /// All text within it, escapes as they stand.
    var text = ""

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  private(set) var elements: [Element] = []
  private(set) var comments: [String] = []
  private(set) var faults: [String] = []
  private static let void: Set<String> = ["meta", "img", "!doctype"]

  init(_ page: String) {
    let bytes = Array(page.utf8)
    var open: [Int] = []
    var index = 0
    func find(_ text: String, from start: Int) -> Int {
      let wanted = Array(text.utf8)
      var place = start
      while place + wanted.count <= bytes.count {
        if bytes[place] == wanted[0], bytes[place..<(place + wanted.count)].elementsEqual(wanted) {
          return place
        }
        place += 1
      }
      return bytes.count
    }
    func string(_ range: Range<Int>) -> String {
      String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        let end = find("<", from: index)
        let text = string(index..<end)
        if text.contains(">") || text.contains("\"") || text.contains("'") {
          faults.append("unescaped text: \(text)")
        }
        for place in open { elements[place].text += text }
        index = end
        continue
      }
      if string(index..<(index + 4)) == "<!--" {
        let end = find("-->", from: index)
        comments.append(string((index + 4)..<end))
        index = end + 3
        continue
      }
      let end = find(">", from: index)
      var inside = string((index + 1)..<end)
      index = end + 1
      if inside.hasPrefix("/") {
        let name = String(inside.dropFirst())
        guard let place = open.popLast(), elements[place].name == name else {
          faults.append("</\(name)> closes nothing")
          continue
        }
        continue
      }
      let isClosed = inside.hasSuffix("/")
      if isClosed { inside.removeLast() }
      let element = Self.element(inside, faults: &faults)
      elements.append(
        Element(
          name: element.name, attributes: element.attributes, path: open.map { elements[$0].name }))
      guard !isClosed, !Self.void.contains(element.name) else { continue }
      if element.name == "style" || element.name == "script" {
        let close = find("</\(element.name)>", from: index)
        elements[elements.count - 1].text = string(index..<close)
        index = close + element.name.utf8.count + 3
      } else {
        open.append(elements.count - 1)
      }
    }
    if !open.isEmpty { faults.append("left open: \(open.map { elements[$0].name })") }
  }

  private static func element(
    _ inside: String, faults: inout [String]
  ) -> (name: String, attributes: [(name: String, value: String)]) {
    var rest = Substring(inside)
    let name = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(name.count)
    var attributes: [(name: String, value: String)] = []
    if name == "!doctype" { return (String(name), []) }
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard !rest.isEmpty else { break }
      guard let mark = rest.firstIndex(of: "="), rest[mark...].dropFirst().first == "\"" else {
        faults.append("unquoted attribute in <\(inside)>")
        break
      }
      let value = rest[mark...].dropFirst(2).prefix { $0 != "\"" }
      attributes.append((String(rest[..<mark]), String(value)))
      rest = rest[value.endIndex...].dropFirst()
    }
    return (String(name), attributes)
  }

  /// Every element by its name, its place, the names of its attributes and the values that no data
  /// may touch: what a text can never change. Sorted, because order may follow names.
  var structure: [String] {
    elements.map { element in
      // Only whether a cell may be broken over lines depends on the length of its text.
      let attributes = element.attributes.filter { $0 != ("class", "short") }.map { name, value in
        ["class", "type", "scope", "role"].contains(name) ? "\(name)=\(value)" : name
      }
      return (element.path + [element.name] + attributes).joined(separator: " ")
    }.sorted()
  }
}
