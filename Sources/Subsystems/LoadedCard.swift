import Evidence
import PADVocabulary
import StructuredText

/// A card file together with the bytes of the files it names, each with the digest it states.
public struct LoadedCard: Sendable {
  /// What the card says.
  public let card: SubsystemCard
  /// The card file, as the user named it.
  public let path: String
  /// The files' bytes in the card's order: what was digested is what runs.
  public let contents: [[UInt8]]

  /// The most bytes a file of a card may have.
  public static let maximumFileBytes = 1 << 30

  /// Reads a card file and every file it names.
  ///
  /// - Throws: `FileFault` when the card itself cannot be read, `InvalidInput` with everything that
  ///   is wrong with it, missing and changed files included.
  public static func load(path: String) throws -> LoadedCard {
    let bytes = try readWholeFile(path, cap: StrictYAML.maximumBytes)
    let (card, lines) = try SubsystemCard.parseWithLines(bytes, name: path)
    let folder = folder(of: path)
    var diagnostics = DiagnosticList(file: path)
    var contents: [[UInt8]] = []
    for (file, line) in zip(card.files, lines) {
      let place = folder + "/" + file.path
      guard isContained(place, in: folder) else {
        diagnostics.error(
          line: line, "\(file.path.shown) leads out of the card's folder",
          remedy: "put a copy of the file, not a link to it, beside the card")
        continue
      }
      do throws(FileFault) {
        let bytes = try readWholeFile(place, cap: maximumFileBytes)
        let found = ContentDigest(of: bytes)
        if found == file.sha256 {
          contents.append(bytes)
        } else {
          diagnostics.error(
            line: line,
            "\(file.path.shown) is not the file of this card: its SHA-256 is \(found), "
              + "the card says \(file.sha256)",
            remedy: "get the file the card was written for, or check the card against this file")
        }
      } catch {
        diagnostics.error(
          line: line, "\(file.path.shown) cannot be read: \(error.message)",
          remedy: "put it beside the card")
      }
    }
    try diagnostics.throwErrors()
    return LoadedCard(card: card, path: path, contents: contents)
  }

  /// The folder of the card file, as the user named it.
  public var folder: String { Self.folder(of: path) }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether a file, all links followed, lies in a folder; one that is not there yet does.
  private static func isContained(_ file: String, in folder: String) -> Bool {
    guard let file = resolvedPath(file) else { return true }
    guard let folder = resolvedPath(folder) else { return false }
    return file.hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}
