import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import TestSupport
import Testing

struct PairedFiguresTests {
  private func compared(
    _ planted: [Planted], _ options: ComparisonOptions = ComparisonOptions(matched: [])
  ) throws -> OperatingPointComparison {
    let (baseline, candidate) = sets(planted)
    let results = try SubsystemComparison.compare(
      baseline: baseline, candidates: [candidate], options: options)
    return try #require(results.comparisons.first?.own)
  }

  @Test(.reference(StatisticsVectors.path))
  func `McNemar's p-values are those of statsmodels and scipy`() throws {
    let rows = try StatisticsVectors().rows("mcnemar")
    #expect(rows.count == 8)
    for row in rows {
      let pairs = row.int("b") + row.int("c") + 20
      let point = try compared([
        Planted(
          species: print, onlyCandidate: row.int("b"), onlyBaseline: row.int("c"), both: 3,
          pairs: pairs)
      ])
      let found = try #require(point.result(of: print))
      #expect(abs(found.exactP - row.double("exact_two_sided")) <= 1e-12)
      #expect(abs(found.midP - row.double("mid_p")) <= 1e-12)
      #expect(found.candidate.errors == row.int("b") + 3 && found.candidate.trials == pairs)
    }
  }

  @Test(.reference(StatisticsVectors.path))
  func `the interval of a difference is Tango's`() throws {
    let rows = try StatisticsVectors().rows("paired_difference_tango")
    #expect(rows.count == 10)
    for row in rows {
      let point = try compared(
        [
          Planted(
            species: print, onlyCandidate: row.int("b"), onlyBaseline: row.int("c"),
            pairs: row.int("n"))
        ], ComparisonOptions(confidenceLevel: row.double("conf"), matched: []))
      let found = try #require(point.result(of: print))
      let interval = try #require(found.interval)
      #expect(abs(found.difference - row.double("diff")) <= 1e-12)
      #expect(abs(interval.lower - row.doubles("ci")[0]) <= 1e-9)
      #expect(abs(interval.upper - row.doubles("ci")[1]) <= 1e-9)
      #expect(interval.method == .tango)
    }
  }

  @Test func `one-sided bounds are the ends of the interval at twice the error`() throws {
    // The 90 % interval of 9 and 1 of 100, from the same vectors.
    var counts = PairedCounts()
    for index in 0..<100 {
      counts.add(baselineErrs: index == 9, candidateErrs: index < 9, cluster: "")
    }
    let upper = try #require(counts.decidingInterval(sides: .upper))
    let lower = try #require(counts.decidingInterval(sides: .lower))
    #expect(abs(upper.upper - 0.14015051445698956) <= 1e-9 && upper.lower == -1)
    #expect(abs(lower.lower - 0.033065903509014075) <= 1e-9 && lower.upper == 1)
  }

