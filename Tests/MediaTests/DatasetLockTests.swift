import Datasets
import Evidence
import Foundation
import Media
import PADVocabulary
import Testing
import TestSupport

@Suite struct DatasetLockTests {
  private func locked() throws -> (folder: MediaFolder, lock: DatasetLock) {
    let folder = try MediaFolder(media: "a b.png")
    try folder.write("a b.png", MediaFolder.png())
    try folder.write("clip/1.png", MediaFolder.png(from: 1))
    try folder.write("clip/2.png", MediaFolder.png(from: 2))
    try folder.write(
      "manifest.csv",
      Array(
        """
        presentation_id,media,label,pai_species,sex
        p,a b.png,bona_fide,,f
        q,clip,attack,print,m

        """.utf8))
    try folder.write("protocols/x.csv", Array("presentation_id,partition\np,test\n".utf8))
    let lock = try DatasetLock.make(for: folder.load())
    try lock.write(folder: folder.path)
    return (folder, lock)
  }

  private func words(_ folder: MediaFolder, protocol choice: String? = nil) -> String {
    do {
      _ = try Dataset.load(folder: folder.path, protocol: choice)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `covers everything an evaluation reads and reads back`() throws {
    let (folder, lock) = try locked()
    #expect(
      (0..<lock.count).map { lock.file(at: $0).path } == [
        "a b.png", "clip/1.png", "clip/2.png", "dataset.yaml", "manifest.csv", "protocols/x.csv",
      ])
    #expect(lock.file("a b.png")?.digest == ContentDigest(of: MediaFolder.png()))
    #expect(lock.file("a b.png")?.size == MediaFolder.png().count)
    let dataset = try folder.load()
    #expect(dataset.lock?.root == lock.root)
    #expect(try lock.differences(from: dataset).isEmpty)
  }

  @Test func `the root digest does not depend on the order of files`() throws {
    let (_, lock) = try locked()
    let files = (0..<lock.count).map { lock.file(at: $0) }
    #expect(DatasetLock(files: files.reversed(), labels: lock.labels).root == lock.root)
    #expect(DatasetLock(files: files.dropLast(), labels: lock.labels).root != lock.root)
  }

  @Test func `a swapped label is refused and named`() throws {
    let (folder, _) = try locked()
    let path = folder.path + "/manifest.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacingOccurrences(of: "attack,print", with: "bona_fide,").utf8)
      .write(to: URL(fileURLWithPath: path))
    #expect(words(folder).contains("so do the labels"))
    try Data(text.replacingOccurrences(of: ",f\n", with: ",m\n").utf8)
      .write(to: URL(fileURLWithPath: path))
    #expect(words(folder).contains("though not in ids, labels and species"))
  }

  @Test func `a changed description or protocol is refused`() throws {
    let (folder, _) = try locked()
    try folder.write("protocols/x.csv", Array("presentation_id,partition\np,dev\n".utf8))
    try folder.write("protocols/y.csv", Array("presentation_id,partition\np,test\n".utf8))
    #expect(words(folder) == "")
    #expect(
      words(folder, protocol: "x").contains("x.csv: error: the file differs from dataset.lock"))
    #expect(words(folder, protocol: "y").contains("y.csv: error: the file is not in dataset.lock"))
    try folder.write("dataset.yaml", Array("name: m\nversion: v\nsynthetic: true\n".utf8))
    #expect(words(folder).contains("dataset.yaml: error: the file differs from dataset.lock"))
  }

  @Test func `changed, missing and extra files are told`() throws {
    let (folder, lock) = try locked()
    var bytes = MediaFolder.png()
    bytes[bytes.count - 1] ^= 1
    try folder.write("a b.png", bytes)
    try FileManager.default.removeItem(atPath: folder.path + "/clip/1.png")
    try folder.write("clip/3.png", MediaFolder.png())
    try folder.write("notes.txt", [1])
    #expect(
      try lock.differences(from: folder.load()) == [
        LockDifference(path: "a b.png", kind: .changed),
        LockDifference(path: "clip/3.png", kind: .extra),
        LockDifference(path: "clip/1.png", kind: .missing),
      ])
    try FileManager.default.removeItem(atPath: folder.path + "/a b.png")
    #expect(
      try lock.differences(from: folder.load()).first?.kind == .unreadable("there is no such file"))
  }

  @Test func `a presentation whose bytes changed is tampered`() async throws {
    let (folder, _) = try locked()
    #expect(try await folder.fault() == nil)
    try folder.write("a b.png", MediaFolder.png(from: 3))
    #expect(try await folder.fault()?.reason == .tampered)
  }

  @Test func `a frame that the lock does not know is tampered`() async throws {
    let (folder, _) = try locked()
    try folder.write("clip/3.png", MediaFolder.png())
    let dataset = try folder.load()
    let reader = try folder.reader()
    let fault = await #expect(throws: MediaFault.self) {
      try await reader.read(dataset.presentations[1]) { _ in true }
    }
    #expect(fault?.reason == .tampered)
    #expect(fault?.message == "the file is not in dataset.lock")
  }

  @Test func `a lock altered by hand is refused`() throws {
    let (folder, lock) = try locked()
    let path = folder.path + "/dataset.lock"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "padbench dataset lock 1")
    for (altered, what) in [
      (text.replacingOccurrences(of: lines[4].prefix(64), with: lock.labels.hex), "altered"),
      (text.replacingOccurrences(of: "files 6", with: "files 5"), "says 5"),
      (text.replacingOccurrences(of: "lock 1", with: "lock 2"), "of this version"),
      (text + "x\n", "damaged"), (text + lines[4] + "\n", "out of order"),
      (text.replacingOccurrences(of: lines[9] + "\n", with: ""), "lists 5"),
      ("", "of this version"),
      (String(text.prefix(100)), "head is damaged"),
    ] {
      try Data(altered.utf8).write(to: URL(fileURLWithPath: path))
      #expect(words(folder).contains(what), "\(what): \(words(folder))")
    }
  }

  @Test func `a dataset with a file that is not there cannot be locked`() throws {
    let folder = try MediaFolder()
    let refusal = #expect(throws: InvalidInput.self) { try DatasetLock.make(for: folder.load()) }
    #expect(refusal?.diagnostics.first?.message.contains("'a.png' cannot be locked") == true)
  }
}
