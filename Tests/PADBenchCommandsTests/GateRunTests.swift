import Comparison
import Datasets
import ErrorRates
import Foundation
import Media
import PADVocabulary
import ReleaseGate
import Runs
import TestSupport
import Testing

@testable import PADBenchCommands

/// Comparisons and verdicts of run folders, from evaluation to exit code.
@Suite struct GateRunTests {
  private let faces: FacesOnDisk

  init() async throws {
    // The replays of this set show the same stripes as its prints.
    faces = try FacesOnDisk(hasOwnDev: true) { lines in
      lines.removeAll { $0.contains("replay") }
    }
    try faces.scratch.write(
      "policy.yaml",
      """
      id: plumbing
      version: "1"
      non_response: conservative
      dataset: {synthetic: allowed}
      rules:
        - {id: apcer, metric: apcer, at_most: 0.999, bound: point}
        - {id: bpcer, metric: bpcer, at_most: 0.999, bound: point}
        - {id: apnrr, metric: apnrr, at_most: 0, bound: point}
        - {id: bpnrr, metric: bpnrr, at_most: 0, bound: point}

      """)
  }

  private func tool(_ arguments: String...) async throws -> Tool.Ending {
    try await Tool.run(
      arguments, in: faces.scratch.folder, configuration: faces.configuration)
  }

  private func evaluate(_ run: String, _ arguments: String...) async throws {
    let ending = try await Tool.run(
      ["evaluate", "set", "-o", run, "--no-pictures", "-q", "--bootstrap", "0"] + arguments,
      in: faces.scratch.folder, configuration: faces.configuration)
    try #require(ending.code == 0, "\(ending.errors)")
  }

  @Test func `detectors of two runs are compared by their names`() async throws {
    try await evaluate("v1", "--detector", "quality", "--detector", "frequency")
    try await evaluate("v2", "--detector", "frequency", "--detector", "quality", "-c", "bpcer20")
    let both = try await tool("compare", "v1", "v2", "--format", "csv")
    #expect(both.code == 0, "\(both.errors)")
    let pairs = Set(
      both.output.split(separator: "\n").dropFirst()
        .map {
          $0.split(separator: ",", omittingEmptySubsequences: false)[1...2].joined(separator: " ")
        })
    #expect(pairs == ["v1@quality v2@quality", "v1@frequency v2@frequency"])
    let one = try await tool("compare", "v1@quality", "v2", "-l", "old", "-l", "new")
    #expect(one.output.contains("new@quality against old"), "\(one.output)")
    let same = try await tool("compare", "v1", "v1")
    #expect(same.output.contains("same evidence"))
    #expect(same.output.contains("synthetic data"))
    let unknown = try await tool("compare", "v1@qualty", "v2")
    #expect(unknown.code == 65 && unknown.errors.contains("did you mean 'quality'"))
    let mixed = try await tool("compare", "v1", "v1/scores/quality/test.csv@0.5")
    #expect(mixed.code == 65 && mixed.errors.contains("RUN@DETECTOR"))
    let file = try await tool("compare", "v1@quality", "v1/scores/quality/test.csv@0.5")
    #expect(file.code == 0, "\(file.errors)")
    let matrix = try await tool("compare", "--matrix", "v1", "v2@quality", "-l", "a", "-l", "b")
    #expect(matrix.code == 0 && matrix.output.contains("(within)"), "\(matrix.errors)")
  }

