/// Texts that many rows share, each kept once and known by its number; 0 is the empty text.
struct WordPool: Sendable {
  private var words = TextColumn()
  private var index = TextIndex()

  init() {
    words.append([UInt8]().span)
  }

  /// How many distinct texts there are, the empty one included.
  var count: Int { words.count }

  /// The number of a text, and whether it was seen now for the first time.
  mutating func number(of text: Span<UInt8>) -> (number: Int32, isNew: Bool) {
    if text.isEmpty { return (0, false) }
    if let known = index.find(text, in: words) { return (Int32(known), false) }
    let number = words.count
    words.append(text)
    _ = index.enter(text, as: number, in: words)
    return (Int32(number), true)
  }

  /// The text of a number.
  subscript(number: Int32) -> String { words[Int(number)] }
}

/// A column of words; costs nothing until a row says something.
struct WordColumn: Sendable {
  private var numbers: [Int32] = []

  /// Sets the word of a row, which is the last so far or a new one after it.
  mutating func set(_ number: Int32, row: Int) {
    if number == 0 && row >= numbers.count { return }
    while numbers.count < row { numbers.append(0) }
    if row == numbers.count { numbers.append(number) } else { numbers[row] = number }
  }

  /// Makes room for so many rows at once, where any row has a word.
  mutating func reserve(_ rows: Int) {
    if !numbers.isEmpty { numbers.reserveCapacity(rows) }
  }

  /// The word of a row.
  subscript(row: Int) -> Int32 {
    row < numbers.count ? numbers[row] : 0
  }
}

/// A column of numbers that few datasets give; costs nothing until a row does.
struct NumberColumn: Sendable {
  private var values: [Double] = []

  /// Sets the value of a row, which is the last so far or a new one after it.
  mutating func set(_ value: Double?, row: Int) {
    guard let value else { return }
    while values.count < row { values.append(.nan) }
    if row == values.count { values.append(value) } else { values[row] = value }
  }

  /// Makes room for so many rows at once, where any row has a value.
  mutating func reserve(_ rows: Int) {
    if !values.isEmpty { values.reserveCapacity(rows) }
  }

  /// The value of a row; `nil` where none was given.
  subscript(row: Int) -> Double? {
    row < values.count && !values[row].isNaN ? values[row] : nil
  }
}
