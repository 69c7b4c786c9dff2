import Foundation
import TestSupport
import Testing

/// None of these may pass a gate that the honest system fails; all with the real program on real
/// files.
@Suite struct GateTrickTests {
  /// A way to make a bad system look good.
  struct Trick: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The exit codes under the non-response policies conservative and operational.
    var codes: [Int32]
    /// Words that the verdict must hold.
    var words: String
    /// What the scores become.
    var scores: @Sendable ([GateOnDisk.Row]) -> [GateOnDisk.Row] = { $0 }
    /// What the dataset becomes, and whether it gets a lock of its own.
    var dataset: (@Sendable ([GateOnDisk.Row]) -> [GateOnDisk.Row])?
    /// Whether the policy names the dataset it is about.
    var isPinned = true
    /// Further lines of the policy.
    var policy = ""
    var run = "scores.csv@0.5"
    var arguments: [String] = []
  }

  private static func refusing(
    _ rows: [GateOnDisk.Row], as reason: String, where isRefused: (GateOnDisk.Row) -> Bool
  ) -> [GateOnDisk.Row] {
    rows.map { row in
      var row = row
      if isRefused(row) {
        row.score = "nan"
        row.reason = reason
      }
      return row
    }
  }

  private static func replacing(
    _ rows: [GateOnDisk.Row], _ change: (inout GateOnDisk.Row) -> Void
  ) -> [GateOnDisk.Row] {
    rows.map { row in
      var row = row
      change(&row)
      return row
    }
  }

  /// The good masks again, four times, under other names.
  @Sendable private static func duplicating(_ rows: [GateOnDisk.Row]) -> [GateOnDisk.Row] {
    rows
      + (0..<4).flatMap { copy in
        replacing(rows.filter { $0.species == "mask" && !$0.isWrong }) { $0.id += "-copy-\(copy)" }
      }
  }

  static let tricks: [Trick] = [
    Trick(testDescription: "none", codes: [1, 1], words: "apcer of mask is 30/150"),
    Trick(
      testDescription: "refusing hard attacks", codes: [1, 1], words: "apnrr of mask is 30/150",
      scores: { refusing($0, as: "refused") { $0.species == "mask" && $0.isWrong } }),
    Trick(
      testDescription: "refusing half the bona fides", codes: [1, 1], words: "bpnrr of bona fide",
      scores: { rows in
        var count = 0
        return replacing(rows) { row in
          if !row.isBonaFide { row.score = "0.125" }
          count += row.isBonaFide ? 1 : 0
          if row.isBonaFide, row.isWrong || count % 2 == 0 {
            row.score = "nan"
            row.reason = "refused"
          }
        }
      }),
    Trick(
      testDescription: "timing out", codes: [1, 1], words: "bpnrr of bona fide is 60/150",
      scores: { refusing($0, as: "timeout") { $0.isWrong } }),
    Trick(
      testDescription: "a species removed", codes: [65, 65],
      words: "species mask is missing", scores: { $0.filter { $0.species != "mask" } }),
    Trick(
      testDescription: "a species removed, and the policy names none", codes: [65, 65],
      words: "0 presentations of mask, and the protocol has 150",
      scores: { $0.filter { $0.species != "mask" } }, isPinned: false),
    Trick(
      testDescription: "hard attacks left out", codes: [65, 65],
      words: "120 presentations of mask, and the protocol has 150",
      scores: { $0.filter { !($0.species == "mask" && $0.isWrong) } }, isPinned: false),
    Trick(
      testDescription: "a species renamed in the scores", codes: [65, 65],
      words: "another class or species in the manifest",
      scores: { replacing($0) { if $0.species == "mask" { $0.species = "print" } } }),
    Trick(
      testDescription: "a species renamed everywhere", codes: [65, 65],
      words: "the policy knows no species paper",
      scores: { replacing($0) { if $0.species == "mask" { $0.species = "paper" } } },
      dataset: { replacing($0) { if $0.species == "mask" { $0.species = "paper" } } }),
    Trick(
      testDescription: "another dataset root", codes: [65, 65], words: "the policy is about",
      scores: { $0.filter { !$0.isWrong } }, dataset: { $0.filter { !$0.isWrong } }),
    Trick(
      testDescription: "another protocol", codes: [65, 65], words: "the protocol is",
      scores: { $0.filter { !($0.species == "mask" && $0.isWrong) } }, isPinned: false,
      policy: "dataset: {protocol: grandtest}\n", arguments: ["--protocol", "easy"]),
    Trick(
      testDescription: "a threshold picked by hand where dev is asked for", codes: [65, 65],
      words: "does not allow a threshold of origin fixed", policy: "thresholds: [dev]\n",
      run: "scores.csv@0.8"),
    Trick(
      testDescription: "no threshold at all", codes: [65, 65], words: "no threshold",
      run: "scores.csv"),
    Trick(
      testDescription: "reversed polarity in the file", codes: [65, 65], words: "look reversed",
      scores: { replacing($0) { $0.score = "-" + $0.score } }, run: "scores.csv@-0.5"),
    Trick(
      testDescription: "reversed polarity on the command line", codes: [65, 65],
      words: "look reversed", run: "scores.csv@-0.5",
      arguments: ["--polarity", "lower-is-bona-fide"]),
    Trick(
      testDescription: "infinite scores", codes: [65, 65], words: "450 scores are infinite",
      scores: { replacing($0) { $0.score = $0.isBonaFide ? "inf" : "-inf" } }),
    Trick(
      testDescription: "frames counted as trials", codes: [65, 65],
      words: "are not in the test partition",
      scores: { rows in
        rows.filter { !$0.isWrong }.flatMap { row in
          (0..<3).map { frame in
            var row = row
            row.id += "/\(frame)"
            return row
          }
        }
      }),
    Trick(
      testDescription: "duplicates under new ids in the scores", codes: [65, 65],
      words: "are not in the test partition", scores: duplicating),
    Trick(
      testDescription: "duplicates under new ids in the dataset", codes: [65, 65],
      words: "show the same pictures as another", scores: duplicating, dataset: duplicating,
      isPinned: false),
    Trick(
      testDescription: "the same rows again", codes: [65, 65], words: "",
      scores: { $0 + $0.filter { !$0.isWrong } }, arguments: ["--allow-duplicates"]),
    Trick(
      testDescription: "answering nothing at all", codes: [65, 65],
      words: "no bona fide presentation got a response",
      scores: { refusing($0, as: "refused") { _ in true } }),
    Trick(
      testDescription: "answering no attack", codes: [65, 65],
      words: "species mask got no response at all",
      scores: { refusing($0, as: "crash") { !$0.isBonaFide } }),
    Trick(
      testDescription: "judging nothing", codes: [65, 65], words: "scores.csv", scores: { _ in [] }),
    Trick(
      testDescription: "so few replicates that a seed can be picked", codes: [64, 64],
      words: "--bootstrap wants a number from 1000", arguments: ["--bootstrap", "5", "--seed", "1"]),
    Trick(
      testDescription: "a limit that nothing can break", codes: [65, 65],
      words: "no figure can break", policy: "  - {id: all, metric: apcer, at_most: 1}\n"),
    Trick(
      testDescription: "an expired waiver", codes: [1, 1], words: "expired on 2026-05-31",
      policy: waivers, arguments: ["--date", "2026-06-01"]),
    Trick(
      testDescription: "a day of one's own", codes: [1, 1],
      words: "--date is 2026-06-01, which is not today", arguments: ["--date", "2026-06-01"]),
    Trick(
      testDescription: "a threshold given as a number", codes: [1, 1],
      words: "nobody can tell here whether it was chosen on the test presentations"),
    Trick(
      testDescription: "nobody named", codes: [1, 1],
      words: "nobody is named in bona fide, mask, print"),
  ]

  private static let waivers = """
    waivers:
      - {rule: apcer, reason: known, expires: 2026-05-31}
      - {rule: bpcer, reason: known, expires: 2026-05-31}

    """

  @Test(arguments: tricks)
  func `does not pass`(trick: Trick) async throws {
    let disk = try GateOnDisk()
    for (nonResponse, code) in zip(["conservative", "operational"], trick.codes) {
      try disk.writePolicy(trick.policy, nonResponse: nonResponse, pinned: trick.isPinned)
      try disk.replaceThresholds(in: trick.policy)
      if let dataset = trick.dataset { try disk.writeDataset(dataset(GateOnDisk.honest)) }
      try disk.writeScores(trick.scores(GateOnDisk.honest))
      let ending = try await disk.gate(
        [
          trick.run, "--policy", "policy.yaml", "--dataset", "set", "--bootstrap", "1000",
          "--write", "junit=junit.xml", "--write", "json=verdict.json",
        ] + trick.arguments)
      #expect(ending.code == code, "\(nonResponse): \(ending.output)\(ending.errors)")
      let said = ending.output + ending.errors
      #expect(trick.words.isEmpty || said.contains(trick.words), "\(said)")
      #expect(!ending.output.hasPrefix("PASS"))
      // Wrong use of the command line judges nothing.
      if code == 64 { continue }
      let json = try String(contentsOfFile: disk.scratch.path("verdict.json"), encoding: .utf8)
      #expect(json.contains("\"exit_code\": \(code)"))
      let junit = try String(contentsOfFile: disk.scratch.path("junit.xml"), encoding: .utf8)
      #expect(junit.contains("<failure ") || junit.contains("<error "))
      // The policy is pinned to the dataset as it was.
      if trick.dataset != nil { try disk.writeDataset() }
    }
  }

  @Test func `the same waiver on its last day would have done it`() async throws {
    let disk = try GateOnDisk()
    try disk.writePolicy(Self.waivers)
    let ending = try await disk.gate("--date", "2026-05-31")
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.hasPrefix("PASS: scores.csv@0.5 keeps, rules waived apart,"))
  }

  @Test func `an honest good system passes`() async throws {
    let disk = try GateOnDisk()
    try disk.writeScores(
      GateOnDisk.honest.map { row in
        var row = row
        row.score = row.isBonaFide ? "0.75" : "0.25"
        return row
      })
    let ending = try await disk.gate()
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.hasPrefix("PASS: scores.csv@0.5 keeps policy release, version 1"))
  }

  @Test func `synthetic data never passes a policy that comes with the program`() async throws {
    let disk = try GateOnDisk()
    try disk.writeDataset(isSynthetic: true)
    try disk.writeScores(
      GateOnDisk.honest.map { row in
        var row = row
        row.score = row.isBonaFide ? "0.75" : "0.25"
        return row
      })
    let list = try await disk.gate(["--list-policies"])
    let names = list.output.split(separator: "\n").dropFirst().prefix { !$0.isEmpty }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
      .filter { $0.contains("-") }
    #expect(names.count == 11)
    for name in names {
      let ending = try await disk.gate(
        ["scores.csv@0.5", "--policy", name, "--dataset", "set", "--bootstrap", "1000"])
      #expect(ending.code == 65, "\(name)")
      #expect(ending.output.contains("synthetic"))
    }
  }
}

extension GateOnDisk {
  /// A policy states its thresholds once: those of a trick replace the usual ones.
  fileprivate func replaceThresholds(in policy: String) throws {
    var text = try String(contentsOfFile: scratch.path("policy.yaml"), encoding: .utf8)
    if policy.hasPrefix("thresholds:") {
      text = text.replacingOccurrences(of: "thresholds: [fixed, card, dev]\n", with: "")
    }
    try scratch.write("policy.yaml", text)
  }
}