  @Test func `a run is judged by itself alone`() async throws {
    try await evaluate("v1", "--detector", "quality")
    try FileManager.default.removeItem(atPath: faces.folder)
    let ending = try await tool("gate", "v1", "--policy", "policy.yaml")
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.hasPrefix("PASS: v1 keeps policy plumbing"))
    #expect(ending.output.contains("synthetic data"))
    let shipped = try await tool("gate", "v1", "--policy", "common-criteria-pad-l1")
    #expect(shipped.code == 65 && shipped.output.contains("synthetic"))
  }

  @Test func `options without an effect are refused`() async throws {
    try await evaluate("v1", "--detector", "quality")
    for option in [
      ["--dataset", "set"], ["--polarity", "lower-is-bona-fide"], ["--labels", "x.csv"],
      ["--clusters", "none"], ["--input-format", "csv"], ["--allow-duplicates"],
    ] {
      let ending = try await Tool.run(
        ["gate", "v1", "--policy", "policy.yaml"] + option, in: faces.scratch.folder,
        configuration: faces.configuration)
      #expect(ending.code == 64, "\(option): \(ending.output)\(ending.errors)")
      #expect(ending.errors.contains("\(option[0]) is for score files"))
    }
    let compared = try await tool("compare", "v1", "v1", "--clusters", "none")
    #expect(compared.code == 64 && compared.errors.contains("--clusters is for score files"))
  }

  @Test func `no run passes by its threshold or its baseline`() async throws {
    try await evaluate("oracle", "--detector", "quality", "--oracle")
    let oracle = try await tool("gate", "oracle", "--policy", "policy.yaml")
    #expect(oracle.code == 65, "\(oracle.output)")
    #expect(oracle.output.contains("chosen on the test data (oracle:test:eer)"))
    try await evaluate("two", "--detector", "quality", "--detector", "frequency")
    let two = try await tool("gate", "two", "--policy", "policy.yaml")
    #expect(two.code == 65 && two.errors.contains("several detectors"))
    let missing = try await tool("gate", "two@x", "--policy", "policy.yaml")
    #expect(missing.code == 65)
    let folder = try await tool("gate", "set", "--policy", "policy.yaml")
    #expect(folder.code == 65 && folder.errors.contains("no run here"))
    let baseline = try await tool(
      "gate", "two@quality", "--policy", "policy.yaml", "--baseline", "oracle")
    #expect(baseline.code == 65 && baseline.output.contains("oracle: the threshold was chosen"))
  }

  @Test func `a baseline counts only on the same locked dataset`() async throws {
    try faces.scratch.write(
      "policy.yaml",
      try String(contentsOfFile: faces.scratch.path("policy.yaml"), encoding: .utf8)
        + "no_regression: [{id: worse, metric: apcer, margin: 0.9}]\n")
    func gate(_ run: String, against baseline: String) async throws -> Tool.Ending {
      try await tool("gate", run, "--policy", "policy.yaml", "--baseline", baseline)
    }
    try await evaluate("unlocked", "--detector", "quality")
    let unlocked = try await gate("unlocked", against: "unlocked")
    #expect(unlocked.code == 65)
    #expect(unlocked.output.contains("not shown to be runs on the same dataset"))
    try lock()
    try await evaluate("v1", "--detector", "quality")
    try await evaluate("v2", "--detector", "frequency")
    let same = try await gate("v1", against: "v1")
    #expect(same.code == 0 && same.output.contains("same evidence"), "\(same.output)")
    let other = try await gate("v2", against: "v1")
    #expect([0, 1, 2].contains(other.code), "\(other.output)\(other.errors)")
    let manifest = faces.folder + "/manifest.csv"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try faces.scratch.write("set/manifest.csv", text.replacingOccurrences(of: ",f\n", with: ",x\n"))
    try lock()
    try await evaluate("v3", "--detector", "frequency")
    let moved = try await gate("v3", against: "v1")
    #expect(moved.code == 65 && moved.output.contains("on the same dataset"))
  }

  /// Locks the dataset as it is.
  private func lock() throws {
    try? FileManager.default.removeItem(atPath: faces.folder + "/dataset.lock")
    let dataset = try Dataset.load(folder: faces.folder)
    try DatasetLock.make(for: dataset).write(folder: faces.folder)
  }

  @Test func `the same pictures under two names are found`() async throws {
    let twins = try FacesOnDisk()
    try twins.scratch.write(
      "policy.yaml",
      try String(contentsOfFile: faces.scratch.path("policy.yaml"), encoding: .utf8))
    for arguments in [
      ["evaluate", "set", "-o", "v1", "--no-pictures", "-q", "--detector", "quality"],
      ["gate", "v1", "--policy", "policy.yaml"],
    ] {
      let ending = try await Tool.run(
        arguments, in: twins.scratch.folder, configuration: twins.configuration)
      #expect(ending.code == (arguments[0] == "gate" ? 65 : 0), "\(ending.errors)")
      #expect(arguments[0] != "gate" || ending.output.contains("show the same pictures"))
    }
  }

  @Test func `a run that stopped on the way cannot be judged`() async throws {
    try await evaluate("v1", "--detector", "quality")
    var record = try RunRecord.read(folder: faces.scratch.path("v1"))
    let policy = try Policy.read(path: faces.scratch.path("policy.yaml"))
    let day = try #require(CalendarDate("2026-06-01"))
    let point = try await RunFolderReader.read(
      folder: faces.scratch.path("v1"), detector: nil, legend: nil
    ).first?.outcomes.operatingPoint
    func status(_ record: RunRecord) throws -> GateVerdict {
      let evidence = SubsystemEvidence(
        record, detector: 0, name: "v1",
        point: point)
      return Gate.judge(try evidence.forGate(), by: policy, on: day)
    }
    #expect(try status(record).status == .pass)
    record.isComplete = false
    #expect(try status(record).status == .cannotJudge)
    record.isComplete = true
    record.isSealed = false
    #expect(try status(record).faults.contains { $0.message.contains("was not sealed") })
    record.isSealed = true
    let (dev, test) = (
      try #require(record.presentations.firstIndex { $0.partition == .dev }),
      try #require(record.presentations.firstIndex { $0.partition == .test })
    )
    var copied = record
    copied.presentations[dev].mediaDigest = record.presentations[test].mediaDigest
    copied.retries = 2
    copied.dataset.exclusions.unassigned = 3
    let found = try status(copied)
    #expect(found.status == .cannotJudge)
    #expect(found.faults.contains { $0.message.contains("1 presentations of dev show the same") })
    #expect(found.warnings.contains { $0.message.contains("asked again 2 times") })
    let facts = SubsystemEvidence(copied, detector: 0, name: "v1", point: nil).facts
    #expect(facts?.leftOut == [.init(reason: "left out by the protocol", presentations: 3)])
    record.presentations.removeLast()
    record.outcomes[0].removeLast()
    #expect(try status(record).faults.contains { $0.message.contains("the protocol has 6") })
  }

  // Python: datetime.fromtimestamp(seconds, timezone.utc).date().
  @Test(arguments: [
    (0, "1970-01-01"), (951_782_399, "2000-02-28"), (951_782_400, "2000-02-29"),
    (951_868_800, "2000-03-01"), (1_798_761_599, "2026-12-31"), (-1, "1969-12-31"),
    (4_107_542_400, "2100-03-01"), (-62_135_596_800, "0001-01-01"),
    (253_402_300_799, "9999-12-31"), (Int.max, "9999-12-31"), (Int.min + 86_399, "0001-01-01"),
    (Int.min, "0001-01-01"),
  ])
  func `days are those of the calendar`(seconds: Int, day: String) {
    #expect(CalendarDate.day(secondsSince1970: seconds).description == day)
  }
}
