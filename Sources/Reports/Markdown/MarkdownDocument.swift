import PADVocabulary

/// A Markdown text under construction; blocks are separated by blank lines.
struct MarkdownDocument: Sendable {
  /// The source text so far.
  private(set) var source = ""
  private var tables = 0
  private let banner: Markdown

  /// Starts an empty document; `banner` is repeated in the caption of every table.
  init(banner: Markdown = "") {
    self.banner = banner
  }

  private mutating func block(_ text: String) {
    if !source.isEmpty { source += "\n" }
    source += text
    if !text.hasSuffix("\n") { source += "\n" }
  }

  /// Adds a heading; 1 is the title.
  mutating func heading(_ level: Int, _ text: Markdown) {
    block(String(repeating: "#", count: level) + " " + text.source)
  }

  /// Adds a paragraph.
  mutating func paragraph(_ text: Markdown) {
    block(text.source)
  }

  /// Adds a list.
  mutating func list(_ items: [Markdown]) {
    guard !items.isEmpty else { return }
    block(items.map { "- " + $0.source }.joined(separator: "\n"))
  }

  /// Adds a box that stands out, as GitHub shows it; elsewhere a quotation.
  mutating func warning(_ items: [Markdown]) {
    guard !items.isEmpty else { return }
    let lines = items.count == 1 ? ["> " + items[0].source] : items.map { "> - " + $0.source }
    block((["> [!WARNING]"] + lines).joined(separator: "\n"))
  }

  /// Adds diagnostics: what is bad stands out, notes are a list.
  mutating func diagnostics(_ found: [Diagnostic]) {
    warning(found.filter { $0.severity != .note }.map { "\($0.withoutSeverity)" })
    list(found.filter { $0.severity == .note }.map { "Note: \($0.withoutSeverity)" })
  }

  /// Adds a table under a numbered caption.
  mutating func table(_ table: MarkdownTable, caption: Markdown) {
    tables += 1
    let mark: Markdown = banner.source.isEmpty ? "" : " *(\(banner))*"
    paragraph("**Table \(tables).** \(caption)\(mark)")
    block(table.source)
  }

  /// Adds a picture; `path` is relative to the document and made by the harness.
  mutating func picture(path: String, description: Markdown) {
    block("![" + description.source + "](" + path + ")")
  }

  /// Adds a line that is not shown and that programs look for.
  mutating func marker(_ name: StaticString) {
    block("<!-- " + name.description + " -->")
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
