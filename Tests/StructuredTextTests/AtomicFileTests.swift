import Foundation
import PADVocabulary
import StructuredText
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  func names(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
  }

  @Test func `replaces a file and leaves nothing else`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.txt", "old")
    try AtomicFile.write("new", to: path)
    #expect(try readWholeFile(path, cap: 10) == Array("new".utf8))
    #expect(try names(scratch) == ["a.txt"])
  }

  @Test func `replaces a link instead of writing through it`() throws {
    let scratch = try Scratch()
    let target = try scratch.write("target", "kept")
    let link = scratch.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try AtomicFile.write("new", to: link)
    #expect(try readWholeFile(target, cap: 10) == Array("kept".utf8))
    #expect(try readWholeFile(link, cap: 10) == Array("new".utf8))
    let kind = try FileManager.default.attributesOfItem(atPath: link)[.type] as? FileAttributeType
    #expect(kind == .typeRegular)
  }

  @Test func `shows nothing before commit and nothing after giving up`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a.txt", "old")
    do {
      let writer = try AtomicFileWriter(path: path)
      try writer.append([UInt8](repeating: 0x61, count: 600_000))
      try writer.append("tail")
      #expect(writer.count == 600_004)
      #expect(try readWholeFile(path, cap: 10) == Array("old".utf8))
    }
    #expect(try names(scratch) == ["a.txt"])
    let writer = try AtomicFileWriter(path: path, permissions: 0o600)
    try writer.append([UInt8](repeating: 0x61, count: 600_000))
    try writer.append("tail")
    try writer.commit()
    #expect(try readWholeFile(path, cap: 1_000_000).count == 600_004)
    #expect(throws: FileFault.self) { try writer.append("x") }
    #expect(throws: FileFault.self) { try writer.commit() }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `keeps the old file when it cannot write`() throws {
    let scratch = try Scratch()
    let folder = scratch.path("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let fault = try #require(throws: FileFault.self) { try AtomicFile.write("x", to: folder) }
    #expect(fault.path == folder)
    #expect(try names(scratch) == ["folder"])
    for path in [scratch.path("no/such/folder"), "", "/", scratch.path("a") + "/", "x\0y"] {
      #expect(throws: FileFault.self) { try AtomicFile.write("x", to: path) }
    }
  }

  @Test func `takes a name of the longest length`() throws {
    let scratch = try Scratch()
    let path = scratch.path(String(repeating: "n", count: 255))
    try AtomicFile.write("x", to: path)
    #expect(try readWholeFile(path, cap: 1) == [0x78])
  }

  @Test func `reads only regular files up to a cap`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", "12345")
    #expect(try readWholeFile(path, cap: 5).count == 5)
    #expect(throws: FileFault.self) { try readWholeFile(path, cap: 4) }
    for path in ["/dev/zero", "/dev/null", scratch.folder.path, scratch.path("none")] {
      #expect(throws: FileFault.self) { try readWholeFile(path, cap: 5) }
    }
    let fifo = scratch.path("fifo")
    let made = unsafe mkfifo(fifo, 0o600)
    #expect(made == 0)
    let fault = try #require(throws: FileFault.self) { try readWholeFile(fifo, cap: 5) }
    #expect(fault.message.contains("not a regular file"))
  }

  @Test func `finds the near name and no far one`() {
    let known = ["max_apcer", "max_bpcer", "min_trials"]
    #expect(nearestName(to: "max_apcerr", among: known) == "max_apcer")
    #expect(nearestName(to: "MAX_BPCER", among: known) == "max_bpcer")
    #expect(nearestName(to: "mxa_apcer", among: known) == "max_apcer")
    #expect(nearestName(to: "colour", among: known) == nil)
    #expect(nearestName(to: "", among: known) == nil)
    #expect(nearestName(to: String(repeating: "x", count: 100_000), among: known) == nil)
  }

  @Test func `what is no file is written into, not replaced`() throws {
    let before =
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    try AtomicFile.write("gone", to: "/dev/null")
    let after =
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(before == .typeCharacterSpecial && after == before)
  }
}
