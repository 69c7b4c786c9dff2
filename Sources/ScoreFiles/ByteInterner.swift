import StructuredText

/// Numbers byte strings in the order of their first appearance, without making texts of them.
///
/// Up to 16 bytes are compared as two words; longer strings by a hash and then byte by byte.
struct ByteInterner {
  private(set) var count = 0
  private var slots: [Slot] = []
  private var mask = -1
  private var arena: [UInt8] = []
  /// Where in `arena` the long strings begin, by number.
  private var places: [Int32: Int] = [:]

  private struct Slot {
    var first: UInt64
    var second: UInt64
    var length: Int32
    var number: Int32

    func hasKey(of other: Slot) -> Bool {
      first == other.first && second == other.second && length == other.length
    }
  }

  /// The number of some bytes, and whether it was given to them now.
  mutating func number(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> (number: Int, isNew: Bool) {
    let length = end - start
    var key = Slot(
      first: 0, second: 0, length: Int32(truncatingIfNeeded: length), number: -1)
    if length <= 16 {
      (key.first, key.second) = Self.words(bytes, from: start, count: length)
    } else {
      key.first = ByteHash.hash(bytes, from: start, to: end)
    }
    if 2 * (count + 1) > slots.count { grow() }
    var index = Int(truncatingIfNeeded: ByteHash.mix(key.first, key.second)) & mask
    while slots[index].number >= 0 {
      if slots[index].hasKey(of: key),
        length <= 16 || isEqual(slots[index].number, bytes, start, end)
      {
        return (Int(slots[index].number), false)
      }
      index = (index + 1) & mask
    }
    key.number = Int32(truncatingIfNeeded: count)
    slots[index] = key
    if length > 16 {
      places[key.number] = arena.count
      for position in start..<end { arena.append(bytes[position]) }
    }
    count += 1
    return (Int(key.number), true)
  }

  @inline(__always)
  private static func words(
    _ bytes: Span<UInt8>, from start: Int, count: Int
  ) -> (UInt64, UInt64) {
    if start + 16 <= bytes.count {
      let first = ByteMarks.word(bytes, at: start)
      let second = ByteMarks.word(bytes, at: start + 8)
      // Shifts by 64 and more give 0.
      return (
        first & ~(UInt64.max << UInt64(8 * min(count, 8))),
        second & ~(UInt64.max << UInt64(8 * max(count - 8, 0)))
      )
    }
    var first: UInt64 = 0
    var second: UInt64 = 0
    for offset in 0..<count {
      let byte = UInt64(bytes[start + offset])
      if offset < 8 {
        first |= byte << UInt64(8 * offset)
      } else {
        second |= byte << UInt64(8 * (offset - 8))
      }
    }
    return (first, second)
  }

  private func isEqual(_ number: Int32, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let place = places[number] else { return false }
    for offset in 0..<(end - start) where arena[place + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    let size = max(64, 2 * old.count)
    mask = size - 1
    slots = [Slot](repeating: Slot(first: 0, second: 0, length: -1, number: -1), count: size)
    for slot in old where slot.number >= 0 {
      var index = Int(truncatingIfNeeded: ByteHash.mix(slot.first, slot.second)) & mask
      while slots[index].number >= 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
