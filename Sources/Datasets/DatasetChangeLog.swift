public import Evidence
public import PADVocabulary
import StructuredText

/// A dataset's `changes.log`: a chain of JSON lines, each with the digest of the line before, that
/// only ever grows.
///
/// The chain shows lines that were altered, taken out or put in; that its last line belongs to the
/// dataset's lock shows lines cut off at the end. It proves nothing against somebody who writes
/// the whole file anew: keep the root digest of a lock that matters elsewhere.
public struct DatasetChangeLog: Sendable {
  /// The changes, the first first.
  public private(set) var changes: [DatasetChange] = []
  private var bytes: [UInt8] = []
  private var last = ContentDigest(of: [])

  /// A log without lines.
  public init() {}

  /// Reads a dataset's log; an empty one when there is none.
  ///
  /// - Throws: `InvalidInput` with the first line that breaks the chain, `FileFault`.
  public static func read(folder: String) throws -> DatasetChangeLog {
    let path = folder + "/" + Dataset.FileName.changes
    guard FolderEntry(path) != .missing else { return DatasetChangeLog() }
    return try parse(readWholeFile(path, cap: 1 << 28), name: path)
  }

  /// Reads the bytes of a log and checks its chain; `name` stands for the file in diagnostics.
  public static func parse(
    _ bytes: [UInt8], name: String
  ) throws(InvalidInput) -> DatasetChangeLog {
    var log = DatasetChangeLog()
    var start = 0
    func broken(_ message: String) -> InvalidInput {
      InvalidInput(
        .init(
          .error, file: name, line: log.changes.count + 1, message,
          remedy: "restore the file: a log that was altered proves nothing"))
    }
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: 0x0a) else {
        throw broken("the last line is cut")
      }
      let line = Array(bytes[start..<end])
      guard let value = try? StrictJSON.parse(line), let change = DatasetChange(value) else {
        throw broken("this is no line of a log of changes")
      }
      guard change.sequence == log.changes.count + 1 else {
        throw broken("line \(change.sequence) where line \(log.changes.count + 1) is expected")
      }
      guard change.previous == log.last else {
        throw broken("the line before is not the one that this line was written behind")
      }
      guard change.oldRoot == log.changes.last?.newRoot else {
        throw broken("the line does not begin with the lock that the line before ended with")
      }
      log.accept(change, line)
      start = end + 1
    }
    return log
  }

  private mutating func accept(_ change: DatasetChange, _ line: [UInt8]) {
    changes.append(change)
    bytes += line + [0x0a]
    last = ContentDigest(of: line)
  }

  /// The digest of the last line; what the next line will carry.
  public var head: ContentDigest { last }

  /// Adds a line and writes the log into the dataset's folder.
  ///
  /// - Throws: `FileFault`; nothing has changed then.
  public mutating func append(
    by: String, reason: String, newRoot: ContentDigest, counts: DatasetChange.Counts,
    folder: String
  ) throws {
    let change = DatasetChange(
      sequence: changes.count + 1, previous: last, by: by, reason: reason,
      oldRoot: changes.last?.newRoot, newRoot: newRoot, counts: counts)
    var grown = self
    grown.accept(change, try change.json.bytes(.compact))
    try AtomicFile.write(grown.bytes, to: folder + "/" + Dataset.FileName.changes)
    self = grown
  }
}

extension DatasetChange {
  /// The line as JSON.
  var json: JSONValue {
    .object([
      .init("sequence", .integer(sequence)),
      .init("previous", .string(previous.hex)),
      .init("by", .string(by)),
      .init("reason", .string(reason)),
      .init("old_root", oldRoot.map { .string($0.hex) } ?? .null),
      .init("new_root", .string(newRoot.hex)),
      .init("added", .integer(counts.added)),
      .init("removed", .integer(counts.removed)),
      .init("changed", .integer(counts.changed)),
      .init("labels_changed", .bool(counts.labels)),
    ])
  }

  /// Reads a line; `nil` for anything that `json` would not write.
  init?(_ value: JSONValue) {
    guard let members = value.members, members.count == 10,
      let sequence = value["sequence"]?.whole,
      let previous = value["previous"]?.text.flatMap({ ContentDigest(hex: $0) }),
      let by = value["by"]?.text, let reason = value["reason"]?.text, let old = value["old_root"],
      let newRoot = value["new_root"]?.text.flatMap({ ContentDigest(hex: $0) }),
      let added = value["added"]?.whole, let removed = value["removed"]?.whole,
      let changed = value["changed"]?.whole, let labels = value["labels_changed"]?.flag
    else { return nil }
    let oldRoot = old.text.flatMap { ContentDigest(hex: $0) }
    if oldRoot == nil, old != .null { return nil }
    self.init(
      sequence: sequence, previous: previous, by: by, reason: reason, oldRoot: oldRoot,
      newRoot: newRoot,
      counts: Counts(added: added, removed: removed, changed: changed, labels: labels))
  }
}
