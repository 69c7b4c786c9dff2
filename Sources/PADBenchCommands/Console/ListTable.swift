import PADVocabulary

/// A plain table for a terminal: a heading, then rows, columns aligned.
struct ListTable {
  private var rows: [[String]]

  /// Starts a table with its heading.
  init(_ heading: [String]) {
    rows = [heading]
  }

  /// Adds a row; what would steer a terminal is shown escaped.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { $0.isEmpty ? "-" : $0.printable })
  }

  /// The table, one line a row.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      return line
    }.joined(separator: "\n")
  }
}
