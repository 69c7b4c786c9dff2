import Evidence
public import PADVocabulary
import StructuredText

// The file has a line each for its signature, the root digest, the labels' digest and the count
// of files, then a line per file: digest, size, path, with single spaces, sorted by the paths'
// bytes. A path holds no line break, so it may hold spaces.
extension DatasetLock {
  /// Writes `dataset.lock` into the dataset's folder.
  ///
  /// - Throws: `FileFault`.
  public func write(folder: String) throws(FileFault) {
    let writer = try AtomicFileWriter(path: folder + "/" + Dataset.FileName.lock)
    try writer.append(
      "\(Self.signature)\nroot \(root)\nlabels \(labels)\nfiles \(count)\n")
    for row in 0..<count {
      let file = file(at: row)
      try writer.append(Self.line(path: file.path, file.size, file.digest))
    }
    try writer.commit()
  }

  /// Reads a dataset's `dataset.lock`; `nil` when it has none.
  ///
  /// - Throws: `InvalidInput` for a lock that is damaged or was altered by hand, or `FileFault`.
  public static func read(folder: String) throws -> DatasetLock? {
    let path = folder + "/" + Dataset.FileName.lock
    guard FolderEntry(path) != .missing else { return nil }
    return try parse(readWholeFile(path, cap: Dataset.maximumManifest), name: path)
  }

  /// Parses the bytes of a lock; `name` stands for the file in diagnostics.
  public static func parse(_ bytes: [UInt8], name: String) throws(InvalidInput) -> DatasetLock {
    func fault(_ line: Int, _ message: String) -> InvalidInput {
      InvalidInput(
        .init(
          .error, file: name, line: line, message,
          remedy: "lock the dataset again with 'padbench dataset lock' if you trust its files"))
    }
    var lines = LockLines(bytes)
    guard lines.next() == signature else {
      throw fault(1, "this is no dataset lock of this version")
    }
    guard let root = lines.digest("root "), let labels = lines.digest("labels "),
      let count = lines.next()?.dropping("files ").flatMap({ try? NumberText.integer($0) })
    else { throw fault(lines.number, "the lock's head is damaged") }
    var files: [LockedFile] = []
    while let line = lines.next() {
      guard let file = LockedFile(lockLine: line) else {
        throw fault(lines.number, "a line is damaged: digest, size and path are expected")
      }
      files.append(file)
    }
    let lock = DatasetLock(files: files, labels: labels)
    guard files.count == count, lock.count == count else {
      throw fault(4, "the lock lists \(files.count) files and says \(count)")
    }
    guard lock.root == root else {
      throw fault(2, "the lock's files do not give its root digest: it was altered")
    }
    return lock
  }
}

/// The lines of a lock, one after the other.
private struct LockLines {
  private let bytes: [UInt8]
  private var place = 0
  private(set) var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> String? {
    guard place < bytes.count else { return nil }
    let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.count
    defer { place = end + 1 }
    number += 1
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }

  mutating func digest(_ head: String) -> ContentDigest? {
    next()?.dropping(head).flatMap { ContentDigest(hex: $0) }
  }
}

extension String {
  /// What follows `head`, or `nil` when the text does not begin with it.
  fileprivate func dropping(_ head: String) -> String? {
    utf8.starts(with: head.utf8)
      ? String(decoding: utf8.dropFirst(head.utf8.count), as: UTF8.self) : nil
  }
}

extension LockedFile {
  fileprivate init?(lockLine line: String) {
    let parts = line.utf8.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let digest = ContentDigest(hex: String(parts[0]) ?? ""),
      let size = try? NumberText.integer(String(parts[1]) ?? ""), size >= 0, !parts[2].isEmpty
    else { return nil }
    self.init(path: String(decoding: parts[2], as: UTF8.self), size: size, digest: digest)
  }
}
