import PADVocabulary

/// A table of aligned columns for a terminal; cells are shown without anything that could steer it.
struct TextTable: Sendable {
  private var columns: [Bool]
  private var rows: [[String]] = []

  /// Starts a table; a `true` column is aligned to the right.
  init(rightAligned: [Bool]) {
    columns = rightAligned
  }

  /// Adds a row; missing cells are empty.
  mutating func row(_ cells: [String]) {
    rows.append(cells.map(\.printable))
  }

  /// The table with two blanks between columns and `indent` before each line.
  func text(indent: String = "") -> String {
    let widths = columns.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = indent
      for column in columns.indices {
        let cell = column < row.count ? row[column] : ""
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        if column > 0 { line += "  " }
        line += columns[column] ? blanks + cell : cell + blanks
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
