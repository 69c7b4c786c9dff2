import Foundation
import TestSupport
import Testing

@Suite struct DatasetCommandTests {
  /// A folder of one's own with a few empty pictures.
  private func original(_ scratch: Scratch) throws -> String {
    for path in ["train/live/ann/1.jpg", "test/live/ben/2.jpg", "test/phones/ben/3.png"] {
      try scratch.write("original/" + path, path)
    }
    return scratch.path("original")
  }

  private func run(_ scratch: Scratch, _ arguments: String...) async throws -> Tool.Ending {
    try await Tool.run(
      ["dataset"] + arguments, configuration: scratch.path("configuration"))
  }

  @Test func `imports, locks, verifies and says what changed`() async throws {
    let scratch = try Scratch()
    let set = scratch.path("set")
    let imported = try await run(
      scratch, "import", "folders", try original(scratch), "-o", set, "--map",
      "phones=replay/phone")
    #expect(imported.code == 0, "\(imported.errors)")
    #expect(imported.output.contains("3 presentations: 2 bona fide, 1 attack"))
    #expect(imported.output.contains("replay/phone: 1"))
    let unlocked = try await run(scratch, "verify", set, "-q")
    #expect(unlocked.code == 65)
    #expect(unlocked.errors.contains("padbench dataset lock"))
    let locked = try await run(scratch, "lock", set, "-q")
    #expect(locked.code == 0, "\(locked.errors)")
    #expect(try await run(scratch, "verify", set, "-q").code == 0)

    try scratch.write("original/test/live/ben/2.jpg", "changed")
    let changed = try await run(scratch, "verify", set, "-q")
    #expect(changed.code == 65)
    #expect(changed.errors.contains("original:test/live/ben/2.jpg"))
    let refused = try await run(scratch, "lock", set, "-q")
    #expect(refused.code == 65)
    #expect(refused.errors.contains("--reason"))
    let again = try await run(
      scratch, "lock", set, "-q", "--reason", "a better copy", "--by", "Ann")
    #expect(again.code == 0)
    #expect(again.output.contains("1 changed"))
    let log = try String(contentsOfFile: set + "/changes.log", encoding: .utf8)
    #expect(log.contains("\"by\":\"Ann\",\"reason\":\"a better copy\""))
    #expect(log.hasPrefix("{\"sequence\":1,") && log.contains("\"by\":\"\""))
    let verified = try await run(scratch, "verify", set, "-q")
    #expect(verified.code == 0)
    #expect(verified.output.contains("locked 2 times"))
  }

  @Test func `a swapped label, a file gone and a cut log are found`() async throws {
    let scratch = try Scratch()
    let set = scratch.path("set")
    _ = try await run(
      scratch, "import", "folders", try original(scratch), "-o", set, "--map",
      "phones=replay/phone")
    _ = try await run(scratch, "lock", set, "-q")
    let manifest = try String(contentsOfFile: set + "/manifest.csv", encoding: .utf8)
    try manifest.replacing("attack,replay/phone", with: "bona_fide,")
      .write(toFile: set + "/manifest.csv", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: scratch.path("original/train/live/ann/1.jpg"))
    let ending = try await run(scratch, "verify", set, "-q")
    #expect(ending.code == 65)
    #expect(ending.errors.contains("ids, labels or species differ"))
    #expect(ending.errors.contains("original:train/live/ann/1.jpg"))
    try manifest.write(toFile: set + "/manifest.csv", atomically: true, encoding: .utf8)
    try scratch.write("original/train/live/ann/1.jpg", "train/live/ann/1.jpg")
    #expect(try await run(scratch, "verify", set, "-q").code == 0)
    let log = try String(contentsOfFile: set + "/changes.log", encoding: .utf8)
    try (log + log).write(toFile: set + "/changes.log", atomically: true, encoding: .utf8)
    let broken = try await run(scratch, "verify", set, "-q")
    #expect(broken.code == 65)
    #expect(broken.errors.contains("changes.log"))
  }

  @Test func `lists layouts and prints one that works as a file`() async throws {
    let scratch = try Scratch()
    let list = try await run(scratch, "layouts")
    #expect(list.code == 0)
    #expect(list.output.contains("oulu-npu") && list.output.contains("CASIA-FASD"))
    let one = try await run(scratch, "layouts", "folders")
    let file = try scratch.write("rig.yaml", one.output)
    let imported = try await run(
      scratch, "import", file, try original(scratch), "-o", scratch.path("set"))
    #expect(imported.code == 0, "\(imported.errors)")
    #expect(imported.output.contains("unknown name: 1"))
    let strict = try await run(
      scratch, "import", file, scratch.path("original"), "-o", scratch.path("other"), "--strict")
    #expect(strict.code == 65)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("other")))
  }

  @Test func `names the nearest layout and wants whole meanings`() async throws {
    let scratch = try Scratch()
    let wrong = try await run(
      scratch, "import", "casia-fas", try original(scratch), "-o", scratch.path("set"))
    #expect(wrong.code == 65)
    #expect(wrong.errors.contains("casia-fasd"))
    let half = try await run(
      scratch, "import", "folders", "x", "-o", scratch.path("set"), "--map", "phones")
    #expect(half.code == 64)
    let nowhere = try await run(
      scratch, "import", "folders", scratch.path("nowhere"), "-o", scratch.path("set"))
    #expect(nowhere.code == 74)
  }
}
