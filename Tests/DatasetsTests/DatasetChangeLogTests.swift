import Datasets
import Evidence
import Foundation
import PADVocabulary
import TestSupport
import Testing

@Suite struct DatasetChangeLogTests {
  private func lock(_ files: [(String, String)], labels: String = "l") -> DatasetLock {
    DatasetLock(
      files: files.map { path, text in
        LockedFile(path: path, size: text.utf8.count, digest: ContentDigest(of: text))
      }, labels: ContentDigest(of: labels))
  }

  /// A log of three changes in a folder.
  private func log(_ scratch: Scratch) throws -> DatasetChangeLog {
    var log = DatasetChangeLog()
    for (number, name) in ["a", "b", "c"].enumerated() {
      try log.append(
        by: number == 1 ? "Zoë" : "", reason: number == 0 ? "" : "because \"\(name)\"\n",
        newRoot: ContentDigest(of: name), counts: .init(from: nil, to: lock([(name, name)])),
        folder: scratch.folder.path)
    }
    return log
  }

  @Test func `counts what came, went and changed`() {
    let old = lock([("a", "1"), ("b", "2"), ("c", "3")])
    let new = lock([("b", "2"), ("c", "4"), ("d", "5"), ("e", "6")], labels: "m")
    let counts = DatasetChange.Counts(from: old, to: new)
    #expect((counts.added, counts.removed, counts.changed, counts.labels) == (2, 1, 1, true))
    let first = DatasetChange.Counts(from: nil, to: new)
    #expect((first.added, first.removed, first.changed, first.labels) == (4, 0, 0, false))
  }

  @Test func `what was written reads back, a line each, with the digests of the lines`() throws {
    let scratch = try Scratch()
    let log = try log(scratch)
    let read = try DatasetChangeLog.read(folder: scratch.folder.path)
    #expect(read.changes == log.changes)
    #expect(read.changes.map(\.by) == ["", "Zoë", ""])
    let text = try String(contentsOfFile: scratch.path("changes.log"), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4)
    // SHA-256 of nothing, as FIPS 180-4 gives it.
    #expect(
      lines[0].contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
    #expect(lines[1].contains(ContentDigest(of: String(lines[0])).hex))
    #expect(read.head == ContentDigest(of: String(lines[2])))
  }

  @Test(arguments: 0..<7)
  func `every break of the chain is found`(kind: Int) throws {
    let scratch = try Scratch()
    _ = try log(scratch)
    let path = scratch.path("changes.log")
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    switch kind {
    case 0: lines[1] = lines[1].replacing("Zoë", with: "Joe")
    case 1: lines.remove(at: 1)
    case 2: lines.remove(at: 0)
    case 3: lines.swapAt(0, 1)
    case 4: lines.insert(lines[1], at: 1)
    case 5: lines[2] = lines[2].replacing("\"sequence\":3", with: "\"sequence\":4")
    default: lines[2] += "x"
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: InvalidInput.self) {
      try DatasetChangeLog.read(folder: scratch.folder.path)
    }
  }

  @Test func `a cut last line is found`() throws {
    let scratch = try Scratch()
    _ = try log(scratch)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path("changes.log")))
    #expect(throws: InvalidInput.self) {
      try DatasetChangeLog.parse(Array(bytes.dropLast(1)), name: "changes.log")
    }
  }
}
