/// Finds a text's number in a `TextColumn`: a hash table of numbers, eight bytes a slot.
struct TextIndex: Sendable {
  /// What counts as the same text.
  enum Equality: Sendable {
    /// The same bytes.
    case bytes
    /// The same bytes when ASCII capitals count as small letters.
    case folded
  }

  /// A number and half of its text's hash, so that most comparisons touch no text.
  private struct Slot {
    var number: Int32 = -1
    var hash: UInt32 = 0
  }

  private let equality: Equality
  private var slots: [Slot] = []
  private var count = 0

  init(_ equality: Equality = .bytes) {
    self.equality = equality
  }

  /// The number of a text in `column`, or `nil`.
  func find(_ text: Span<UInt8>, in column: TextColumn) -> Int? {
    if slots.isEmpty { return nil }
    let number = slots[place(of: text, hash: hash(text), in: column)].number
    return number < 0 ? nil : Int(number)
  }

  /// Enters the number that a text has or will have in `column`, unless an equal text is there.
  ///
  /// - Returns: the number of the equal text, or `nil` when this one was new.
  mutating func enter(_ text: Span<UInt8>, as number: Int, in column: TextColumn) -> Int? {
    if (count + 1) * 2 > slots.count { grow(to: slots.count * 2) }
    let hash = hash(text)
    let place = place(of: text, hash: hash, in: column)
    if slots[place].number >= 0 { return Int(slots[place].number) }
    slots[place] = Slot(number: Int32(truncatingIfNeeded: number), hash: hash)
    count += 1
    return nil
  }

  /// Where a text would be entered if no other were there; no place while there is no room.
  func firstPlace(of text: Span<UInt8>) -> Int {
    slots.isEmpty ? .max : Int(hash(text)) & (slots.count - 1)
  }

  /// Looks at a place, so that the memory there is at hand when a text is entered.
  ///
  /// - Returns: something that depends on that memory; whoever keeps it keeps the look.
  @inline(__always)
  func touch(_ place: Int) -> Int32 { place < slots.count ? slots[place].number : 0 }

  /// Makes room for so many texts at once.
  mutating func reserve(_ texts: Int) {
    if slots.count < texts * 2 { grow(to: texts * 2) }
  }

  private func hash(_ text: Span<UInt8>) -> UInt32 {
    let hash = equality == .bytes ? TextHash.of(text) : TextHash.ofFolded(text)
    return UInt32(truncatingIfNeeded: hash)
  }

  private func place(of text: Span<UInt8>, hash: UInt32, in column: TextColumn) -> Int {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place].number >= 0 {
      if slots[place].hash == hash {
        let number = Int(slots[place].number)
        let isSame =
          equality == .bytes
          ? column.matches(number, text) : column.matchesFolded(number, text)
        if isSame { break }
      }
      place = (place + 1) & mask
    }
    return place
  }

  /// Spreads the slots over at least so many places, a power of two.
  private mutating func grow(to places: Int) {
    let old = slots
    var size = 16
    while size < places { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    let mask = slots.count - 1
    for slot in old where slot.number >= 0 {
      var place = Int(slot.hash) & mask
      while slots[place].number >= 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }
}
