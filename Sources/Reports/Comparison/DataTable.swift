import PADVocabulary

/// A table whose cells are data, for a terminal and for Markdown.
struct DataTable: Sendable {
  /// A column: its title, and whether its cells are figures, which stand to the right.
  struct Column: Sendable {
    var title: String
    var isFigure: Bool

    static func text(_ title: String) -> Column { Column(title: title, isFigure: false) }
    static func figure(_ title: String) -> Column { Column(title: title, isFigure: true) }
  }

  /// The columns.
  var columns: [Column]
  /// The cells, row by row.
  private(set) var rows: [[String]] = []
  private var strong: [Bool] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; the first cell of one that matters most is set in bold where there is bold.
  mutating func row(_ cells: [String], isStrong: Bool = false) {
    rows.append(cells)
    strong.append(isStrong)
  }

  /// For a terminal.
  func text(indent: String = "  ") -> String {
    var table = TextTable(rightAligned: columns.map(\.isFigure))
    table.row(columns.map(\.title))
    for cells in rows { table.row(cells) }
    return table.text(indent: indent)
  }

  /// For a report.
  var markdown: MarkdownTable {
    var table = MarkdownTable(
      columns.map { column in
        column.isFigure
          ? .figure(Markdown(data: column.title)) : .text(Markdown(data: column.title))
      })
    for (cells, isStrong) in zip(rows, strong) {
      table.rows.append(
        cells.enumerated().map { index, cell in
          let data = Markdown(data: cell)
          return isStrong && index == 0 && !cell.isEmpty ? "**\(data)**" : data
        })
    }
    return table
  }
}

extension MarkdownDocument {
  /// Opens a part that GitHub shows folded; blocks up to `endDetails` are in it. The summary is the
  /// program's own text, never data: it stands inside HTML.
  mutating func beginDetails(_ summary: StaticString) {
    paragraph(Markdown(stringLiteral: "<details><summary>\(summary.description)</summary>"))
  }

  /// Closes the part.
  mutating func endDetails() {
    paragraph("</details>")
  }
}
