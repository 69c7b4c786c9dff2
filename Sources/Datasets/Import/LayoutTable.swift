/// What a table says about the files with some key: rows of a layout, or lines of its files.
struct LayoutTable: Sendable {
  /// How a layout declares it.
  struct Declaration: Sendable {
    var name: String
    var keys: [Int]
    var columns: [Int]
    /// Whether keys are compared in any capitals.
    var isFolded = false
    var rows: [[String]] = []
    var source: ListSource?
    var isUnverified = false
    /// Whether each line stands for a file, so that one that is never asked for is missing.
    var namesFiles = false
    /// Whether a file without a row keeps its other values.
    var isOptional = false
  }

  let declaration: Declaration
  private var keys = TextColumn()
  private var index: TextIndex
  private var words = WordPool()
  private var columns: [[Int32]]
  /// Where each row was read: the list file's row of the scan, and the line; -1 for inline rows.
  private(set) var origins: [(file: Int32, line: Int32)] = []
  private var used: [Bool] = []

  init(_ declaration: Declaration) {
    self.declaration = declaration
    index = TextIndex(declaration.isFolded ? .folded : .bytes)
    columns = [[Int32]](repeating: [], count: declaration.columns.count)
  }

  var count: Int { origins.count }

  /// How adding a row went.
  enum Entry {
    case new
    /// The key is there, with the same values.
    case same
    /// The key is there, with other values; the first stay.
    case contradicts(row: Int)
  }

  /// Adds the row that `values` hold.
  mutating func add(_ values: PartValues, file: Int, line: Int) -> Entry {
    let key = key(values)
    let numbers = declaration.columns.map { words.number(of: Array(values[$0].utf8).span).number }
    if let row = index.enter(key.span, as: count, in: keys) {
      let isSame = columns.indices.allSatisfy { columns[$0][row] == numbers[$0] }
      return isSame ? .same : .contradicts(row: row)
    }
    keys.append(key.span)
    for (column, number) in numbers.enumerated() { columns[column].append(number) }
    origins.append((Int32(truncatingIfNeeded: file), Int32(truncatingIfNeeded: line)))
    used.append(false)
    return .new
  }

  /// Gives the columns their values for the key that `values` hold; `false` when there is no row.
  ///
  /// A table none of whose files is there is as good as none: its columns stay empty.
  mutating func join(_ values: inout PartValues) -> Bool {
    guard let row = index.find(key(values).span, in: keys) else {
      for slot in declaration.columns { values[slot] = "" }
      return declaration.isOptional || (count == 0 && declaration.source != nil)
    }
    used[row] = true
    for (column, slot) in declaration.columns.enumerated() {
      values[slot] = words[columns[column][row]]
    }
    return true
  }

  /// The rows that nobody asked for.
  var unused: [Int] { used.indices.filter { !used[$0] } }

  /// A row's key; several columns with spaces between them.
  func key(at row: Int) -> String {
    String(decoding: keys[row].utf8.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
  }

  private func key(_ values: PartValues) -> [UInt8] {
    var key: [UInt8] = []
    for (index, slot) in declaration.keys.enumerated() {
      if index > 0 { key.append(0) }
      key.append(contentsOf: values[slot].utf8)
    }
    return key
  }
}
