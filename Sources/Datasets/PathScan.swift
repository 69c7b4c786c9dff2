/// A quick look at a path, so that the common case costs no text.
enum PathScan {
  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f

  /// Whether a path is of visible ASCII without anything that needs a closer look: no colon,
  /// backslash, tilde, space, part of dots, empty part, or great length.
  static func isPlain(_ path: Span<UInt8>) -> Bool {
    let count = path.count
    guard count > 0, count <= MediaReference.longestName else { return false }
    guard path[count - 1] != UInt8(ascii: "/") else { return false }
    var place = 0
    var isPartStart = true
    if path[0] != UInt8(ascii: "/"), path[0] != UInt8(ascii: ".") {
      while place + 9 <= count {
        let word = TextWords.word(path, at: place)
        if doubts(word, next: TextWords.word(path, at: place + 1)) != 0 { return false }
        place += 8
      }
      isPartStart = place == 0 || path[place - 1] == UInt8(ascii: "/")
    }
    for index in place..<count {
      let byte = path[index]
      if isPartStart && (byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")) { return false }
      if byte <= 0x20 || byte >= 0x7e || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\\") {
        return false
      }
      isPartStart = byte == UInt8(ascii: "/")
    }
    return true
  }

  /// The highest bit of every one of eight bytes that is unfit, or a slash before a slash or a
  /// dot; `next` holds the eight bytes that begin one later.
  @inline(__always)
  private static func doubts(_ word: UInt64, next: UInt64) -> UInt64 {
    // Adding moves a byte's highest bit where it is at least 0x21, and where it is at least 0x7e;
    // a carry out of a byte needs one that is not ASCII, which is told at once.
    let isVisible = (word &+ 0x5f5f_5f5f_5f5f_5f5f) & ~(word &+ 0x0202_0202_0202_0202)
    let isSign = equal(word, 0x3a3a_3a3a_3a3a_3a3a) | equal(word, 0x5c5c_5c5c_5c5c_5c5c)
    let startsPart = equal(word, 0x2f2f_2f2f_2f2f_2f2f)
    let isBadStart = equal(next, 0x2f2f_2f2f_2f2f_2f2f) | equal(next, 0x2e2e_2e2e_2e2e_2e2e)
    return (word | ~isVisible | isSign | (startsPart & isBadStart)) & high
  }

  /// Sets the highest bit of every byte that two words have in common.
  @inline(__always)
  private static func equal(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let difference = left ^ right
    return ~(((difference & low) &+ low) | difference) & high
  }
}
