import Comparison
import ErrorRates
import PADVocabulary
import Testing

struct JoiningTests {
  private let options = ComparisonOptions(matched: [])

  private func rows(_ entries: [(String, PAISpecies?, Outcome)]) -> [PresentationOutcome] {
    entries.map { .init(id: $0.0, species: $0.1, outcome: $0.2) }
  }

  @Test(arguments: [
    (NonResponsePolicy.operational, [1, 0], [0, 1]), (.conservative, [1, 0], [1, 1]),
  ])
  func `a refusal on one side stays a pair and counts by the policy`(
    policy: NonResponsePolicy, bonaFide: [Int], attack: [Int]
  ) throws {
    let refused = Outcome.nonResponse(.refused)
    let baseline = set(
      "a", rows([("b", nil, .score(0.9)), ("x", print, .score(0.9)), ("y", print, .score(0.1))]))
    let candidate = set(
      "b", rows([("b", nil, refused), ("x", print, refused), ("y", print, .score(0.1))]))
    let results = try SubsystemComparison.compare(
      baseline: baseline, candidates: [candidate],
      options: ComparisonOptions(nonResponsePolicy: policy, matched: []))
    let comparison = results.comparisons[0]
    #expect(comparison.pairs == 3 && comparison.missing.isEmpty)
    let own = try #require(comparison.own)
    let live = try #require(own.result(of: nil))
    #expect([live.candidate.errors, live.baseline.errors] == bonaFide)
    let attacks = try #require(own.result(of: print))
    #expect([attacks.candidate.errors, attacks.baseline.errors] == attack)
    #expect(attacks.counts.pairs == 2 && attacks.candidateNonResponses == 1)
    #expect(own.flips.map(\.kind).contains(.newlyRejectedBonaFide))
    #expect(own.flips.contains { $0.kind == .repairedAttack } == (policy == .operational))
  }

  @Test func `what one side lacks is listed and enters no figure`() throws {
    let baseline = set(
      "a", rows([("1", print, .score(1)), ("2", print, .score(0)), ("3", nil, .score(1))]))
    let candidate = set(
      "b", rows([("3", nil, .score(1)), ("2", print, .score(1)), ("4", mask, .score(1))]))
    let results = try SubsystemComparison.compare(
      baseline: baseline, candidates: [candidate], options: options)
    let comparison = results.comparisons[0]
    #expect(comparison.pairs == 2)
    #expect(
      comparison.missing == [
        .init(id: "1", species: print, absentFrom: .candidate),
        .init(id: "4", species: mask, absentFrom: .baseline),
      ])
    #expect(comparison.warnings.count { $0.severity == .warning } == 2)
    #expect(comparison.own?.result(of: mask) == nil)
    #expect(!comparison.isSameEvidence)
  }

  @Test func `what cannot be joined is refused`() {
    let good = set("a", rows([("1", print, .score(1)), ("2", nil, .score(0))]))
    let cases: [(OutcomeSet, String)] = [
      (set("b", rows([("1", print, .score(1)), ("1", print, .score(1))])), "more than once"),
      (set("b", rows([("1", mask, .score(1))])), "another class or species"),
      (set("b", rows([("1", nil, .score(1))])), "another class or species"),
      (set("b", rows([("1", print, .score(.nan))])), "not a number"),
      (set("b", rows([("7", print, .score(1))])), "no presentation is also"),
      (set("b", []), "no presentation is also"),
      (set("b", rows([("1", print, .score(1))]), threshold: .nan), "threshold is not a number"),
    ]
    for (candidate, words) in cases {
      let error = #expect(throws: InvalidInput.self) {
        try SubsystemComparison.compare(
          baseline: good, candidates: [candidate], options: options)
      }
      #expect(error?.description.contains(words) == true, "\(words)")
    }
  }

  @Test(arguments: [
    (ComparisonOptions(nonResponsePolicy: .exclude), "cannot exclude"),
    (ComparisonOptions(confidenceLevel: .nan), "confidence level"),
    (ComparisonOptions(matched: [.fixed(0.5)]), "no common scale"),
    (ComparisonOptions(replicates: 0), "replicates"),
  ])
  func `options that make no sense are refused`(options: ComparisonOptions, words: String) {
    let one = set("a", rows([("1", print, .score(1))]))
    let error = #expect(throws: InvalidInput.self) {
      try SubsystemComparison.compare(baseline: one, candidates: [one], options: options)
    }
    #expect(error?.description.contains(words) == true)
    #expect(throws: InvalidInput.self) {
      try SubsystemComparison.compare(baseline: one, candidates: [])
    }
  }

  @Test func `flips come worst first and name both answers`() throws {
    let (baseline, candidate) = sets([
      Planted(species: nil, onlyCandidate: 1, onlyBaseline: 1, pairs: 5),
      Planted(species: print, onlyCandidate: 1, onlyBaseline: 1, pairs: 5),
      Planted(species: mask, onlyCandidate: 2, pairs: 5),
    ])
    let own = try #require(
      try SubsystemComparison.compare(
        baseline: baseline, candidates: [candidate], options: options
      ).comparisons[0].own)
    #expect(
      own.flips.map(\.kind) == [
        .newlyAcceptedAttack, .newlyAcceptedAttack, .newlyAcceptedAttack, .newlyRejectedBonaFide,
        .repairedAttack, .repairedBonaFide,
      ])
    #expect(
      own.flips.map(\.id) == [
        "mask-3d/resin-0", "mask-3d/resin-1", "print-0", "bona-fide-0", "print-1", "bona-fide-1",
      ])
    #expect(own.flips[0].baseline == .score(0.25) && own.flips[0].candidate == .score(0.75))
    #expect(own.byConcern.first?.species == mask)
    #expect(own.classes.map(\.species) == [nil, mask, print])
  }

  @Test func `identical answers are the same evidence unless the thresholds differ`() throws {
    let (baseline, _) = sets([Planted(species: print, both: 2, pairs: 9)])
    var moved = baseline
    moved.operatingPoint?.threshold = 0.6
    let results = try SubsystemComparison.compare(
      baseline: baseline, candidates: [baseline, moved], options: options)
    #expect(results.comparisons.map(\.isSameEvidence) == [true, false])
    #expect(results.comparisons[0].own?.flips == [])
  }

  @Test func `matched thresholds compare scores on any scale`() throws {
    // The candidate ranks presentations as the baseline does, on a scale of its own.
    let scores = (0..<60).map { Double(($0 * 37) % 60) / 60 }
    func build(_ scale: (Double) -> Double) -> [PresentationOutcome] {
      scores.enumerated().map {
        .init(id: "\($0)", species: $0 % 2 == 0 ? nil : print, outcome: .score(scale($1)))
      }
    }
    let results = try SubsystemComparison.compare(
      baseline: set("a", build { $0 }),
      candidates: [OutcomeSet(name: "b", operatingPoint: nil, outcomes: build { 100 * $0 - 7 })])
    let comparison = results.comparisons[0]
    #expect(comparison.own == nil && results.familySize == 0)
    #expect(comparison.points.map(\.kind) == [.matched(.apcer(20)), .matched(.bpcer(20))])
    for point in comparison.points {
      #expect(point.flips.isEmpty)
      #expect(point.candidate.origin.description.hasPrefix("oracle:test:"))
    }
    // BPCER of at most 5 % of 30 presentations rejects one of them.
    #expect(comparison.points[0].result(of: nil)?.candidate.errors == 1)
    #expect(comparison.warnings.contains { $0.message.contains("no threshold of its own") })
  }
}
