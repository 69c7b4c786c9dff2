/// What numbers the short words of each column had lately, so that a column of few words costs no
/// search: a small table per column, the last word of a place wins.
struct WordMemo {
  private struct Entry {
    var text = ShortText()
    var number: Int32 = 0
  }

  /// Places of a column.
  private static let size = 128
  private var entries: [Entry]

  /// A memo of nothing.
  init(columns: Int) {
    entries = [Entry](repeating: Entry(), count: columns * Self.size)
  }

  /// The number that a word had in a column, or `nil` when it is not remembered.
  @inline(__always)
  func number(of text: ShortText, column: Int) -> Int32? {
    let entry = entries[column * Self.size + text.place(of: Self.size)]
    return entry.text == text ? entry.number : nil
  }

  /// Remembers the number of a word.
  @inline(__always)
  mutating func remember(_ text: ShortText, as number: Int32, column: Int) {
    if text.isEmpty { return }
    entries[column * Self.size + text.place(of: Self.size)] = Entry(text: text, number: number)
  }
}
