import ErrorRates
import Foundation
import PADVocabulary
import TestSupport
import Testing

/// bob.measure's unit-test score files (BSD-3-Clause, Idiap Research Institute).
@Suite(.reference("scores/bob-measure"))
struct BobMeasureFilesTests {
  private func table(_ name: String) throws -> ScoreTable {
    let text = try String(
      contentsOf: ReferenceData.url("scores/bob-measure/\(name)"), encoding: .utf8)
    var table = ScoreTable()
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split { $0 == "," || $0 == " " }
      guard fields.count == 2, let score = Double(fields[1]) else { continue }
      let isBonaFide = fields[0] == "1" || fields[0] == "positives"
      table.append(
        score.isNaN ? .nonResponse(.unstated) : .score(score),
        species: isBonaFide ? nil : PAISpecies("attack"))
    }
    return table
  }

  @Test(arguments: [
    ("linsep.csv", 0, 0, 1.0, [0, 0, 0]), ("nonsep.csv", 5, 6, 0.9326, [6, 21, 24]),
  ])
  func `separable and overlapping scores`(
    _ name: String, _ accepted: Int, _ rejected: Int, _ auc: Double, _ bpcer: [Int]
  ) throws {
    let table = try table(name)
    let results = try ErrorRates.evaluate(dev: table, test: table, criterion: .eer)
    let eer = try #require(results.test.eer)
    #expect(eer.falseAccepts == accepted)
    #expect(eer.falseRejects == rejected)
    #expect(eer.value == (Double(accepted) / 50 + Double(rejected) / 50) / 2)
    #expect(eer.optimalPoints == 1)
    #expect(abs(try #require(results.test.auc?.value) - auc) <= 1e-12)
    #expect(results.test.fixedRates.map { $0.rate?.errors } == bpcer)
    // Ten attacks are enough for no claim at 1 %.
    #expect(results.test.fixedRates[2].support == .unsupported(present: 50, needed: 300))
  }

  @Test func `ROCCH-EER, minimum Cllr and partial area of overlapping scores`() throws {
    let roc = try #require(try ROC(try table("nonsep.csv")))
    #expect(abs(roc.convexHullEqualErrorRate - 0.11636363636297976) <= 1e-8)
    #expect(abs(roc.minimumCllr - 0.40306201053558705) <= 1e-12)
    let area = try #require(roc.partialArea(toAPCER: 0.1))
    #expect(abs(area.standardized - 0.8389473684210527) <= 1e-12)
  }

  @Test(arguments: [
    ("1", [27, 479], [29, 473], -0.008025286119635155),
    ("2", [16, 480], [33, 471], 0.01652567072168598),
  ])
  func `a threshold of dev is applied to test`(
    _ number: String, _ accepted: [Int], _ rejected: [Int], _ midpoint: Double
  ) throws {
    let results = try ErrorRates.evaluate(
      dev: try table("dev-\(number).txt"), test: try table("test-\(number).txt"), criterion: .eer)
    let apcer = try #require(results.test.worst?.apcer)
    let bpcer = try #require(results.test.bonaFide.bpcer)
    let gap = try #require(results.gap)
    // Bob puts the threshold in the middle of the gap; ours is its upper end. Where test scores lie
    // between, the decisions may differ, and the results say how many.
    #expect(gap.highestRejected < midpoint && midpoint <= gap.lowestAccepted)
    #expect(abs(gap.midpoint - midpoint) <= 1e-15)
    let fixed = try ErrorRates.evaluate(
      dev: nil, test: try table("test-\(number).txt"), criterion: .fixed(midpoint))
    #expect(fixed.test.worst.map { [$0.apcer.errors, $0.apcer.trials] } == accepted)
    #expect(fixed.test.bonaFide.bpcer.map { [$0.errors, $0.trials] } == rejected)
    let moved = abs(apcer.errors - accepted[0]) + abs(bpcer.errors - rejected[0])
    #expect(moved <= gap.testScoresInside)
  }
}
