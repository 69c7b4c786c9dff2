import Evidence
import PADVocabulary
import StructuredText

/// Reads a dataset's own files once each and compares them with the lock.
struct FilesRead {
  let folder: String
  let lock: DatasetLock?
  /// What was read, in the order of reading.
  private(set) var files: [LockedFile] = []
  private var changed: [String] = []

  init(folder: String, lock: DatasetLock?) {
    self.folder = folder
    self.lock = lock
  }

  /// A file's path as diagnostics name it.
  func path(_ name: String) -> String { folder + "/" + name }

  /// The bytes of a file; remembers their digest.
  mutating func bytes(_ name: String, cap: Int) throws(FileFault) -> [UInt8] {
    let bytes = try readWholeFile(path(name), cap: cap)
    add(LockedFile(path: name, size: bytes.count, digest: ContentDigest(of: bytes)))
    return bytes
  }

  /// A file as a table that is read piece by piece; remembers the digest once `finish` is called.
  func table(_ name: String, cap: Int) throws(FileFault) -> (csv: CSVReader, read: BytesRead) {
    let read = BytesRead()
    let csv = try CSVReader(path: path(name)) { read.add($0) }
    guard csv.fileSize <= cap else {
      throw FileFault(
        path: path(name).printable, operation: "read",
        message: "it is larger than \(cap) bytes")
    }
    return (csv, read)
  }

  /// Remembers a table that was read to its end.
  mutating func finish(_ name: String, _ read: BytesRead) {
    add(LockedFile(path: name, size: read.count, digest: read.digest))
  }

  private mutating func add(_ file: LockedFile) {
    files.append(file)
    if let lock, !lock.covers(file.path, size: file.size, digest: file.digest) {
      changed.append(file.path)
    }
  }

  /// Refuses the dataset when what was read is not what was locked.
  func refuseChanges(_ list: PresentationList) throws(InvalidInput) {
    guard let lock else { return }
    var diagnostics = DiagnosticList()
    for name in changed {
      diagnostics.file = path(name)
      let message =
        switch name {
        case _ where lock.file(name) == nil: "the file is not in dataset.lock"
        case Dataset.FileName.manifest where lock.labels != DatasetLock.labels(of: list):
          "the file differs from dataset.lock, and so do the labels of its presentations"
        case Dataset.FileName.manifest:
          "the file differs from dataset.lock, though not in ids, labels and species"
        default: "the file differs from dataset.lock"
        }
      diagnostics.error(
        message,
        remedy: "restore it, or, if the change is meant, lock the dataset again with "
          + "'padbench dataset lock'")
    }
    try diagnostics.throwErrors()
  }
}
