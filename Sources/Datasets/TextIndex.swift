/// Finds a text's number in a `TextColumn`: a hash table of numbers, four bytes a slot.
///
/// Hashes with the standard library's randomly keyed hasher, so that no manifest can be made to
/// collide on purpose; nothing is ever listed from the table, so its order shows nowhere.
struct TextIndex: Sendable {
  /// What counts as the same text.
  enum Equality: Sendable {
    /// The same bytes.
    case bytes
    /// The same bytes when ASCII capitals count as small letters.
    case folded
  }

  private let equality: Equality
  private var slots: [Int32] = []
  private var count = 0

  init(_ equality: Equality = .bytes) {
    self.equality = equality
  }

  /// The number of a text in `column`, or `nil`.
  func find(_ text: Span<UInt8>, in column: TextColumn) -> Int? {
    if slots.isEmpty { return nil }
    let number = slots[slot(of: text, in: column)]
    return number < 0 ? nil : Int(number)
  }

  /// Enters the number of a text that is already in `column`, unless an equal text is there.
  ///
  /// - Returns: the number of the equal text, or `nil` when this one was new.
  mutating func enter(_ text: Span<UInt8>, as number: Int, in column: TextColumn) -> Int? {
    if (count + 1) * 2 > slots.count { grow(column) }
    let slot = slot(of: text, in: column)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(truncatingIfNeeded: number)
    count += 1
    return nil
  }

  private func slot(of text: Span<UInt8>, in column: TextColumn) -> Int {
    let mask = slots.count - 1
    var slot = hash(text) & mask
    while slots[slot] >= 0 {
      let isSame =
        switch equality {
        case .bytes: column.matches(Int(slots[slot]), text)
        case .folded: column.matchesFolded(Int(slots[slot]), text)
        }
      if isSame { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func hash(_ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    switch equality {
    case .bytes: unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    case .folded: for index in text.indices { hasher.combine(text[index].asciiLower) }
    }
    return hasher.finalize()
  }

  private mutating func grow(_ column: TextColumn) {
    let old = slots
    slots = [Int32](repeating: -1, count: max(16, old.count * 2))
    for number in old where number >= 0 {
      column.withBytes(Int(number)) { text in
        slots[slot(of: text, in: column)] = number
      }
    }
  }
}
