import Datasets
import Media
import PADVocabulary
import StructuredText

/// Locks a dataset and keeps its log of changes.
struct DatasetLocking {
  var dataset: Dataset
  var reason: String?
  var by: String

  /// Locks; `progress` is told how many files have been hashed.
  ///
  /// - Returns: what was done, in a line.
  func run(progress: (Int) -> Void) throws -> String {
    let folder = dataset.folder
    let old = try DatasetLock.read(folder: folder)
    var log = try DatasetChangeLog.read(folder: folder)
    try refuseStrangeLog(log, old)
    let new = try DatasetLock.make(for: dataset, progress: progress)
    let counts = DatasetChange.Counts(from: old, to: new)
    let isUnchanged = old?.root == new.root
    if !isUnchanged, old != nil, isBlank(reason) {
      throw InvalidInput(
        .init(
          .error, file: folder.printable,
          "the dataset has a lock, and differs from it: "
            + counts.words,
          remedy: "say with --reason why the lock shall be replaced; "
            + "'padbench dataset verify' lists what differs"))
    }
    if log.changes.last?.newRoot != new.root {
      try log.append(
        by: by, reason: reason ?? "", newRoot: new.root, counts: counts, folder: folder)
    }
    if isUnchanged { return "\(new.count) files as they were locked, root \(new.root)" }
    try new.write(folder: folder)
    return "\(new.count) files locked, root \(new.root)"
      + (old == nil ? "" : " (\(counts.words))")
  }

  private func isBlank(_ text: String?) -> Bool {
    text?.utf8.allSatisfy { $0 <= 0x20 } ?? true
  }

  /// A log that ends with another lock than the dataset's was cut, or belongs elsewhere; unless
  /// its last line was written and the lock was not, which locking again mends.
  private func refuseStrangeLog(_ log: DatasetChangeLog, _ old: DatasetLock?) throws(InvalidInput) {
    guard let last = log.changes.last, last.newRoot != old?.root, last.oldRoot != old?.root else {
      return
    }
    throw InvalidInput(
      .init(
        .error, file: dataset.folder.printable + "/changes.log",
        "its last line does not belong to dataset.lock",
        remedy: "restore both files from the same copy"))
  }
}
