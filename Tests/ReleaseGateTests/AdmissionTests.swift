import Comparison
import Evidence
import PADVocabulary
import ReleaseGate
import Testing

/// What is missing, empty, not finite or not what the policy asks for is never a pass.
struct AdmissionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var words: String
    var more = ""
    var change: @Sendable (inout GateEvidence) -> Void

    var testDescription: String { name }

    init(
      _ name: String, _ words: String, policy more: String = "",
      _ change: @escaping @Sendable (inout GateEvidence) -> Void
    ) {
      self.name = name
      self.words = words
      self.more = more
      self.change = change
    }
  }

  static func good() -> GateEvidence {
    run([
      .init(species: nil, count: 300), .init(species: print, count: 300),
      .init(species: mask, count: 300),
    ])
  }

  static let cases: [Case] = [
    Case("empty set", "there is no bona fide presentation") { $0.outcomes.outcomes = [] },
    Case("no attacks", "there is no attack presentation") {
      $0.outcomes.outcomes.removeAll { $0.species != nil }
    },
    Case("no bona fide", "there is no bona fide presentation") {
      $0.outcomes.outcomes.removeAll { $0.species == nil }
    },
    Case("all non-responses", "got a response") { evidence in
      for index in evidence.outcomes.outcomes.indices {
        evidence.outcomes.outcomes[index].outcome = .nonResponse(.crash)
      }
    },
    Case("one species without a response", "mask-3d/resin got no response at all") { evidence in
      for index in evidence.outcomes.outcomes.indices
      where evidence.outcomes.outcomes[index].species == mask {
        evidence.outcomes.outcomes[index].outcome = .nonResponse(.timeout)
      }
    },
    Case("a NaN score", "is not a number") { $0.outcomes.outcomes[5].outcome = .score(.nan) },
    Case("an infinite score", "1 scores are infinite") {
      $0.outcomes.outcomes[5].outcome = .score(.infinity)
    },
    Case("a NaN threshold", "threshold is not a number") {
      $0.outcomes.operatingPoint?.threshold = .nan
    },
    Case("an infinite threshold", "is not finite") {
      $0.outcomes.operatingPoint?.threshold = -.infinity
    },
    Case("no threshold", "there is no threshold") { $0.outcomes.operatingPoint = nil },
    Case("an oracle threshold", "chosen on the test data (oracle:test:eer)") {
      $0.outcomes.operatingPoint?.origin = .oracle(criterion: "eer")
    },
    Case(
      "a threshold of another origin", "does not allow a threshold of origin dev:eer",
      policy: "thresholds: [card, dev:bpcer20]\n"
    ) { _ in },
    Case("an unfinished run", "not complete") { $0.facts.isComplete = false },
    Case("a run under work", "its journal was not sealed") { $0.facts.isSealed = false },
    Case(
      "dev copied from test",
      "2 presentations of dev show the same pictures as one of test, the first pair is tune-1 and "
        + "print-7"
    ) { evidence in
      evidence.dev = [
        DevPresentation(id: "tune-0", mediaDigest: "other"),
        DevPresentation(id: "tune-1", mediaDigest: "print-7"),
        DevPresentation(id: "tune-2", mediaDigest: "bona-fide-0"),
      ]
    },
    Case("frames as rows", "frames are no trials") { $0.facts.trialUnit = .frame },
    Case("a presentation twice", "listed more than once") { evidence in
      evidence.outcomes.outcomes.append(evidence.outcomes.outcomes[7])
    },
    Case("the same pictures twice", "show the same pictures") { evidence in
      evidence.outcomes.outcomes[1].mediaDigest = evidence.outcomes.outcomes[0].mediaDigest
    },
    Case("pictures nobody hashed", "have no digest of their pictures") {
      $0.outcomes.outcomes[3].mediaDigest = nil
    },
    Case("tampered pictures", "differ from the dataset's lock") {
      $0.outcomes.outcomes[3].outcome = .nonResponse(.tampered)
    },
    Case("fewer presentations", "299 presentations of print, and the protocol has 300") {
      evidence in
      evidence.outcomes.outcomes.remove(at: 400)
    },
    Case("a species too many", "the protocol has no presentations of mask-3d/resin") {
      $0.facts.expected.removeLast()
    },
    Case("nobody says what must be there", "neither the run nor the policy") {
      $0.facts.expected = []
    },
    Case(
      "a missing species", "species replay/phone is missing",
      policy: "dataset: {species: [mask-3d/resin, print, replay/phone]}\n"
    ) { _ in },
    Case(
      "an unknown species", "the policy knows no species mask-3d/resin",
      policy: "dataset: {species: [print]}\n"
    ) { _ in },
    Case("another dataset", "the policy is about other", policy: "dataset: {name: other}\n") { _ in
    },
    Case(
      "another root digest", "the dataset has the digest",
      policy: "dataset: {digest: \"\(ContentDigest(of: "other"))\"}\n"
    ) { _ in },
    Case(
      "an unlocked dataset", "is unlocked",
      policy: "dataset: {digest: \"\(ContentDigest(of: "set"))\"}\n"
    ) { $0.facts.datasetDigest = nil },
    Case(
      "another protocol", "the policy is about fold-2", policy: "dataset: {protocol: fold-2}\n"
    ) { _ in },
    Case("synthetic data", "are synthetic") { $0.facts.isSynthetic = true },
    Case("perhaps synthetic data", "nobody says") { $0.facts.isSynthetic = nil },
    Case("reversed polarity", "polarity look reversed") { evidence in
      for index in evidence.outcomes.outcomes.indices {
        if case .score(let score) = evidence.outcomes.outcomes[index].outcome {
          evidence.outcomes.outcomes[index].outcome = .score(1 - score)
        }
      }
    },
    Case(
      "no baseline", "there is none",
      policy: "no_regression: [{id: r, metric: apcer, margin: 0.01}]\n"
    ) { _ in },
  ]

  @Test func `the evidence that the cases spoil passes`() throws {
    #expect(verdict(Self.good(), try policy()).status == .pass)
  }

  @Test(arguments: cases)
  func `unfit evidence cannot be judged`(unfit: Case) throws {
    var evidence = Self.good()
    unfit.change(&evidence)
    let found = verdict(evidence, try policy(unfit.more))
    #expect(found.status == .cannotJudge && found.status.exitCode == 65)
    #expect(found.faults.contains { $0.message.contains(unfit.words) }, "\(found.faults)")
    #expect(found.rules.isEmpty)
  }

  private static let regression = "no_regression: [{id: r, metric: apcer, margin: 0.01}]\n"

  static let baselines: [Case] = [
    Case("expired", "expired on 2026-05-31", policy: "baseline: {expires: 2026-05-31}\n") { _ in },
    Case(
      "other outcomes", "the policy is about",
      policy: "baseline: {outcomes: \"\(ContentDigest(of: "x"))\"}\n"
    ) { _ in },
    Case("another dataset", "not shown to be runs on the same dataset") {
      $0.facts.datasetDigest = ContentDigest(of: "other")
    },
    Case("another protocol", "different protocols") { $0.facts.protocolName = "fold-2" },
    Case("other presentations", "on one side only") { evidence in
      evidence.outcomes.outcomes[0].id = "renamed"
    },
    Case("other labels", "another class or species") { evidence in
      evidence.outcomes.outcomes[400].species = mask
      evidence.facts.expected = []
    },
    Case("its own oracle", "chosen on the test data") {
      $0.outcomes.operatingPoint?.origin = .oracle(criterion: "eer")
    },
  ]

  @Test(arguments: baselines)
  func `an unfit baseline is no baseline`(unfit: Case) throws {
    var baseline = Self.good()
    unfit.change(&baseline)
    let found = verdict(
      Self.good(), try policy(Self.regression + unfit.more), baseline: baseline)
    #expect(found.status == .cannotJudge)
    #expect(found.faults.contains { $0.message.contains(unfit.words) }, "\(found.faults)")
  }
}
