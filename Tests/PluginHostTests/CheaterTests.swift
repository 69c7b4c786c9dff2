import Foundation
import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// Plugins that live on anything but the picture: what they look for is not there, or they are
/// found out.
@Suite(.enabled(if: FakePlugin.canRun, "there is no python3, or no C compiler"), .serialized)
struct CheaterTests {
  typealias Rule = ConformanceCheck.Rule

  /// A program of `scripts/plugins/cheaters` with a card, in a folder of its own.
  struct Cheater {
    let folder: URL
    private let launcher: String

    init(_ program: String, card: String = "") throws {
      launcher = try #require(Launcher.path)
      let plugins = URL(filePath: `The example plugins`.folder)
      folder = FileManager.default.temporaryDirectory
        .appending(path: "padbench-zoo-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for path in ["padbench_plugin.py", program] {
        let file = plugins.appending(path: path)
        try FileManager.default.copyItem(
          at: file, to: folder.appending(path: file.lastPathComponent))
      }
      let name = URL(fileURLWithPath: program).lastPathComponent
      try """
      card: 1
      name: cheater
      version: "1"
      kind: process
      role: detector
      command: ["\(try #require(FakePlugin.python))", "-S", ./\(name)]
      frames: {count: 1}
      limits: {seconds: 60, hello_seconds: 60}
      \(card)

      """.write(to: folder.appending(path: "cheater.card.yaml"), atomically: true, encoding: .utf8)
    }

    func detector(_ environment: [String: String] = [:]) throws -> PluginDetector {
      let temporary = FileManager.default.temporaryDirectory.path
      return try PluginDetector(
        LoadedCard.load(path: folder.appending(path: "cheater.card.yaml").path),
        surroundings: PluginSurroundings(
          launcher: [launcher], sandbox: .none,
          environment: ["PATH": "/usr/bin:/bin", "TMPDIR": temporary]
            .merging(environment) { _, new in new }))
    }

    /// All that `padbench detector check` finds.
    func findings() throws -> [ConformanceCheck.Finding] {
      try ConformanceCheck().examination(of: detector(), starts: 3, showing: 8, seed: 1) {
        try self.detector()
      }.findings
    }

    func delete() { try? FileManager.default.removeItem(at: folder) }
  }

  @Test(
    arguments: [
      // Scratch folders, and with them paths, have other names at each start.
      ("path_reader", "delivery: file", [Rule.startsEqual], "names of files"),
      ("environment_reader", "", [.startsEqual], "environment"),
      (
        "order_counter", "", [.repeatable, .forgets, .orderIndependent],
        "a count of what it was shown"
      ),
      (
        "mtime_reader", "delivery: file",
        [.repeatable, .forgets, .orderIndependent, .startsEqual, .steady], "the clock"
      ),
      (
        "clock_reader", "", [.repeatable, .forgets, .orderIndependent, .startsEqual, .steady],
        "the clock"
      ),
      ("retry_detector", "", [.repeatable], "score"),
      ("cache_by_content", "", [.measures], "memory of contents"),
      ("knows_by_heart", "", [.steady], "by heart"),
    ] as [(String, String, [Rule], String)])
  func `finds out`(name: String, card: String, rules: [Rule], cue: String) throws {
    let cheater = try Cheater("cheaters/\(name).py", card: card)
    defer { cheater.delete() }
    let findings = try cheater.findings()
    let broken = Set(findings.map(\.rule))
    // What a cheater breaks for certain; a clock may break more, or by chance less than all.
    if let first = rules.first { #expect(broken.contains(first), "\(findings)") }
    #expect(!broken.contains(.reasoned) && !broken.contains(.honoursNeeds))
    #expect(findings.contains { $0.message.contains(cue) }, "\(findings)")
    let isPlain = rules.count == 1 && name != "retry_detector"
    if isPlain { #expect(broken == Set(rules), "\(findings)") }
  }

  /// These see files, but files that padbench made of the pixels: they can only say what the
  /// pixels say, and keep every rule.
  @Test(arguments: ["exif_reader", "size_reader"])
  func `leaves nothing to go by`(name: String) throws {
    let cheater = try Cheater("cheaters/\(name).py", card: "delivery: file")
    defer { cheater.delete() }
    #expect(try cheater.findings() == [])
    let observer = try cheater.detector().makeObserver()
    let scores = Set(FakePlugin.outcomes(of: [0, 90, 200], by: observer))
    if name == "exif_reader" { #expect(scores == [.score(0)]) }
  }

  @Test func `passes no label on in the environment`() throws {
    let cheater = try Cheater("cheaters/environment_reader.py")
    defer { cheater.delete() }
    for label in ["bona_fide", "attack"] {
      let observer = try cheater.detector(["LABEL": label, "PADBENCH_LABEL": label])
        .makeObserver()
      let score = try #require(FakePlugin.outcomes(of: [9], by: observer).first?.score)
      #expect(score != 0 && score != 1)
    }
  }

  @Test(arguments: ["null.py", "texture.py"])
  func `finds nothing on an example that does not cheat`(name: String) throws {
    let example = try Cheater(name, card: "needs: [face_box]")
    defer { example.delete() }
    #expect(try example.findings() == [])
  }
}
