/// What numbers the short words of a column had lately, so that most words cost one look instead of
/// a search: the last word of a place wins, and a column of many words gets more places.
struct WordMemo: Sendable {
  private struct Entry {
    var text = ShortText()
    var number: Int32 = 0
  }

  /// The most places: two megabytes.
  private static let most = 32_768
  private var entries = [Entry](repeating: Entry(), count: 64)
  /// How many words were put in the place of others since the places were doubled.
  private var replaced = 0

  /// The number that a word had, or `nil` when it is not remembered.
  @inline(__always)
  func number(of text: ShortText) -> Int32? {
    let place = text.place(of: entries.count)
    return entries[place].text == text ? entries[place].number : nil
  }

  /// Remembers the number of a word.
  mutating func remember(_ text: ShortText, as number: Int32) {
    if text.isEmpty { return }
    let place = text.place(of: entries.count)
    if !entries[place].text.isEmpty { replaced += 1 }
    entries[place] = Entry(text: text, number: number)
    if replaced > 2 * entries.count, entries.count < Self.most { grow() }
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: 2 * old.count)
    replaced = 0
    for entry in old where !entry.text.isEmpty {
      entries[entry.text.place(of: entries.count)] = entry
    }
  }
}
