import ErrorRates
import PADVocabulary
import Statistics
import Testing

@testable import Reports

@Suite struct SliceTests {
  /// 40 bona fide and 40 prints, half `dim` and half `bright`; errors only in the dim half but one.
  private static func subsystem(
    attributes: (Int) -> [String] = { [$0 < 20 ? "bright" : "dim"] }
  ) throws -> SubsystemReport {
    var rows: [ScoredPresentation] = []
    var table = ScoreTable()
    for species in [nil, Fixture.print] {
      for number in 0..<40 {
        let isWrong = number == 0 || number >= 35
        let score = (species == nil) != isWrong ? 0.9 : 0.1
        let outcome: Outcome =
          number == 39 && species == nil ? .nonResponse(.noFace) : .score(score)
        rows.append(
          ScoredPresentation(
            presentationID: "\(species?.name ?? "bf")-\(number)", species: species,
            cluster: "c\(number % 12)", outcome: outcome, attributes: attributes(number)))
        table.append(outcome, species: species, cluster: "c\(number % 12)")
      }
    }
    let results = try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(0.5))
    return SubsystemReport(
      name: "d", version: "1", kind: "builtin", digest: "", results: results,
      scores: [PartitionScores(partition: .test, rows: rows)])
  }

  @Test func `each value of an attribute has its own counts`() throws {
    let slices = try #require(AttributeSlices(Self.subsystem(), attributeNames: ["light"]))
    #expect(slices.attributes.map(\.name) == ["light"])
    let values = slices.attributes[0].slices
    #expect(values.map(\.value) == ["bright", "dim"])
    #expect(values[0].result.bonaFide.bpcer?.errors == 1)
    #expect(values[0].result.bonaFide.bpcer?.trials == 20)
    #expect(values[1].result.bonaFide.bpcer?.errors == 4)
    #expect(values[1].result.bonaFide.bpcer?.trials == 19)
    #expect(values[1].result.worst?.apcer.errors == 5)
    // scipy.stats.beta 1.17.1: Clopper-Pearson of 1/20 at 95 %.
    let interval = try #require(values[0].result.bonaFide.bpcer?.interval)
    #expect(abs(interval.lower - 0.0012650894979498047) < 1e-12)
    #expect(abs(interval.upper - 0.24873276277202777) < 1e-12)
    let rows = SliceTables(slices: slices, figures: Figures(decimals: 1, gap: " "))
    #expect(
      rows.rates()?.rows[0][2].source == "1/20 = 5.0 % \\[0.1–24.9 %\\] †")
    // 4/19 - 1/20, and their ratio.
    #expect(rows.differences()?.rows[0].map(\.source)[2...3] == ["16.1 points", "4.211"])
  }

  @Test func `attributes with one value or too many are left out and named`() throws {
    let subsystem = try Self.subsystem { number in
      ["same", "id-\(number)", "", number < 20 ? "a" : "", number < 30 ? "x" : "y"]
    }
    let names = ["room", "file", "empty", "half", "good"]
    let slices = try #require(AttributeSlices(subsystem, attributeNames: names))
    #expect(slices.attributes.map(\.name) == ["good"])
    #expect(
      SliceTables(slices: slices, figures: Figures(decimals: 1)).omissions()?.source
        == "Not sliced by: room (one value only), file (more than 20 values), empty (no value), "
        + "half (one value only).")
  }

  @Test func `twenty values are sliced by, and one more is too many`() throws {
    for (count, isSliced) in [(20, true), (21, false)] {
      let subsystem = try Self.subsystem { ["v\($0 % count)"] }
      let slices = try #require(AttributeSlices(subsystem, attributeNames: ["v"]))
      #expect(slices.attributes.isEmpty != isSliced)
    }
  }

  @Test func `without an operating point nothing is sliced and nobody is an offender`() throws {
    var subsystem = try Self.subsystem()
    subsystem.results.operatingPoint = nil
    #expect(AttributeSlices(subsystem, attributeNames: ["light"]) == nil)
    #expect(WorstOffenders(subsystem) == nil)
  }

  @Test func `the worst offenders come first and are at most twenty`() throws {
    var subsystem = try Self.subsystem()
    subsystem.scores[0].rows = (0..<50).map { number in
      ScoredPresentation(
        presentationID: "a\(number)", species: Fixture.print, outcome: .score(Double(number % 30)))
    }
    let offenders = try #require(WorstOffenders(subsystem))
    #expect(offenders.counts.attacks == 48 && offenders.rejectedBonaFide.isEmpty)
    #expect(offenders.acceptedAttacks.count == 20)
    #expect(offenders.acceptedAttacks.prefix(2).map(\.presentationID) == ["a29", "a28"])
    #expect(offenders.acceptedAttacks[10...11].map(\.presentationID) == ["a19", "a49"])
    #expect(offenders.acceptedAttacks[0].excess == 28.5)
  }
}
