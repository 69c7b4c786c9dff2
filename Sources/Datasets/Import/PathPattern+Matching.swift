extension PathPattern {
  /// How a path meets a pattern.
  enum Match {
    case matches
    case differs
    /// The name is built so that it fits in too many ways to try.
    case tooManyWays
  }

  /// How many ways are tried before a name is given up.
  private static let patience = 20_000

  /// Matches a whole path; `ranges` gets where each part lies, in the order of `slots`.
  func match(_ path: Span<UInt8>, ranges: inout [Range<Int>]) -> Match {
    ranges.removeAll(keepingCapacity: true)
    var tries = 0
    if matches(path, 0, at: 0, &ranges, &tries) { return .matches }
    return tries > Self.patience ? .tooManyWays : .differs
  }

  private func matches(
    _ path: Span<UInt8>, _ index: Int, at start: Int, _ ranges: inout [Range<Int>],
    _ tries: inout Int
  ) -> Bool {
    tries += 1
    guard tries <= Self.patience else { return false }
    guard index < elements.count else { return start == path.count }
    switch elements[index] {
    case .literal(let bytes):
      return path.holds(bytes, at: start, folded: false)
        && matches(path, index + 1, at: start + bytes.count, &ranges, &tries)
    case .part(_, .choice(let words, let folded, let isGreedy), _):
      for word in words where path.holds(word, at: start, folded: folded) {
        if isGreedy, literalFits(path, index + 1, at: start + word.count) {
          return attempt(path, index, start..<(start + word.count), &ranges, &tries)
        }
        if attempt(path, index, start..<(start + word.count), &ranges, &tries) { return true }
      }
      return false
    case .part(_, let kind, let length):
      var end = start
      let limit = length == 0 ? path.count : min(path.count, start + length)
      while end < limit, kind.takes(path[end]) { end += 1 }
      let shortest = length == 0 ? start + 1 : start + length
      while end >= shortest {
        if attempt(path, index, start..<end, &ranges, &tries) { return true }
        end -= 1
      }
      return false
    }
  }

  /// Whether the next piece is a literal that stands at a place.
  private func literalFits(_ path: Span<UInt8>, _ index: Int, at start: Int) -> Bool {
    guard index < elements.count, case .literal(let bytes) = elements[index] else { return false }
    return path.holds(bytes, at: start, folded: false)
  }

  private func attempt(
    _ path: Span<UInt8>, _ index: Int, _ range: Range<Int>, _ ranges: inout [Range<Int>],
    _ tries: inout Int
  ) -> Bool {
    // A part that is there twice has the same text both times.
    let slot = slots[ranges.count]
    if let earlier = slots[..<ranges.count].firstIndex(of: slot) {
      guard path.isEqual(ranges[earlier], range) else { return false }
    }
    ranges.append(range)
    if matches(path, index + 1, at: range.upperBound, &ranges, &tries) { return true }
    ranges.removeLast()
    return false
  }
}

extension PathPattern.PartClass {
  /// Whether a byte may be in a part of this class; choices are compared whole.
  fileprivate func takes(_ byte: UInt8) -> Bool {
    let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    let small = byte.asciiLower
    let isLetter = small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
    return switch self {
    case .digits: isDigit
    case .letters: isLetter
    case .word: isDigit || isLetter
    case .text: byte != UInt8(ascii: "/")
    case .path: true
    case .choice: false
    }
  }
}

extension Span<UInt8> {
  /// Whether these bytes stand at a place.
  func holds(_ bytes: [UInt8], at start: Int, folded: Bool) -> Bool {
    guard start + bytes.count <= count else { return false }
    for offset in bytes.indices {
      let byte = self[start + offset]
      if byte == bytes[offset] { continue }
      guard folded, byte.asciiLower == bytes[offset].asciiLower else { return false }
    }
    return true
  }

  fileprivate func isEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where self[left.lowerBound + offset] != self[right.lowerBound + offset] { return false }
    return true
  }

  /// The bytes of a range as text.
  func text(_ range: Range<Int>) -> String {
    let part = extracting(range)
    return unsafe part.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
