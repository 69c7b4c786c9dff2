/// Writes a document's blocks as the body of a page: a header, then one section per heading of the
/// second level.
struct DocumentBody {
  /// The markup.
  private(set) var html: HTML = ""
  /// The headings of the second level, to link to.
  private(set) var sections: [HTMLPage.Section] = []
  private var anchors: Set<String> = ["content"]
  private var openElement: HTML = ""

  init(_ document: MarkdownDocument) {
    open("header", attributes: "")
    for block in document.blocks { write(block) }
    close()
  }

  private mutating func line(_ markup: HTML) {
    html += markup
    html += "\n"
  }

  private mutating func open(_ element: HTML, attributes: HTML) {
    line("<\(element)\(attributes)>")
    openElement = element
  }

  private mutating func close() {
    if !openElement.isEmpty { line("</\(openElement)>") }
    openElement = ""
  }

  private mutating func write(_ block: MarkdownDocument.Block) {
    switch block {
    case .heading(let level, let text): write(heading: text, level: level)
    case .pageHeading(let text): write(heading: text, level: 2)
    case .paragraph(let text): line("<p>\(text)</p>")
    case .list(let items): line(Self.list(items))
    case .warning(let items):
      let content: HTML = items.count == 1 ? "<p>\(items[0])</p>" : Self.list(items)
      line("<div class=\"warning\" role=\"note\">\(content)</div>")
    case .table(let table, let caption, let number):
      line(table.html(caption: "**Table \(number).** " + caption, id: "table-\(number)"))
    case .picture: break
    case .drawing(let drawing): line(drawing)
    case .marker(let name):
      // A heading comes after the mark of its section: the section before ends here.
      close()
      line("<!-- \(name) -->")
    }
  }

  private mutating func write(heading text: Markdown, level: Int) {
    guard level == 2 else {
      line(level == 1 ? "<h1>\(text)</h1>" : "<h3>\(text)</h3>")
      return
    }
    close()
    let anchor = freeAnchor(for: text.plain)
    sections.append(HTMLPage.Section(anchor: anchor, name: text.plain))
    open("section", attributes: " id=\"\(anchor)\"")
    line("<h2>\(text)</h2>")
  }

  /// A name for a link, of ASCII letters, digits and hyphens, that nothing else in the page has.
  private mutating func freeAnchor(for text: String) -> String {
    var name = ""
    for scalar in text.lowercased().unicodeScalars.prefix(48) {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, !name.hasSuffix("-") {
        name += "-"
      }
    }
    if name.hasSuffix("-") { name.removeLast() }
    if name.isEmpty || name.hasPrefix("table-") { name = "section-" + name }
    var candidate = name
    var number = 2
    while !anchors.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  private static func list(_ items: [Markdown]) -> HTML {
    let lines = items.map { item -> HTML in "<li>\(item)</li>\n" }
    return "<ul>\n\(lines.joined())</ul>"
  }
}

extension MarkdownTable {
  private static let template = PageTemplate(PackageResources.table_mustache)

  /// A table with more rows scrolls within its box, under its heads.
  private static let tallest = 60

  /// The table as HTML in a box of its own that scrolls where it is too wide or too long; the first
  /// cell of every row names it.
  func html(caption: Markdown, id: HTML) -> HTML {
    let head = columns.map { column -> HTML in
      "<th scope=\"col\"\(column.attribute)>\(column.title)</th>"
    }.joined()
    let rows = rows.map { row -> PageTemplate.Names in
      let cells = columns.indices.map { index -> HTML in
        let cell = index < row.count ? row[index] : ""
        let kind = columns[index].attribute(of: cell)
        return index == 0
          ? "<th scope=\"row\"\(kind)>\(cell)</th>" : "<td\(kind)>\(cell)</td>"
      }
      return ["cells": .html(cells.joined())]
    }
    return Self.template?.render([
      "kind": .html(rows.count > Self.tallest ? "table tall" : "table"),
      "id": .html(id), "caption": .html(caption.html), "head": .html(head),
      "rows": .entries(rows),
    ]) ?? ""
  }
}

extension MarkdownTable.Column {
  fileprivate var attribute: HTML { alignment == .right ? " class=\"figure\"" : "" }

  /// Names are not broken over lines as long as they are short.
  fileprivate func attribute(of cell: Markdown) -> HTML {
    if alignment == .right { return attribute }
    return cell.plain.unicodeScalars.count <= 32 ? " class=\"short\"" : ""
  }
}
