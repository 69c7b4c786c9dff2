/// How the lines of a list or table file are taken apart.
struct ListFormat: Sendable {
  /// What stands between the fields of a line.
  enum Separator: String, CaseIterable, Sendable {
    /// Spaces and tabs, any number of them.
    case blanks
    case comma
    case semicolon
    case tab
    /// The whole line is one field.
    case none
    /// A table with a line of column names (RFC 4180).
    case csv
    /// A JSON object of lists: the name is the field `key`, the others are numbered from 0.
    case json
  }

  var separator = Separator.blanks
  /// The slots of the columns, in order; `nil` for one that nobody asks for.
  var columns: [Int?] = []
  /// The columns' names; for CSV those of the header, for JSON the numbers in the list.
  var columnNames: [String] = []
  /// Whether lines may have more fields than columns.
  var hasMore = false
  /// Whether `\` separates folders.
  var hasBackslashes = false
  /// What a line that says nothing begins with; empty when there are none.
  var comment = ""
}

/// A file of lines that says something about files: one table or list file of a layout.
struct ListSource: Sendable {
  /// Which files of the folder they are.
  var files: [PathPattern]
  var format: ListFormat
  /// The line of the layout that declares it.
  var line: Int
}
