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
    var lines = LockLines(bytes: bytes)
    guard lines.text() == signature else {
      throw fault(1, "this is no dataset lock of this version")
    }
    guard let root = lines.digest("root "), let labels = lines.digest("labels "),
      let count = lines.text()?.dropping("files ").flatMap({ try? NumberText.integer($0) })
    else { throw fault(lines.number, "the lock's head is damaged") }
    var hasher = hasher(labels: labels)
    hasher.update(bytes.span.extracting(min(lines.place, bytes.count)..<bytes.count))
    var rows = Rows()
    while let line = lines.next() {
      guard rows.append(bytes.span.extracting(line)) else {
        throw fault(lines.number, "a line is damaged, or out of order: digest, size, path")
      }
    }
    guard rows.digests.count == count else {
      throw fault(4, "the lock lists \(rows.digests.count) files and says \(count)")
    }
    guard hasher.finish() == root else {
      throw fault(2, "the lock's files do not give its root digest: it was altered")
    }
    return DatasetLock(root: root, labels: labels, rows: rows)
  }
}

/// The lines of a lock, one after the other.
private struct LockLines {
  let bytes: [UInt8]
  private(set) var place = 0
  private(set) var number = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Range<Int>? {
    guard place < bytes.count else { return nil }
    let start = place
    var end = start
    while end < bytes.count, bytes[end] != 0x0a { end += 1 }
    place = end + 1
    number += 1
    return start..<end
  }

  mutating func text() -> String? {
    next().map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  mutating func digest(_ head: String) -> ContentDigest? {
    text()?.dropping(head).flatMap { ContentDigest(hex: $0) }
  }
}

extension String {
  /// What follows `head`, or `nil` when the text does not begin with it.
  fileprivate func dropping(_ head: String) -> String? {
    guard utf8.starts(with: head.utf8) else { return nil }
    return String(decoding: utf8.dropFirst(head.utf8.count), as: UTF8.self)
  }
}

extension DatasetLock.Rows {
  /// Adds the file of a line `digest size path`; `false` when the line is none, or its path does
  /// not follow the one before.
  fileprivate mutating func append(_ line: Span<UInt8>) -> Bool {
    guard line.count > 67, line[64] == 0x20 else { return false }
    var end = 65
    while end < line.count, line[end] != 0x20 { end += 1 }
    guard end + 1 < line.count,
      let digest = line.extracting(0..<64).asciiText.flatMap({ ContentDigest(hex: $0) }),
      let size = try? NumberText.integer(line.extracting(65..<end)), size >= 0
    else { return false }
    let path = line.extracting(end + 1..<line.count)
    append(path: path, size: size, digest: digest)
    let last = digests.count - 1
    return paths.matches(last, path) && (last == 0 || paths.precedes(last - 1, last))
  }
}

extension Span<UInt8> {
  /// The bytes as text when all are ASCII.
  fileprivate var asciiText: String? {
    TextProblem.plainASCII(self) == true
      ? unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } : nil
  }
}
