/// Finds commas and line ends, 64 bytes at a time.
///
/// What it marks is a comma, another byte below `-` (blanks, quotes, controls) or not ASCII; a
/// line in which only commas and its end are marked is plain and needs no closer look.
struct PlainLineMarks {
  private let end: Int
  private var blockStart: Int
  /// The marked bytes of the block that are still to come, a bit each.
  private var marks: UInt64

  init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
    self.end = end
    blockStart = start
    marks = Self.block(bytes, at: start, end)
  }

  /// The position of the next marked byte before the end, or `nil`.
  @inline(__always)
  mutating func next(_ bytes: Span<UInt8>) -> Int? {
    while marks == 0 {
      guard blockStart < end &- 64 else { return nil }
      blockStart &+= 64
      marks = Self.block(bytes, at: blockStart, end)
    }
    let place = blockStart &+ marks.trailingZeroBitCount
    marks &= marks &- 1
    return place
  }

  /// Goes on at another position.
  mutating func move(_ bytes: Span<UInt8>, to position: Int) {
    self = PlainLineMarks(bytes, from: position, to: end)
  }

  @inline(__always)
  private static func block(_ bytes: Span<UInt8>, at start: Int, _ end: Int) -> UInt64 {
    var marks: UInt64 = 0
    if start &+ 64 <= end {
      for index in 0..<8 {
        let word = EightBytes.load(bytes, at: start &+ 8 &* index)
        marks |= bits(word) << UInt64(truncatingIfNeeded: 8 &* index)
      }
      return marks
    }
    for offset in 0..<max(0, min(64, end - start)) {
      let byte = bytes[start + offset]
      if byte < 0x2d || byte >= 0x80 { marks |= 1 << UInt64(offset) }
    }
    return marks
  }

  /// A bit for every byte of a word that is below `-` or not ASCII.
  @inline(__always)
  private static func bits(_ word: UInt64) -> UInt64 {
    // Adding 0x80 - 0x2d sets the highest bit of a byte from `-` on, and never carries.
    let above = (word & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x5353_5353_5353_5353
    let found = ((~above | word) & 0x8080_8080_8080_8080) >> 7
    // Multiplying gathers the eight lowest bits in the highest byte.
    return (found &* 0x0102_0408_1020_4080) >> 56
  }
}
