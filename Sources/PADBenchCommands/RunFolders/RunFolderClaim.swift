import PADVocabulary
import Runs
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder a run is about to write: looked at before anything is scored, so that an hour of
/// work does not end at a folder that cannot be written; and kept from other processes.
struct RunFolderClaim {
  /// The file that says "this run is finished", written last.
  static let identityFile = "run.json"
  /// The folder, as the user named it.
  let path: String
  private let lock: RunFolderLock
  /// Whether the folder was not there before.
  private let isNew: Bool

  /// Makes the folder if it is not there, and takes it.
  ///
  /// - Parameter mustHoldRun: whether a folder without a run is refused.
  /// - Throws: `FileFault` for a folder that cannot be written, or that another process works in;
  ///   `InvalidInput` for one without a run where there must be one, or for a new one inside a run.
  init(path: String, mustHoldRun: Bool) throws {
    self.path = path
    let manager = FileManager.default
    if mustHoldRun, !manager.fileExists(atPath: path + "/" + RunJournal.fileName) {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable, "there is no run here to go on with",
          remedy: "name the folder of a run, or begin one with 'padbench evaluate'"))
    }
    if !mustHoldRun { try Self.refuseInsideRun(path) }
    var isFolder = false
    isNew = !manager.fileExists(atPath: path, isDirectory: &isFolder)
    if !isNew {
      guard isFolder else {
        throw FileFault(
          path: path.printable, operation: "write", message: "it is a file, not a folder")
      }
    } else {
      try Self.asking("make", path) {
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
    }
    lock = try RunFolderLock(folder: path)
    // What a killed process had begun to write is no file of anybody's.
    for entry in try Self.entries(of: path) where RunFolderContents.isUnfinished(entry) {
      try? manager.removeItem(atPath: path + "/" + entry)
    }
  }

  /// Refuses a path inside the folder of a run: what is there belongs to that run alone.
  static func refuseInsideRun(_ path: String) throws(InvalidInput) {
    guard let run = RunFolderPath.runAround(path) else { return }
    throw InvalidInput(
      Diagnostic(
        .error, file: path.printable, "it lies inside the folder of a run, \(run.printable)",
        remedy: "write beside that run, not into it"))
  }

  /// Removes the folder again where this made it and nothing was written into it.
  func withdraw() {
    guard isNew, let entries = try? Self.entries(of: path),
      entries.allSatisfy({ $0 == RunFolderLock.fileName })
    else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The journal to write into: a new one, or the one that is there when it is of the same run.
  ///
  /// - Parameter force: replace whatever run is there.
  /// - Throws: `InvalidInput` for a folder that holds another run, `FileFault`.
  func journal(for heading: RunHeading, force: Bool) throws -> RunJournal {
    let manager = FileManager.default
    if !force, manager.fileExists(atPath: path + "/" + RunJournal.fileName) {
      // Another run's journal is only looked at.
      let record = try RunRecord.read(folder: path)
      let differences = heading.differences(from: record.heading)
      guard differences.isEmpty else {
        throw taken(
          "the folder holds another run; these differ: \(differences.joined(separator: ", "))")
      }
      // The mark goes before the seal is opened: a finished run without a seal was tampered with.
      if !record.isSealed, FileManager.default.fileExists(atPath: path + "/" + Self.identityFile) {
        throw taken("the run is marked as finished, but its journal is not sealed")
      }
      try clearFinishedMark()
      let journal = try RunJournal.open(folder: path)
      try journal.set(heading)
      return journal
    }
    let own = RunFolderContents.rendered(in: path)
    guard own.isEmpty || force else {
      throw taken("the folder holds files of a run of which the journal is missing")
    }
    try clearRenderings()
    try remove(TemplateStore.ownEntries + RunJournal.ownEntries)
    return try RunJournal.create(folder: path, heading: heading)
  }

  /// Takes the mark of a finished run away: something is about to change.
  func clearFinishedMark() throws {
    try remove([Self.identityFile])
  }

  /// Removes what was rendered before, the mark of a finished run first.
  func clearRenderings() throws {
    try remove(RunFolderContents.rendered(in: path))
  }

  /// Removes the run, and its folder when nothing else is in it.
  func delete() throws {
    try clearRenderings()
    try remove(TemplateStore.ownEntries + RunJournal.ownEntries)
    let rest = try Self.entries(of: path).filter { $0 != RunFolderLock.fileName }
    guard rest.isEmpty else { return }
    try remove([RunFolderLock.fileName])
    try Self.asking("remove", path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Marks the folder as a finished run.
  func finish(identity: [UInt8]) throws {
    try AtomicFile.write(identity, to: path + "/" + Self.identityFile)
  }

  private func remove(_ entries: [String]) throws {
    let manager = FileManager.default
    for entry in entries {
      let file = path + "/" + entry
      var isFolder = false
      guard RunFolderContents.exists(file) else { continue }
      // A folder with something of somebody else's in it stays; a link to one goes.
      if !RunFolderContents.isLink(file), manager.fileExists(atPath: file, isDirectory: &isFolder),
        isFolder, try !Self.entries(of: file).isEmpty
      {
        continue
      }
      try Self.asking("remove", file) { try manager.removeItem(atPath: file) }
    }
  }

  private func taken(_ words: String) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, file: path.printable, words,
        remedy: "name another folder with --output, or replace it with --force"))
  }

  private static func entries(of path: String) throws -> [String] {
    try asking("list", path) { try FileManager.default.contentsOfDirectory(atPath: path) }.sorted()
  }

  private static func asking<Value>(
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
