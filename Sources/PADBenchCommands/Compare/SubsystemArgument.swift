import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the command line names as one or several subsystems: a run, one detector of a run, or a
/// score file with or without a threshold.
enum SubsystemArgument: Sendable, Hashable {
  /// How the help of commands says it.
  static let help = """
    Each is a run folder (RUN), one detector of it (RUN@DETECTOR), or a score file of any format \
    that 'padbench metrics' reads. A score file brings no threshold: add one as SCORES@0.5, or the \
    card that --save-threshold wrote as SCORES@CARD.yaml.
    """

  /// A run folder, or one detector of it.
  case run(folder: String, detector: String?)
  /// A score file, with a number or the path of a threshold card where one was given.
  case scores(file: String, threshold: String?)

  /// Reads an argument: the whole of it where that is a file or folder, else what stands before an
  /// `@`.
  ///
  /// - Throws: when nothing of it is there, `FileFault` for what is named like a file, else
  ///   `InvalidInput`: no such run.
  init(_ text: String) throws {
    if let kind = Self.isFolder(text) {
      self = kind ? .run(folder: text, detector: nil) : .scores(file: text, threshold: nil)
      return
    }
    for mark in text.indices.reversed() where text[mark] == "@" {
      let path = String(text[..<mark])
      let rest = String(text[text.index(after: mark)...])
      guard !rest.isEmpty, let isFolder = Self.isFolder(path) else { continue }
      self =
        isFolder ? .run(folder: path, detector: rest) : .scores(file: path, threshold: rest)
      return
    }
    if text.hasSuffix(".csv") || text.hasSuffix(".txt") {
      throw FileFault(
        path: text.printable, operation: "open", message: "there is no such score file")
    }
    throw InvalidInput(
      Diagnostic(
        .error, file: text.printable, "there is no run here, and no score file",
        remedy: "name a run's folder, RUN@DETECTOR or a file of scores"))
  }

  /// Whether a path is a folder; `nil` when nothing is there.
  private static func isFolder(_ path: String) -> Bool? {
    var isFolder = false
    guard !path.utf8.contains(0),
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    else { return nil }
    return isFolder
  }
}
