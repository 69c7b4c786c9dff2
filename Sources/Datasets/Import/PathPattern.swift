import PADVocabulary
import StructuredText

/// A path with named parts, such as `{set:train|test}/real/client{client:digits}.mov`.
///
/// A part without a class is one or more bytes other than `/`. Matching works on bytes; parts take
/// as much as they can, and less when the rest then fits.
struct PathPattern: Sendable {
  /// What a part may consist of.
  enum PartClass: Sendable {
    case digits
    case letters
    /// ASCII letters and digits.
    case word
    /// Everything but `/`.
    case text
    /// Everything, `/` too.
    case path
    /// One of these, the first that fits; in any capitals where `folded`. Once a greedy one fits
    /// and so does the literal behind it, no other is tried: `replay/phone/` is no `replay/`.
    case choice([[UInt8]], folded: Bool, isGreedy: Bool)
  }

  /// A piece of the pattern.
  enum Element: Sendable {
    case literal([UInt8])
    /// `length` is 0 for any length from 1.
    case part(slot: Int, PartClass, length: Int)
  }

  let text: String
  private(set) var elements: [Element] = []
  /// The slots of its parts, in order.
  private(set) var slots: [Int] = []

  /// Whether it names a folder whose pictures are one presentation.
  var isFolder: Bool { text.utf8.last == UInt8(ascii: "/") }

  /// Takes a pattern apart.
  ///
  /// - Parameter keys: the keys of a table named as `{part:@table}`, and whether they are compared
  ///   in any capitals.
  init(
    _ text: String, names: inout PartNames,
    keys: (String) -> (keys: [String], folded: Bool)?
  ) throws(LayoutProblem) {
    self.text = text
    guard text.utf8.count <= MediaReference.longestPath, !text.isEmpty else {
      throw LayoutProblem("a pattern has 1 to \(MediaReference.longestPath) bytes")
    }
    var literal: [UInt8] = []
    var part: [UInt8]?
    func close() { if !literal.isEmpty { elements.append(.literal(literal)) } }
    for byte in text.utf8 {
      switch (byte, part) {
      case (UInt8(ascii: "{"), nil):
        close()
        literal = []
        part = []
      case (UInt8(ascii: "}"), let inner?):
        let words = String(decoding: inner, as: UTF8.self)
        try add(words, names: &names, keys: keys)
        part = nil
      case (UInt8(ascii: "{"), _), (UInt8(ascii: "}"), _):
        throw LayoutProblem("the braces of \(text.shown) do not match")
      case (_, nil): literal.append(byte)
      default: part?.append(byte)
      }
    }
    if part != nil { throw LayoutProblem("the braces of \(text.shown) do not match") }
    close()
    guard elements.count <= 64 else { throw LayoutProblem("a pattern has at most 64 pieces") }
  }

  private mutating func add(
    _ words: String, names: inout PartNames,
    keys: (String) -> (keys: [String], folded: Bool)?
  ) throws(LayoutProblem) {
    let halves = words.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves.first ?? "")
    guard PartNames.isName(name) else {
      throw LayoutProblem(
        "\(name.shown) cannot name a part", "use ASCII letters, digits and '_'")
    }
    guard !PartNames.BuiltIn.allCases.contains(where: { $0.rawValue == name }) else {
      throw LayoutProblem("\(name.shown) has a meaning of its own", "give the part another name")
    }
    let slot = names.declare(name)
    var length = 0
    var kind = PartClass.text
    if halves.count == 2 {
      (kind, length) = try Self.partClass(String(halves[1]), keys: keys)
    }
    elements.append(.part(slot: slot, kind, length: length))
    slots.append(slot)
  }

  private static func partClass(
    _ words: String, keys: (String) -> (keys: [String], folded: Bool)?
  ) throws(LayoutProblem) -> (PartClass, Int) {
    if words.utf8.first == UInt8(ascii: "@") {
      let table = String(words.dropFirst())
      guard let found = keys(table) else {
        throw LayoutProblem("no inline table is called \(table.shown)")
      }
      // The longest first, so that `replay/phone` is not taken for `replay`.
      let sorted = found.keys.map { Array($0.utf8) }.sorted { $0.count > $1.count }
      return (.choice(sorted, folded: found.folded, isGreedy: true), 0)
    }
    if words.utf8.contains(UInt8(ascii: "|")) {
      let words = words.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      return (.choice(words.map { Array($0) }, folded: false, isGreedy: false), 0)
    }
    let parts = words.split(separator: " ")
    let length = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    guard parts.count == 1 || (parts.count == 2 && (1...255).contains(length)) else {
      throw LayoutProblem("\(words.shown) is no class of a part")
    }
    switch parts[0] {
    case "digits": return (.digits, length)
    case "letters": return (.letters, length)
    case "word": return (.word, length)
    case "text": return (.text, length)
    case "path": return (.path, length)
    default:
      throw LayoutProblem(
        "\(words.shown) is no class of a part",
        "write digits, letters, word, text or path, or alternatives with '|' between them")
    }
  }
}
