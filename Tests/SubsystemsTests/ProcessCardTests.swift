import PADVocabulary
import Subsystems
import Testing

/// Cards of programs.
struct ProcessCardTests {
  private static let card = """
    card: 1
    name: mine
    version: "1"
    kind: process
    role: detector
    command: [python3, ./mine.py]
    environment: [CUDA_VISIBLE_DEVICES, A_KEY]
    working_folder: card
    delivery: file
    pool: 3
    window: 5
    limits: {seconds: 2, hello_seconds: 4, memory_mib: 512, restarts: 7}
    """

  private func parse(_ text: String) throws(InvalidInput) -> SubsystemCard {
    try SubsystemCard.parse(Array(text.utf8), name: "mine.card.yaml")
  }

  @Test func `reads how a program is started`() throws {
    let card = try parse(Self.card)
    #expect(card.command == ["python3", "./mine.py"])
    #expect(
      card.process
        == ProcessTerms(
          delivery: .file, workingFolder: .card, environment: ["A_KEY", "CUDA_VISIBLE_DEVICES"],
          pool: 3, window: 5))
    #expect(
      card.limits
        == SubsystemLimits(seconds: 2, helloSeconds: 4, memory: 512, restarts: 7))
    let plain = try parse(
      "card: 1\nname: a\nversion: b\nkind: process\nrole: detector\ncommand: [x]")
    #expect(plain.process == ProcessTerms())
    #expect(plain.process.pool == 1)
    #expect(plain.process.window == 1)
  }

  @Test(arguments: [
    ("delivery: file", "delivery: pixels", true),
    ("working_folder: card", "working_folder: scratch", true),
    ("A_KEY", "B_KEY", true),
    ("seconds: 2", "seconds: 3", true),
    ("hello_seconds: 4", "hello_seconds: 5", true),
    ("memory_mib: 512", "memory_mib: 513", true),
    ("pool: 3", "pool: 4", false),
    ("window: 5", "window: 6", false),
    ("restarts: 7", "restarts: 8", false),
  ])
  func `digests what can change an outcome`(old: String, new: String, changes: Bool) throws {
    let first = try parse(Self.card)
    let second = try parse(Self.card.replacing(old, with: new))
    #expect((first.digest != second.digest) == changes)
  }

  @Test(arguments: [
    ("delivery: file", "delivery: carrier-pigeon", "carrier-pigeon"),
    ("A_KEY", "A_KEY=secret", "no name of a variable"),
    ("pool: 3", "pool: 0", "0"),
    ("window: 5", "window: 65", "65"),
    ("restarts: 7", "restarts: -1", "-1"),
    ("hello_seconds: 4", "hello_seconds: .inf", ".inf"),
  ])
  func `refuses what cannot be meant`(old: String, new: String, words: String) {
    let fault = #expect(throws: InvalidInput.self) {
      try parse(Self.card.replacing(old, with: new))
    }
    #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
  }

  @Test func `refuses a program's keys on other cards`() {
    let fault = #expect(throws: InvalidInput.self) {
      try parse(SubsystemCardTests.complete + "\npool: 2")
    }
    #expect(fault?.description.contains("'pool' is for programs") == true)
  }
}
