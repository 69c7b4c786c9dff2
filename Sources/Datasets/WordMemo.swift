/// What numbers the short words of a column had lately, so that most words cost one look instead of
/// a search: a place holds the last two words of it, and a column of many words gets more places.
struct WordMemo: Sendable {
  private struct Entry {
    var text = ShortText()
    var number: Int32 = 0
  }

  /// The most entries: five megabytes.
  private static let most = 131_072
  /// Two for each place, the later one first.
  private var entries = [Entry](repeating: Entry(), count: 128)
  /// How many words were forgotten since the places were doubled.
  private var replaced = 0

  /// The number that a word had, or `nil` when it is not remembered.
  @inline(__always)
  func number(of text: ShortText) -> Int32? {
    let first = 2 * text.place(of: entries.count / 2)
    if entries[first].text == text { return entries[first].number }
    return entries[first + 1].text == text ? entries[first + 1].number : nil
  }

  /// Remembers the number of a word that is not remembered.
  mutating func remember(_ text: ShortText, as number: Int32) {
    if text.isEmpty { return }
    put(Entry(text: text, number: number))
    if replaced > entries.count / 2, entries.count < Self.most { grow() }
  }

  private mutating func put(_ entry: Entry) {
    let first = 2 * entry.text.place(of: entries.count / 2)
    if !entries[first + 1].text.isEmpty { replaced += 1 }
    entries[first + 1] = entries[first]
    entries[first] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: 2 * old.count)
    // The earlier one of a place before the later one, so that they keep their order.
    for place in stride(from: 0, to: old.count, by: 2) {
      for entry in [old[place + 1], old[place]] where !entry.text.isEmpty { put(entry) }
    }
    replaced = 0
  }
}
