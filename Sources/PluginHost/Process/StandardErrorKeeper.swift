import PADVocabulary

/// What a program wrote for people: its beginning, its end, and how much there was.
struct StandardErrorKeeper {
  /// Most bytes kept of the beginning, and of the end.
  static let kept = 64 << 10
  /// Most bytes of a line that a message shows.
  static let shownBytes = 300

  private(set) var head: [UInt8] = []
  private(set) var tail: [UInt8] = []
  /// Bytes in all.
  private(set) var count = 0

  /// Takes more of it.
  mutating func append(_ more: ArraySlice<UInt8>) {
    count += more.count
    let first = min(Self.kept - head.count, more.count)
    head += more.prefix(first)
    tail += more.dropFirst(first)
    // Cut seldom, so that a flood costs no copy per piece.
    if tail.count > 4 * Self.kept { tail.removeFirst(tail.count - Self.kept) }
  }

  /// The last line that is not blank, escaped; empty when there is none.
  var lastLine: String {
    let end = (tail.isEmpty ? head : tail).suffix(Self.kept)
    let lines = end.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d })
    guard let last = lines.last(where: { line in line.contains { $0 > 0x20 } }) else { return "" }
    let text = String(decoding: last.prefix(Self.shownBytes), as: UTF8.self).printable
    return last.count > Self.shownBytes ? text + "…" : text
  }

  /// Whether the end speaks of memory that was not to be had.
  var mentionsMemory: Bool {
    let end = String(decoding: (tail.isEmpty ? head : tail).suffix(8192), as: UTF8.self)
      .lowercased()
    return ["memoryerror", "bad_alloc", "out of memory", "cannot allocate memory", "malloc failed"]
      .contains { end.contains($0) }
  }
}
