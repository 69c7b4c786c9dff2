/// Numbers byte strings in the order of their first appearance, without making texts of them.
struct ByteInterner {
  private(set) var count = 0
  private var slots: [Slot] = []
  private var arena: [UInt8] = []
  private var starts: [Int] = [0]
  private var lastNumber = -1

  private struct Slot {
    var hash: UInt64
    var number: Int32
  }

  /// The number of some bytes, and whether it was given to them now.
  mutating func number(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> (number: Int, isNew: Bool) {
    if lastNumber >= 0, isEqual(lastNumber, bytes, start, end) { return (lastNumber, false) }
    if 2 * (count + 1) > slots.count { grow() }
    let hash = ByteHash.hash(bytes, from: start, to: end)
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].number >= 0 {
      if slots[index].hash == hash, isEqual(Int(slots[index].number), bytes, start, end) {
        lastNumber = Int(slots[index].number)
        return (lastNumber, false)
      }
      index = (index + 1) & mask
    }
    slots[index] = Slot(hash: hash, number: Int32(truncatingIfNeeded: count))
    for position in start..<end { arena.append(bytes[position]) }
    starts.append(arena.count)
    lastNumber = count
    count += 1
    return (lastNumber, true)
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = starts[number]
    guard starts[number + 1] - first == end - start else { return false }
    for offset in 0..<(end - start) where arena[first + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    let size = max(64, 2 * old.count)
    slots = [Slot](repeating: Slot(hash: 0, number: -1), count: size)
    for slot in old where slot.number >= 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & (size - 1)
      while slots[index].number >= 0 { index = (index + 1) & (size - 1) }
      slots[index] = slot
    }
  }
}
