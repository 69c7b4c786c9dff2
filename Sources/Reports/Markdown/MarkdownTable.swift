/// A table of a Markdown report.
struct MarkdownTable: Sendable, Hashable {
  /// How the cells of a column stand.
  enum Alignment: Sendable, Hashable {
    case left
    case right
  }

  /// A column's heading and alignment.
  struct Column: Sendable, Hashable {
    var title: Markdown
    var alignment: Alignment

    static func text(_ title: Markdown) -> Column { Column(title: title, alignment: .left) }
    static func figure(_ title: Markdown) -> Column { Column(title: title, alignment: .right) }
  }

  /// The columns.
  var columns: [Column]
  /// The rows; missing cells are empty.
  var rows: [[Markdown]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// The table as GitHub reads it, with a line break after the last row.
  var source: String {
    var text = Self.line(columns.map(\.title.source))
    text += Self.line(columns.map { $0.alignment == .right ? "---:" : ":---" })
    for row in rows {
      text += Self.line(columns.indices.map { $0 < row.count ? row[$0].source : "" })
    }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
