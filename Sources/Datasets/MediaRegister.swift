/// The media paths of a manifest, to find the same file under two rows.
struct MediaRegister {
  /// How a path meets an earlier one.
  enum Meeting {
    /// The same bytes as this row's.
    case same(Int)
    /// The same look as this row's, spelt with other bytes (NFC against NFD).
    case sameLook(Int)
    /// The same as this row's but for capitals.
    case sameFolded(Int)
  }

  private var exact = TextIndex()
  private var folded = TextIndex(.folded)
  private var wide: [String: Int] = [:]
  private var wideFolded: [String: Int] = [:]

  /// Enters the path of a row that is already in `list`; says which earlier one it meets.
  mutating func enter(row: Int, path: String, in list: PresentationList) -> Meeting? {
    let bytes = Array(path.utf8)
    if let other = exact.enter(bytes.span, as: row, in: list.media) { return .same(other) }
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return folded.enter(bytes.span, as: row, in: list.media).map { .sameFolded($0) }
    }
    // `String` compares by canonical equivalence, which is equality after NFC.
    if let other = wide[path] { return .sameLook(other) }
    wide[path] = row
    let key = path.uppercased().lowercased()
    if let other = wideFolded[key] { return .sameFolded(other) }
    wideFolded[key] = row
    return nil
  }
}

/// Texts beyond ASCII, to find two that a reader cannot tell apart.
struct LookAlikes {
  private var texts: Set<String> = []

  /// The earlier text that is canonically equal to this one, or `nil`; remembers this one.
  mutating func seen(_ text: String) -> String? {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let (isNew, other) = texts.insert(text)
    return isNew ? nil : other
  }
}
