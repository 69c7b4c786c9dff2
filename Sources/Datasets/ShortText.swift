/// A text of at most 32 bytes in four words, so that it is compared at once.
struct ShortText: Sendable, Hashable {
  /// The first word and the last, then those next to them where the text has more than 16 bytes.
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var count: UInt8 = 0

  /// The empty text.
  init() {}

  /// Takes a text; `nil` for one that is longer.
  @inline(__always)
  init?(_ text: Span<UInt8>) {
    let length = text.count
    guard length <= 32 else { return nil }
    count = UInt8(length)
    guard length < 8 else {
      // The words overlap where the text has fewer bytes; with its length they still tell it from
      // every other.
      first = TextWords.word(text, at: 0)
      last = TextWords.word(text, at: length - 8)
      if length > 16 {
        second = TextWords.word(text, at: 8)
        third = TextWords.word(text, at: length - 16)
      }
      return
    }
    var word: UInt64 = 0
    for index in 0..<length { word = word << 8 | UInt64(text[index]) }
    first = word
  }

  /// Takes a text of the program's own; the empty text for one that is longer.
  init(_ text: StaticString) {
    var bytes: [UInt8] = []
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    self = ShortText(bytes.span) ?? ShortText()
  }

  /// Whether there is nothing in it.
  var isEmpty: Bool { count == 0 }

  /// A place among `size` ones, a power of two; equal texts share it, others should not.
  @inline(__always)
  func place(of size: Int) -> Int {
    let ends = (first ^ UInt64(count)) &* 0x9e37_79b9_7f4a_7c15 ^ last
    let inner = second &* 0xc2b2_ae3d_27d4_eb4f ^ third
    let mixed = (ends ^ inner ^ inner >> 29) &* 0xff51_afd7_ed55_8ccd
    return Int(mixed >> 33) & (size - 1)
  }
}

/// Texts eight bytes at a time.
enum TextWords {
  /// The eight bytes from `position`, in the machine's order.
  ///
  /// - Precondition: there are so many bytes.
  @inline(__always)
  static func word(_ text: Span<UInt8>, at position: Int) -> UInt64 {
    precondition(position >= 0 && position + 8 <= text.count)
    return unsafe text.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: UInt64.self)
  }

  /// Whether two texts have the same bytes.
  @inline(__always)
  static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var place = 0
    while place + 8 <= left.count {
      if word(left, at: place) != word(right, at: place) { return false }
      place += 8
    }
    if place == left.count { return true }
    if left.count >= 8 { return word(left, at: left.count - 8) == word(right, at: left.count - 8) }
    while place < left.count {
      if left[place] != right[place] { return false }
      place += 1
    }
    return true
  }
}
