import Foundation
import Subprocess
import TestSupport
import Testing

/// A folder that holds only a specification is a dataset too.
@Suite struct SpecificationFolderTests {
  private static let spec = """
    name: Tiny set
    picture: {width: 36, height: 48}
    subjects: {train: 1, dev: 1, test: 1}
    bona_fide_per_subject: 1
    references_per_subject: 1
    attacks:
      print: {per_target: 1}

    """

  private func describe(_ scratch: Scratch, cache: String? = nil) async throws -> Tool.Ending {
    try await Tool.run(
      ["dataset", "describe", scratch.path("set")],
      configuration: scratch.path("configuration"),
      environment: ["XDG_CACHE_HOME": cache ?? scratch.path("cache")])
  }

  private func kept(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache/padbench/synthesized"))
      .sorted()
  }

  @Test func `is synthesized once, privately, locked, and said so`() async throws {
    let scratch = try Scratch()
    try scratch.write("set/spec.yaml", Self.spec)
    let first = try await describe(scratch)
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.errors.contains("holds only a specification: synthesizing 9 presentations"))
    #expect(first.output.contains("Tiny set"))
    let names = try kept(scratch)
    #expect(names.count == 1)
    let name = try #require(names.first)
    #expect(name.hasPrefix("tiny-set-"))
    let folder = scratch.path("cache/padbench/synthesized/" + name)
    #expect(FileManager.default.fileExists(atPath: folder + "/dataset.lock"))
    let private700 =
      try FileManager.default
      .attributesOfItem(atPath: scratch.path("cache/padbench"))[.posixPermissions] as? Int
    #expect(private700 == 0o700)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("set")) == ["spec.yaml"])

    let second = try await describe(scratch)
    #expect(second.code == 0)
    #expect(second.errors.contains("synthesized before"))
    #expect(second.output == first.output)
    #expect(try kept(scratch) == names)

    try scratch.write("set/spec.yaml", Self.spec + "sessions: 1\n")
    #expect(try await describe(scratch).code == 0)
    #expect(try kept(scratch).count == 2)
  }

  @Test func `what an interrupted process left is never used, and goes`() async throws {
    let scratch = try Scratch()
    try scratch.write("set/spec.yaml", Self.spec)
    #expect(try await describe(scratch).code == 0)
    let name = try #require(try kept(scratch).first)
    let cache = scratch.path("cache/padbench/synthesized") + "/"
    // Larger than any process id, so that no process has it.
    let unfinished = "unfinished-2000000000-" + name
    try FileManager.default.moveItem(atPath: cache + name, toPath: cache + unfinished)
    try FileManager.default.removeItem(atPath: cache + unfinished + "/manifest.csv")
    let again = try await describe(scratch)
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.errors.contains("synthesizing 9 presentations"))
    #expect(try kept(scratch) == [name])
  }

  @Test func `a picture that changed in the cache is noticed`() async throws {
    let scratch = try Scratch()
    try scratch.write("set/spec.yaml", Self.spec)
    #expect(try await describe(scratch).code == 0)
    let name = try #require(try kept(scratch).first)
    let cache = "cache/padbench/synthesized/" + name
    let manifest = try String(
      contentsOfFile: scratch.path(cache + "/manifest.csv"), encoding: .utf8)
    try scratch.write(
      cache + "/manifest.csv", manifest.replacing("attack,print", with: "bona_fide,"))
    let ending = try await describe(scratch)
    #expect(ending.code == 65)
    #expect(ending.errors.contains("dataset.lock"), "\(ending.errors)")
  }

  @Test func `a broken specification, a cache for all and a full dataset`() async throws {
    let scratch = try Scratch()
    try scratch.write("set/spec.yaml", Self.spec + "sesions: 1\n")
    let broken = try await describe(scratch)
    #expect(broken.code == 65)
    #expect(broken.errors.contains("sessions"))
    try scratch.write("set/spec.yaml", Self.spec)
    let open = scratch.path("open")
    try FileManager.default.createDirectory(
      atPath: open + "/padbench", withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: open + "/padbench")
    let refused = try await describe(scratch, cache: open)
    #expect(refused.code == 74)
    #expect(refused.errors.contains("other users may write there"))
    // With a manifest the folder is a dataset, whatever specification lies beside.
    try scratch.write("set/manifest.csv", "presentation_id,media,label\n")
    let whole = try await describe(scratch)
    #expect(whole.code != 0)
    #expect(!whole.errors.contains("synthesizing"))
  }
}
