public import Datasets
public import PADVocabulary
import StructuredText

extension DatasetLock {
  /// Locks a dataset as it is now: reads and hashes every file that an evaluation can read.
  ///
  /// - Parameter progress: is told how many files have been hashed, after each.
  /// - Throws: `InvalidInput` naming every file that cannot be read, `FileFault`.
  public static func make(
    for dataset: Dataset, settings: MediaSettings = MediaSettings(),
    progress: (Int) -> Void = { _ in }
  ) throws -> DatasetLock {
    var files: [LockedFile] = []
    var diagnostics = DiagnosticList(file: dataset.folder)
    try MediaInventory(dataset, settings: settings).forEach { path, result in
      switch result {
      case .success(let file): files.append(file)
      case .failure(let fault):
        diagnostics.error("\(path.shown) cannot be locked: \(fault.message)", remedy: fault.remedy)
      }
      progress(files.count)
    }
    try diagnostics.throwErrors()
    return DatasetLock(files: files, labels: labels(of: dataset.presentations))
  }

  /// Compares every file of a loaded dataset with the lock.
  ///
  /// - Parameter progress: is told how many files have been hashed, after each.
  /// - Returns: everything that differs, files first in manifest order, then what is missing in
  ///   the order of the lock; empty when all is as it was.
  /// - Throws: `InvalidInput` for media roots that are not bound, `FileFault`.
  public func differences(
    from dataset: Dataset, settings: MediaSettings = MediaSettings(),
    progress: (Int) -> Void = { _ in }
  ) throws -> [LockDifference] {
    var found: [LockDifference] = []
    var seen: Set<String> = []
    try MediaInventory(dataset, settings: settings).forEach { path, result in
      seen.insert(path)
      switch result {
      case .success(let file):
        if self.file(path) == nil {
          found.append(LockDifference(path: path, kind: .extra))
        } else if !covers(path, size: file.size, digest: file.digest) {
          found.append(LockDifference(path: path, kind: .changed))
        }
      case .failure(let fault):
        found.append(LockDifference(path: path, kind: .unreadable(fault.message)))
      }
      progress(seen.count)
    }
    for row in 0..<count {
      let path = file(at: row).path
      if !seen.contains(path) { found.append(LockDifference(path: path, kind: .missing)) }
    }
    if DatasetLock.labels(of: dataset.presentations) != labels {
      found.append(LockDifference(path: "manifest.csv", kind: .labels))
    }
    return found
  }
}

/// One way in which a dataset is not what its lock says.
public struct LockDifference: Sendable, Hashable {
  /// What kind of difference it is.
  public enum Kind: Sendable, Hashable {
    /// The bytes are others.
    case changed
    /// The file cannot be read, with the words for it.
    case unreadable(String)
    /// The lock lists a file that the dataset no longer has or names.
    case missing
    /// The dataset has or names a file that the lock does not list.
    case extra
    /// Ids, labels or species differ.
    case labels
  }

  /// The file, as the lock names it.
  public var path: String
  /// What kind of difference it is.
  public var kind: Kind

  /// Makes a difference.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// The difference as an error of the dataset.
  public var diagnostic: Diagnostic {
    let (message, remedy) =
      switch kind {
      case .changed: ("the file differs from dataset.lock", "restore it")
      case .unreadable(let words): ("the file cannot be compared: \(words)", "restore it")
      case .missing: ("the file of dataset.lock is not there any more", "restore it")
      case .extra: ("the file is not in dataset.lock", "remove it")
      case .labels: ("ids, labels or species differ from dataset.lock", "restore the manifest")
      }
    return Diagnostic(
      .error, file: path.printable, message,
      remedy: remedy + ", or lock the dataset again if the change is meant")
  }
}
