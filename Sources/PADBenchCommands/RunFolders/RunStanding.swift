import PADVocabulary
import Runs

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A run's folder as a person meets it: what it holds, and whether it can be relied on.
struct RunStanding {
  /// How far a run is.
  enum State: String {
    /// All presentations judged, everything rendered.
    case finished
    /// All presentations judged; reports are missing or of an earlier state.
    case unrendered = "judged, not rendered"
    /// Presentations are left to judge.
    case unfinished
    /// Nothing of it can be used.
    case unreadable
  }

  /// The folder, as the user named it.
  let folder: String
  /// What it holds; `nil` when it cannot be read.
  let record: RunRecord?
  /// Why it cannot be read.
  let fault: String

  /// Looks into a folder; a run that cannot be read is a finding, no error.
  init(folder: String) {
    self.folder = folder
    do {
      record = try RunRecord.read(folder: folder)
      fault = ""
    } catch {
      record = nil
      fault = (error as? InvalidInput)?.diagnostics.first?.message ?? "\(error)"
    }
  }

  /// How far the run is.
  var state: State {
    guard let record else { return .unreadable }
    guard record.isComplete else { return .unfinished }
    guard record.isSealed else { return .unrendered }
    let mark = folder + "/" + RunFolderClaim.identityFile
    return FileManager.default.fileExists(atPath: mark) ? .finished : .unrendered
  }

  /// Presentations of the selection.
  var expected: Int { record?.dataset.presentations ?? 0 }

  /// The runs in folders: a folder is a run itself, or holds some.
  ///
  /// - Throws: `FileFault` for a folder that cannot be listed.
  static func folders(in paths: [String]) throws -> [String] {
    let manager = FileManager.default
    var found: [String] = []
    for path in paths {
      let base = RunFolderPath.trimmed(path)
      if holdsRun(base) {
        found.append(base)
        continue
      }
      do {
        let names = try manager.contentsOfDirectory(atPath: base)
        found += names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
          .map { base + "/" + $0 }.filter(holdsRun)
      } catch {
        throw FileFault(
          path: path.printable, operation: "list",
          message: "there is no such folder, or it cannot be read")
      }
    }
    return found
  }

  /// Whether a folder has what could be a journal.
  static func holdsRun(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + RunJournal.fileName)
  }
}