  @Test func `p-values are corrected over all classes and comparisons`() throws {
    let (baseline, candidate) = sets([
      Planted(species: nil, onlyCandidate: 10, onlyBaseline: 10, pairs: 40),
      Planted(species: mask, onlyCandidate: 5, pairs: 40),
      Planted(species: print, onlyCandidate: 7, pairs: 40),
      Planted(species: replay, onlyCandidate: 12, onlyBaseline: 3, pairs: 40),
    ])
    let options = ComparisonOptions(matched: [])
    let one = try SubsystemComparison.compare(
      baseline: baseline, candidates: [candidate], options: options)
    #expect(one.familySize == 4)
    // statsmodels 0.15.0 multipletests([1, .0625, .015625, .03515625], method='holm').
    #expect(areClose(one, [1, 0.125, 0.0625, 0.10546875]))
    // A second comparison doubles the family; its own p-values are all 1.
    let two = try SubsystemComparison.compare(
      baseline: baseline, candidates: [candidate, baseline], options: options)
    #expect(two.familySize == 8)
    // multipletests([1, .0625, .015625, .03515625, 1, 1, 1, 1], method='holm').
    #expect(areClose(two, [1, 0.375, 0.125, 0.24609375]))
    // Two groups with baselines of their own are one family too.
    let groups = try SubsystemComparison.compare(
      [
        ComparisonGroup(baseline: baseline, candidates: [candidate]),
        ComparisonGroup(baseline: baseline, candidates: [baseline]),
      ], options: options)
    #expect(groups.map(\.familySize) == [8, 8] && groups.map(\.comparisons.count) == [1, 1])
    #expect(
      groups[0].comparisons[0].own?.classes.map(\.adjustedP)
        == two.comparisons[0].own?.classes.map(\.adjustedP))
    #expect(groups[1].comparisons[0].isSameEvidence)
  }

  private func areClose(_ results: ComparisonResults, _ expected: [Double]) -> Bool {
    let found = results.comparisons[0].own?.classes.map(\.adjustedP) ?? []
    return found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-12 }
  }

  @Test func `areas are compared by DeLong's test`() throws {
    // pROC 1.18.0 roc.test on the toy set of eleven cases, with ties.
    let a = [0.9, 0.8, 0.7, 0.55, 0.3, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    let b = [0.6, 0.9, 0.5, 0.7, 0.4, 0.65, 0.5, 0.45, 0.2, 0.35, 0.1]
    func rows(_ scores: [Double]) -> [PresentationOutcome] {
      scores.enumerated().map {
        .init(id: "p\($0)", species: $0 < 5 ? nil : print, outcome: .score($1))
      }
    }
    let results = try SubsystemComparison.compare(
      baseline: set("b", rows(b)), candidates: [set("a", rows(a))],
      options: ComparisonOptions(matched: []))
    let areas = results.comparisons[0].areas
    #expect(areas.map(\.species) == [nil, print])
    let area = areas[1]
    #expect(abs(area.areas.first - 0.85) <= 1e-12)
    #expect(abs(area.areas.second - 0.8166666666666667) <= 1e-12)
    #expect(abs(area.areas.firstVariance - 0.01661111) <= 5e-9)
    #expect(abs(area.areas.covariance - 0.01354167) <= 5e-9)
    #expect(abs(try #require(area.areas.p) - 0.704954) <= 5e-7)
    #expect(area.adjustedP == area.areas.p)
    #expect(areas[0].adjustedP == nil)
  }

  @Test func `frames of one video are no independent pairs`() throws {
    // 40 videos of 10 frames; in 4 of them the candidate errs on every frame.
    var first: [PresentationOutcome] = []
    var second: [PresentationOutcome] = []
    for index in 0..<400 {
      let video = index / 10
      let id = "f\(index)"
      first.append(
        .init(id: id, species: print, outcome: .score(0), cluster: "video \(video)"))
      second.append(
        .init(
          id: id, species: print, outcome: .score(video % 10 == 0 ? 1 : 0),
          cluster: "video \(video)"))
    }
    let results = try SubsystemComparison.compare(
      baseline: set("a", first), candidates: [set("b", second)],
      options: ComparisonOptions(matched: [], replicates: 300))
    let found = try #require(results.comparisons[0].own?.result(of: print))
    let interval = try #require(found.interval)
    #expect(interval.method == .clusterBootstrapBCa)
    let asTrials = try #require(
      PairedDifference(onlyFirst: 40, onlySecond: 0, trials: 400)?.interval())
    #expect(interval.lower < asTrials.lower && interval.upper > asTrials.upper)
    let deciding = try #require(found.counts.decidingInterval(replicates: 300))
    #expect(deciding.method == .widerOfTangoAndClusters)
    #expect(deciding.lower <= interval.lower && deciding.upper >= interval.upper)
    #expect(results.comparisons[0].warnings.contains { $0.message.contains("McNemar's") })
  }

  @Test func `clusters without a flip count one each`() throws {
    var counts = PairedCounts()
    for index in 0..<300 {
      counts.add(baselineErrs: false, candidateErrs: false, cluster: "video \(index / 10)")
    }
    let interval = try #require(counts.interval(sides: .upper))
    #expect(interval.method == .tangoOnClusters)
    // z^2 / (n + z^2) of 30 clusters at z = 1.6448536: 2.705543 / 32.705543.
    #expect(abs(interval.upper - 0.0827243) <= 1e-6)
    #expect(try #require(counts.decidingInterval(sides: .upper)).upper == interval.upper)
  }
}
