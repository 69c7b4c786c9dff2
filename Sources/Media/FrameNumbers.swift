import PADVocabulary

/// The numbered pictures in a folder of frames, in the order of their numbers.
struct FrameNumbers {
  /// One picture: its number and its name.
  struct Entry: Hashable {
    var number: Int
    var name: String
  }

  let entries: [Entry]

  /// Finds the pictures among a folder's names.
  ///
  /// A picture's name ends in `.png`, `.jpg` or `.jpeg`; its number is the last run of digits
  /// before that. Hidden files and files of other kinds do not count.
  ///
  /// - Throws: `MediaFault` for a picture without a number, or two of the same number: their order
  ///   would be a guess.
  init(_ names: [String], media: String) throws(MediaFault) {
    var entries: [Entry] = []
    for name in names where Self.isPicture(name) {
      guard let number = Self.number(in: name) else {
        throw MediaFault(
          .unreadable, media: media, "the frame '\(name.printable)' has no number in its name",
          remedy: "number the frames: 0001.png, 0002.png …")
      }
      entries.append(Entry(number: number, name: name))
    }
    entries.sort {
      $0.number != $1.number
        ? $0.number < $1.number : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    for (entry, next) in zip(entries, entries.dropFirst()) where entry.number == next.number {
      throw MediaFault(
        .unreadable, media: media,
        "the frames '\(entry.name.printable)' and '\(next.name.printable)' have the same number",
        remedy: "number the frames: 0001.png, 0002.png …")
    }
    guard !entries.isEmpty else {
      throw MediaFault(.unreadable, media: media, "the folder holds no PNG or JPEG frames")
    }
    self.entries = entries
  }

  private static func isPicture(_ name: String) -> Bool {
    let folded = name.lowercased()
    return !name.hasPrefix(".") && [".png", ".jpg", ".jpeg"].contains { folded.hasSuffix($0) }
  }

  private static func number(in name: String) -> Int? {
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let stem = name.utf8[..<dot]
    guard let last = stem.lastIndex(where: isDigit) else { return nil }
    let digits = stem[...last].reversed().prefix(while: isDigit).reversed()
    return Int(String(decoding: Array(digits), as: UTF8.self))
  }
}
