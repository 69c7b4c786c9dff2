import ErrorRates
import PADVocabulary

@testable import Reports

/// A run of simulated scores, evaluated as a run is: for pictures and whole folders.
enum SimulatedRun {
  /// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    /// About normal: the sum of twelve uniform numbers.
    mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
      mean + deviation
        * ((0..<12).reduce(-6.0) { sum, _ in sum + .random(in: 0..<1, using: &self) })
    }
  }

  /// A detector that tells species apart the better the further their mean lies from 1.
  static func subsystem(
    _ name: String, seed: UInt64, shift: Double = 0, scale: Int = 1,
    species: [(String, Double, Int)] = [
      ("print", -1, 120), ("replay/phone", 0, 80), ("replay/tablet", -0.4, 80),
      ("mask-3d/resin", 0.35, 40),
    ]
  ) throws -> SubsystemReport {
    var generator = Generator(state: seed)
    var parts: [PartitionScores] = []
    for partition in [Partition.dev, .test] {
      var rows: [ScoredPresentation] = []
      func add(_ species: PAISpecies?, _ mean: Double, _ count: Int) {
        for number in 0..<(count * scale) {
          let score = generator.normal(mean, 0.45)
          let isSilent = partition == .test && number % 57 == 56
          rows.append(
            ScoredPresentation(
              presentationID: "\(partition.rawValue)-\(species?.name ?? "bf")-\(number)",
              species: species, subject: species == nil ? "S\(number % 20)" : "",
              target: species == nil ? "" : "S\(number % 20)",
              outcome: isSilent ? .nonResponse(.noFace) : .score(score + shift),
              latency: 0.01 + Double(number % 10) / 1_000, attributes: ["dim"]))
        }
      }
      add(nil, 1, 200)
      for (name, mean, count) in species where partition == .test || !name.hasPrefix("mask") {
        add(PAISpecies(name), mean, count)
      }
      parts.append(PartitionScores(partition: partition, rows: rows))
    }
    let results = try ErrorRates.evaluate(
      dev: table(parts[0]), test: table(parts[1]), criterion: .eer)
    return SubsystemReport(
      name: name, version: "1.0", kind: "builtin", digest: "sha256:0123456789abcdef",
      preprocessing: "face box × 1.3, 112×112, grey", results: results, scores: parts,
      latency: LatencySummary(seconds: parts[1].rows.compactMap(\.latency)))
  }

  private static func table(_ part: PartitionScores) -> ScoreTable {
    var table = ScoreTable()
    for row in part.rows {
      table.append(
        row.outcome, species: row.species,
        cluster: row.species == nil ? row.subject : row.target)
    }
    return table
  }

  /// A report of two detectors.
  static func report(isSynthetic: Bool = true) throws -> RunReport {
    try report(
      [subsystem("lbp-svm", seed: 1), subsystem("texture-frequency", seed: 2, shift: 0.2)],
      isSynthetic: isSynthetic)
  }

  /// A report of these detectors, all on as many rows.
  static func report(_ subsystems: [SubsystemReport], isSynthetic: Bool = true) -> RunReport {
    var report = Fixture.report(subsystems, isSynthetic: isSynthetic)
    let rows = subsystems.first?.scores.reduce(0) { $0 + $1.rows.count } ?? 0
    report.title = "Liveness evaluation"
    report.presentationsInDataset = rows + 8
    report.nonResponses = subsystems.flatMap { subsystem in
      subsystem.scores.flatMap(\.rows).compactMap { row in
        row.outcome.reason.map {
          NonResponseEntry(
            presentationID: row.presentationID, subsystem: subsystem.name, reason: $0,
            message: "no face was found")
        }
      }
    }
    report.timing = [ReportEntry("run", "wall time", "3.4 s")]
    return report
  }
}
