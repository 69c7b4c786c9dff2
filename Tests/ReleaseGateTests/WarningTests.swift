import Comparison
import PADVocabulary
import ReleaseGate
import Testing

/// What a reader of a verdict must know although it decides nothing.
struct WarningTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var words: String
    var policy = WarningTests.bound
    var rules = "  - {id: apcer, metric: apcer, at_most: 0.07}\n"
    var change: @Sendable (inout GateEvidence) -> Void = { _ in }
  }

  private static let bound = "dataset: {protocol: grandtest}\n"

  /// Evidence in which every presentation shares its cluster with another.
  private static func good() -> GateEvidence {
    run([
      .init(species: nil, count: 400, clusterSize: 2),
      .init(species: print, count: 400, clusterSize: 2),
    ])
  }

  static let cases: [Case] = [
    Case(
      testDescription: "a threshold given as a number",
      words: "the threshold was given as a number: nobody can tell here whether it was chosen on "
        + "the test presentations"
    ) { $0.outcomes.operatingPoint?.origin = .fixed },
    Case(
      testDescription: "a threshold from a card", words: "the threshold was taken from a card"
    ) { $0.outcomes.operatingPoint?.origin = .card },
    Case(testDescription: "asked again once", words: "non-responses were asked again once") {
      $0.facts.retries = 1
    },
    Case(testDescription: "asked again", words: "non-responses were asked again 3 times") {
      $0.facts.retries = 3
    },
    Case(
      testDescription: "a protocol that the policy does not name",
      words: "the run follows the protocol grandtest, and the policy names none", policy: ""),
    Case(
      testDescription: "no limit on attacks", words: "the policy has no limit on APCER or IAPAR",
      rules: ""),
    Case(testDescription: "nobody named", words: "nobody is named in print: ") { evidence in
      for index in evidence.outcomes.outcomes.indices
      where evidence.outcomes.outcomes[index].species == print {
        evidence.outcomes.outcomes[index].cluster = "presentation:\(index)"
      }
    },
    Case(testDescription: "nobody named, pseudonyms", words: "nobody is named in bona fide: ") {
      evidence in
      evidence.facts.expected[0].namesNobody = true
      for index in evidence.outcomes.outcomes.indices {
        evidence.outcomes.outcomes[index].cluster = "p\(index)"
      }
    },
  ]

  @Test(arguments: cases)
  func `weakens the verdict and is said`(weak: Case) throws {
    var evidence = Self.good()
    weak.change(&evidence)
    let found = verdict(evidence, try policy(weak.policy, rules: weak.rules))
    #expect(found.status == .pass)
    let warnings = found.warnings.filter { $0.severity == .warning }.map(\.message)
    #expect(warnings.contains { $0.hasPrefix(weak.words) }, "\(warnings)")
    let plain = verdict(Self.good(), try policy(Self.bound))
    #expect(plain.status == .pass)
    #expect(!plain.warnings.contains { $0.message.hasPrefix(weak.words) })
  }

  @Test func `a baseline that is the candidate is said to be`() throws {
    let rule = "no_regression: [{id: r, metric: apcer, margin: 0.05}]\n"
    let words = "this compares a run with itself"
    let same = verdict(Self.good(), try policy(rule), baseline: Self.good())
    #expect(same.status == .pass && same.allText.contains(words))
    var other = Self.good()
    other.outcomes.outcomes[0].outcome = .score(0.875)
    #expect(!verdict(Self.good(), try policy(rule), baseline: other).allText.contains(words))
  }

  @Test func `the baseline's threshold and retries are looked at too`() throws {
    var baseline = Self.good()
    baseline.outcomes.name = "old"
    baseline.outcomes.operatingPoint?.origin = .card
    baseline.facts.retries = 1
    let rule = "no_regression: [{id: r, metric: apcer, margin: 0.05}]\n"
    let found = verdict(Self.good(), try policy(rule), baseline: baseline)
      .warnings.filter { $0.file == "old" }.map(\.message)
    #expect(found.count == 2)
    #expect(found.contains { $0.contains("card") } && found.contains { $0.contains("asked again") })
  }
}
