import PADVocabulary

/// A report under construction: blocks that are written as Markdown, or as the body of a page.
///
/// What only one of the two can show is a block of its own kind: `picture` stands in Markdown, where
/// pictures are files, and `drawing` in pages, which carry theirs within.
struct MarkdownDocument: Sendable {
  /// A part of a report that stands on lines of its own.
  enum Block: Sendable, Hashable {
    /// A heading; 1 is the title.
    case heading(Int, Markdown)
    /// The heading of a section that pages alone have.
    case pageHeading(Markdown)
    /// A paragraph.
    case paragraph(Markdown)
    /// A list; never empty.
    case list([Markdown])
    /// What stands out; never empty.
    case warning([Markdown])
    /// A table under its whole caption, with its number.
    case table(MarkdownTable, caption: Markdown, number: Int)
    /// A picture in a file, for Markdown alone.
    case picture(path: String, description: Markdown)
    /// Something drawn, for pages alone.
    case drawing(HTML)
    /// A line that is not shown and that programs look for.
    case marker(String)
  }

  /// The blocks so far.
  private(set) var blocks: [Block] = []
  private var tables = 0
  private let banner: Markdown

  /// Starts an empty document; `banner` is repeated in the caption of every table.
  init(banner: Markdown = "") {
    self.banner = banner
  }

  /// Adds a heading; 1 is the title.
  mutating func heading(_ level: Int, _ text: Markdown) {
    blocks.append(.heading(level, text))
  }

  /// Adds the heading, of the second level, of what only pages show.
  mutating func pageHeading(_ text: Markdown) {
    blocks.append(.pageHeading(text))
  }

  /// Adds a paragraph.
  mutating func paragraph(_ text: Markdown) {
    blocks.append(.paragraph(text))
  }

  /// Adds a list.
  mutating func list(_ items: [Markdown]) {
    if !items.isEmpty { blocks.append(.list(items)) }
  }

  /// Adds a box that stands out, as GitHub shows it; elsewhere a quotation.
  mutating func warning(_ items: [Markdown]) {
    if !items.isEmpty { blocks.append(.warning(items)) }
  }

  /// Adds diagnostics: what is bad stands out, notes are a list.
  mutating func diagnostics(_ found: [Diagnostic]) {
    warning(found.filter { $0.severity != .note }.map { "\($0.withoutSeverity)" })
    list(found.filter { $0.severity == .note }.map { "Note: \($0.withoutSeverity)" })
  }

  /// Adds a table under a numbered caption.
  mutating func table(_ table: MarkdownTable, caption: Markdown) {
    tables += 1
    let mark: Markdown = banner.isEmpty ? "" : " *(\(banner))*"
    blocks.append(.table(table, caption: caption + mark, number: tables))
  }

  /// Adds a picture; `path` is relative to the document and made by the harness.
  mutating func picture(path: String, description: Markdown) {
    blocks.append(.picture(path: path, description: description))
  }

  /// Adds something drawn, which only pages show.
  mutating func drawing(_ drawing: HTML?) {
    if let drawing { blocks.append(.drawing(drawing)) }
  }

  /// Adds a line that is not shown and that programs look for.
  mutating func marker(_ name: StaticString) {
    blocks.append(.marker(name.description))
  }

  /// The document as Markdown; blocks are separated by blank lines.
  var source: String {
    var text = ""
    for block in blocks {
      guard let piece = block.source else { continue }
      if !text.isEmpty { text += "\n" }
      text += piece
      if !text.hasSuffix("\n") { text += "\n" }
    }
    return text
  }
}

extension MarkdownDocument.Block {
  /// The block as Markdown; `nil` for one that only pages show.
  var source: String? {
    switch self {
    case .heading(let level, let text):
      return String(repeating: "#", count: level) + " " + text.source
    case .paragraph(let text): return text.source
    case .list(let items): return items.map { "- " + $0.source }.joined(separator: "\n")
    case .warning(let items):
      let lines = items.count == 1 ? ["> " + items[0].source] : items.map { "> - " + $0.source }
      return (["> [!WARNING]"] + lines).joined(separator: "\n")
    case .table(let table, let caption, let number):
      return "**Table \(number).** \(caption.source)\n\n" + table.source
    case .picture(let path, let description):
      return "![" + description.source + "](" + path + ")"
    case .drawing, .pageHeading: return nil
    case .marker(let name): return "<!-- " + name + " -->"
    }
  }
}

extension Diagnostic {
  /// The place, the message and the remedy, each where there is one.
  var withoutSeverity: String {
    var place = file
    if let line { place += (place.isEmpty ? "line " : ":") + String(line) }
    if let column { place += ":" + String(column) }
    let sentence = remedy.isEmpty ? message : message + "; " + remedy
    return place.isEmpty ? sentence : place + ": " + sentence
  }
}
