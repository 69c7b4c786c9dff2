import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder a run is about to write: looked at before anything is scored, so that an hour of
/// work does not end at a folder that cannot be written.
struct RunFolderClaim {
  /// The file that says "this folder is a run", written last.
  static let identityFile = "run.json"
  /// What a run writes; nothing else in the folder is ever touched.
  static let ownEntries = [
    identityFile, "report.md", "metrics.csv", "timing.csv", "scores", "curves", "plots",
  ]

  /// The folder, as the user named it.
  let path: String

  /// Makes the folder if it is not there, and checks that it is free and can be written.
  ///
  /// - Throws: `InvalidInput` for a folder that is taken, `FileFault` for one that cannot be
  ///   written.
  init(path: String, force: Bool) throws {
    self.path = path
    let manager = FileManager.default
    var isFolder = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder else {
        throw FileFault(
          path: path.printable, operation: "write", message: "it is a file, not a folder")
      }
      let entries = try Self.listing("list", path) { try manager.contentsOfDirectory(atPath: path) }
      let own = entries.filter { Self.ownEntries.contains($0) }
      guard entries.isEmpty || own.contains(Self.identityFile) || own.isEmpty || force else {
        throw Self.taken(path, "the folder holds an unfinished run")
      }
      guard force || !own.contains(Self.identityFile) else {
        throw Self.taken(path, "the folder holds a run already")
      }
    } else {
      try Self.listing("make", path) {
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
    }
    let probe = path + "/.padbench-probe"
    try AtomicFile.write("", to: probe)
    try? manager.removeItem(atPath: probe)
  }

  /// Removes what an earlier run left in the folder, the mark of a finished run first.
  func clear() throws {
    let manager = FileManager.default
    for entry in Self.ownEntries {
      let file = path + "/" + entry
      guard manager.fileExists(atPath: file) else { continue }
      try Self.listing("remove", file) { try manager.removeItem(atPath: file) }
    }
  }

  /// Marks the folder as a finished run.
  func finish(identity: [UInt8]) throws {
    try AtomicFile.write(identity, to: path + "/" + Self.identityFile)
  }

  private static func taken(_ path: String, _ words: String) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, file: path.printable, words,
        remedy: "name another folder with --output, or replace it with --force"))
  }

  private static func listing<Value>(
    _ operation: String, _ path: String, _ work: () throws -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch {
      throw FileFault(
        path: path.printable, operation: operation,
        message: "the system refused; check that this user may write there")
    }
  }
}
