/// Numbers byte strings in the order of their first appearance, without making texts of them.
///
/// The bytes are those of valid UTF-8 without NUL. Up to 16 of them are compared as two words;
/// longer strings by a hash and then byte by byte. Tens of thousands of names fit in a core's own
/// cache: 4 bytes a slot, at most half of them taken, and 16 a name.
struct ByteInterner {
  /// The bytes of a short string as two words, the first byte lowest.
  struct Key: Equatable {
    var first: UInt64
    var second: UInt64

    /// The string.
    var text: String {
      var bytes: [UInt8] = []
      for word in [first, second] {
        for index in 0..<8 where word >> UInt64(8 * index) & 0xff != 0 {
          bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index)))
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// One more than the number of the name whose place it is; 0 is free.
  private var slots: [Int32] = []
  private var mask = -1
  /// By number the name's bytes or, of a long name, its hash and length under a mark.
  private var keys: [Key] = []
  private var arena: [UInt8] = []
  /// Where in `arena` the long strings begin, by number.
  private var places: [Int: Int] = [:]

  /// The highest byte of the second word of long strings, which no UTF-8 has.
  private static let longMark: UInt64 = 0xff << 56

  /// The count of names.
  var count: Int { keys.count }

  /// The bytes of a string as a key, or `nil` when it is too long for one.
  @inline(__always)
  static func key(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Key? {
    end - start > 16 ? nil : words(bytes, from: start, count: end - start)
  }

  /// The numbers that short strings probably have; -1 where that takes a closer look.
  ///
  /// Nothing here waits for anything else, so that the processor fetches many places of a table
  /// that is larger than its nearest caches at once. `wanted` is only read.
  @inline(__always)
  func guesses(_ wanted: inout [32 of Key], _ count: Int) -> [32 of Int32] {
    var found = [32 of Int32](repeating: -1)
    guard !keys.isEmpty else { return found }
    let slots = slots.span
    let keys = keys.span
    for index in 0..<min(count, 32) { found[index] = slots[slot(of: wanted[index])] &- 1 }
    for index in 0..<min(count, 32) {
      let key = keys[max(0, Int(found[index]))]
      let differs = (key.first ^ wanted[index].first) | (key.second ^ wanted[index].second)
      found[index] = differs == 0 ? found[index] : -1
    }
    return found
  }

  /// The number of a short string, and whether it was given to it now.
  mutating func number(of key: Key) -> (number: Int, isNew: Bool) {
    if 2 * (keys.count + 1) > slots.count { grow() }
    var index = slot(of: key)
    while slots[index] != 0 {
      let number = Int(slots[index]) - 1
      if keys[number] == key { return (number, false) }
      index = (index + 1) & mask
    }
    keys.append(key)
    slots[index] = Int32(truncatingIfNeeded: keys.count)
    return (keys.count - 1, true)
  }

  /// The number of some bytes, and whether it was given to them now.
  mutating func number(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> (number: Int, isNew: Bool) {
    if let key = Self.key(bytes, from: start, to: end) { return number(of: key) }
    let key = Key(
      first: ByteHash.hash(bytes, from: start, to: end),
      second: Self.longMark | UInt64(truncatingIfNeeded: end - start))
    if 2 * (keys.count + 1) > slots.count { grow() }
    var index = slot(of: key)
    while slots[index] != 0 {
      let number = Int(slots[index]) - 1
      if keys[number] == key, isEqual(number, bytes, start, end) { return (number, false) }
      index = (index + 1) & mask
    }
    let number = keys.count
    keys.append(key)
    slots[index] = Int32(truncatingIfNeeded: keys.count)
    places[number] = arena.count
    for position in start..<end { arena.append(bytes[position]) }
    return (number, true)
  }

  @inline(__always)
  private func slot(of key: Key) -> Int {
    Int(truncatingIfNeeded: ByteHash.mix(key.first, key.second)) & mask
  }

  @inline(__always)
  private static func words(_ bytes: Span<UInt8>, from start: Int, count: Int) -> Key {
    if start + 16 <= bytes.count {
      let first = EightBytes.load(bytes, at: start)
      let second = EightBytes.load(bytes, at: start + 8)
      // Shifts by 64 and more give 0.
      return Key(
        first: first & ~(UInt64.max << UInt64(8 * min(count, 8))),
        second: second & ~(UInt64.max << UInt64(8 * max(count - 8, 0))))
    }
    var key = Key(first: 0, second: 0)
    for offset in 0..<count {
      let byte = UInt64(bytes[start + offset])
      if offset < 8 {
        key.first |= byte << UInt64(8 * offset)
      } else {
        key.second |= byte << UInt64(8 * (offset - 8))
      }
    }
    return key
  }

  private func isEqual(_ number: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let place = places[number] else { return false }
    for offset in 0..<(end - start) where arena[place + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    let size = max(64, 2 * slots.count)
    mask = size - 1
    slots = [Int32](repeating: 0, count: size)
    for number in keys.indices {
      var index = slot(of: keys[number])
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = Int32(truncatingIfNeeded: number + 1)
    }
  }
}
