/// Texts one after the other in a single block of bytes.
///
/// A million short texts cost their bytes and eight more each; as `String`s they would cost 16
/// each and, beyond 15 bytes, a heap allocation.
struct TextColumn: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// How many texts there are.
  var count: Int { ends.count }

  /// Adds a text at the end.
  mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  /// Makes room for so many texts and bytes at once.
  mutating func reserve(texts: Int, bytes: Int) {
    ends.reserveCapacity(texts)
    self.bytes.reserveCapacity(bytes)
  }

  /// How many bytes the texts have together.
  var byteCount: Int { bytes.count }

  /// Adds empty texts until there are `count`.
  mutating func pad(to count: Int) {
    while ends.count < count { ends.append(bytes.count) }
  }

  /// Where one text's bytes lie.
  private func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// One text.
  subscript(index: Int) -> String {
    String(decoding: bytes[range(of: index)], as: UTF8.self)
  }

  /// Whether one text has exactly these bytes.
  func matches(_ index: Int, _ text: Span<UInt8>) -> Bool {
    TextWords.areEqual(bytes.span.extracting(range(of: index)), text)
  }

  /// Whether one text has these bytes when ASCII capitals count as small letters.
  func matchesFolded(_ index: Int, _ text: Span<UInt8>) -> Bool {
    let range = range(of: index)
    guard range.count == text.count else { return false }
    var place = range.lowerBound
    for offset in text.indices {
      if bytes[place].asciiLower != text[offset].asciiLower { return false }
      place += 1
    }
    return true
  }

  /// Whether one text comes before another in the order of their bytes.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    bytes[range(of: left)].lexicographicallyPrecedes(bytes[range(of: right)])
  }

  /// Calls `body` with one text's bytes.
  func withBytes<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(of: index)))
  }
}

extension UInt8 {
  /// The small letter of an ASCII capital; every other byte as it is.
  var asciiLower: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}
