import ErrorRates
import PADVocabulary
import Statistics
import Testing

@testable import ReleaseGate

/// Rates of a whole system as a gate takes them from an evaluation.
@Suite struct SystemRateTests {
  private static let print = PAISpecies("print")

  /// Two references; four genuine claims of which one does not match, one is not compared and one
  /// fails PAD; four impostors of whom one matches and passes; three prints of which two match and
  /// one of those passes.
  private static func results() async throws -> SystemResults {
    var trials = SystemTrials(referenceCount: 2)
    func claim(
      _ species: PAISpecies?, _ reference: Int32, _ kind: SystemTrials.Kind, _ score: Double
    ) {
      let number = trials.addPresentation(species: species)
      trials.append(presentation: number, reference: reference, kind: kind, score: score)
    }
    for (reference, score) in [(0, 0.9), (0, 0.2), (1, .nan), (1, 0.8)] {
      claim(nil, Int32(reference), .genuine, score)
    }
    for (reference, score) in [(0, 0.1), (0, 0.7), (1, 0.2), (1, 0.3)] {
      claim(nil, Int32(reference), .impostor, score)
    }
    for (reference, score) in [(0, 0.9), (1, 0.9), (1, 0.1)] {
      claim(print, Int32(reference), .attack, score)
    }
    let pad = [1.0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1]
    return try await SystemEvaluation.evaluate(
      matcher: "m", dev: nil, test: trials,
      detectors: [
        SystemDetector(
          name: "pad", operatingPoint: OperatingPoint(threshold: 0.5, origin: .fixed), dev: nil,
          test: pad),
        SystemDetector(name: "no threshold", operatingPoint: nil, dev: nil, test: pad),
      ], criterion: .fixed(0.5), options: EvaluationOptions())
  }

  // Counted by hand.
  @Test func `takes rates per transaction of the system and per comparison of its matcher`()
    async throws
  {
    let rates = SystemRate.rates(of: try await Self.results(), detector: "pad")
    let counts = rates.map { "\($0.metric) \($0.counts.errors)/\($0.counts.trials)" }
    #expect(counts == ["fmr 1/4", "fnmr 1/3", "frr 3/4", "far 1/4", "iapar 1/3"])
    #expect(rates.last?.species == Self.print)
    #expect(rates.map(\.counts.clusters.count) == [2, 2, 2, 2, 2])
    let results = try await Self.results()
    #expect(SystemRate.rates(of: results, detector: "no threshold").isEmpty)
    #expect(SystemRate.rates(of: results, detector: "somebody else").isEmpty)
  }

  @Test func `RIAPAR is held by the sum of both bounds`() throws {
    func counts(_ errors: Int, _ trials: Int) -> ClusteredProportion {
      ClusteredProportion((0..<trials).map { .init(errors: $0 < errors ? 1 : 0, trials: 1) })
    }
    var evidence = run([
      .init(species: nil, count: 100), .init(species: Self.print, count: 100),
      .init(species: mask, count: 80),
    ])
    evidence.systemRates = [
      SystemRate(metric: .iapar, species: Self.print, counts: counts(10, 100)),
      SystemRate(metric: .iapar, species: mask, counts: counts(3, 80)),
      SystemRate(metric: .frr, counts: counts(5, 200)),
    ]
    func rule(_ limit: Double) throws -> Policy {
      try policy(rules: "  - {id: riapar, metric: riapar, at_most: \(limit)}\n")
    }
    let found = verdict(evidence, try rule(0.2)).rule("riapar")
    let finding = try #require(found?.findings.first)
    #expect(finding.value == 0.1 + 0.025)
    // scipy 1.17.1: beta.ppf(.0125, 10, 91) + beta.ppf(.025, 5, 196), and
    // beta.ppf(.975, 11, 90) + beta.ppf(.975, 6, 195).
    #expect(abs(try #require(finding.lower) - 0.05200188914911154) <= 1e-10)
    #expect(abs(try #require(finding.upper) - 0.23359694886686852) <= 1e-10)
    #expect(found?.status == .undecided)
    #expect(verdict(evidence, try rule(0.24)).rule("riapar")?.status == .pass)
    #expect(verdict(evidence, try rule(0.05)).rule("riapar")?.status == .fail)
    evidence.systemRates.removeFirst()
    #expect(verdict(evidence, try rule(0.24)).status == .cannotJudge)
  }
}
