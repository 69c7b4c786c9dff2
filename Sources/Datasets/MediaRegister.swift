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

  private var folded = TextIndex(.folded)
  /// Paths that differ from an entered one only in capitals: few, and kept whole.
  private var otherwiseSpelt: [[UInt8]: Int] = [:]
  private var wide: [String: Int] = [:]
  private var wideFolded: [String: Int] = [:]

  /// Makes room for so many paths at once.
  mutating func reserve(_ paths: Int) {
    folded.reserve(paths)
  }

  /// See `TextIndex.firstPlace`.
  func firstPlace(of path: Span<UInt8>) -> Int { folded.firstPlace(of: path) }

  /// See `TextIndex.touch`.
  func touch(_ place: Int) -> Int32 { folded.touch(place) }

  /// Enters the path of the row that `list` got last; says which earlier one it meets.
  mutating func enter(_ path: Span<UInt8>, in list: PresentationList) -> Meeting? {
    let row = list.count - 1
    if TextProblem.plainASCII(path) == nil { return enterWide(list.path(at: row), row: row) }
    guard let other = folded.enter(path, as: row, in: list.media) else { return nil }
    if list.media.matches(other, path) { return .same(other) }
    let bytes = Array(list.path(at: row).utf8)
    if let same = otherwiseSpelt[bytes] { return .same(same) }
    otherwiseSpelt[bytes] = row
    return .sameFolded(other)
  }

  /// `String` compares by canonical equivalence, which is equality after NFC.
  private mutating func enterWide(_ path: String, row: Int) -> Meeting? {
    if let place = wide.index(forKey: path) {
      let (earlier, other) = wide[place]
      return earlier.utf8.elementsEqual(path.utf8) ? .same(other) : .sameLook(other)
    }
    wide[path] = row
    let key = path.uppercased().lowercased()
    if let other = wideFolded[key] { return .sameFolded(other) }
    wideFolded[key] = row
    return nil
  }
}
