import Comparison
import Evidence
import PADVocabulary
import ReleaseGate
import Testing

/// None of these may pass a gate that the honest system fails.
struct TrickTests {
  /// 40 of 300 masks accepted, 60 of 300 bona fide rejected.
  private func honest() -> GateEvidence {
    run([
      .init(species: nil, count: 300, errors: 60), .init(species: print, count: 300),
      .init(species: mask, count: 300, errors: 40),
    ])
  }

  private static let bound = """
    dataset:
      name: set
      digest: "\(ContentDigest(of: "set"))"
      protocol: grandtest
      species: [mask-3d/resin, print]

    """

  /// The verdict of a changed run under both non-response policies, which must not be a pass.
  private func statuses(
    _ more: String = TrickTests.bound, on day: CalendarDate = today,
    change: (inout GateEvidence) -> Void
  ) throws -> [GateStatus] {
    try ["conservative", "operational"].map { nonResponse in
      var evidence = honest()
      change(&evidence)
      return verdict(evidence, try policy(more, nonResponse: nonResponse), on: day).status
    }
  }

  /// Refuses some of the rows that are errors.
  private func refuse(
    _ evidence: inout GateEvidence, _ reason: NonResponseReason, _ species: PAISpecies?,
    count: Int = .max
  ) {
    var left = count
    for index in evidence.outcomes.outcomes.indices where left > 0 {
      let row = evidence.outcomes.outcomes[index]
      guard row.species == species, let score = row.outcome.score,
        (score >= 0.5) == (species != nil)
      else { continue }
      evidence.outcomes.outcomes[index].outcome = .nonResponse(reason)
      left -= 1
    }
  }

  @Test func `the honest system fails`() throws {
    #expect(try statuses { _ in } == [.fail, .fail])
  }

  @Test(arguments: [NonResponseReason.refused, .timeout, .crash, .noFace])
  func `refusing hard attacks`(reason: NonResponseReason) throws {
    let found = try statuses { refuse(&$0, reason, mask) }
    #expect(found == [.fail, .fail])
  }

  @Test func `refusing so few attacks that the limit on refusals still holds`() throws {
    // 30 of 1,000 masks accepted are too many for 3 %; without 12 of them 18 would do.
    let rules = "  - {id: apcer, metric: apcer, at_most: 0.03}\n"
    func judged(_ nonResponse: String, refused: Int) throws -> GateVerdict {
      verdict(
        run([
          .init(species: nil, count: 300),
          .init(species: mask, count: 1000, errors: 42 - refused, refusals: refused),
        ]), try policy(nonResponse: nonResponse, rules: rules))
    }
    #expect(try judged("conservative", refused: 0).status == .fail)
    #expect(try judged("conservative", refused: 28).status == .fail)
    #expect(try judged("operational", refused: 0).status == .fail)
    let found = try judged("operational", refused: 28)
    #expect(found.rule("apnrr")?.status == .pass && found.rule("apcer")?.status == .undecided)
    #expect(found.allText.contains("refused attacks count as thwarted"))
    #expect(found.needs.isEmpty)
  }

  @Test func `refusing half the bona fides`() throws {
    let found = try statuses { evidence in
      refuse(&evidence, .refused, nil)
      for index in 60..<150 { evidence.outcomes.outcomes[index].outcome = .nonResponse(.refused) }
      for index in evidence.outcomes.outcomes.indices
      where evidence.outcomes.outcomes[index].species != nil {
        evidence.outcomes.outcomes[index].outcome = .score(0.1)
      }
    }
    #expect(found == [.fail, .fail])
  }

  @Test func `timing out`() throws {
    let found = try statuses { evidence in
      refuse(&evidence, .timeout, mask)
      refuse(&evidence, .timeout, nil)
    }
    #expect(found == [.fail, .fail])
  }

  @Test func `a species removed`() throws {
    func remove(_ evidence: inout GateEvidence) {
      evidence.outcomes.outcomes.removeAll { $0.species == mask }
    }
    #expect(try statuses(change: remove) == [.cannotJudge, .cannotJudge])
    // The policy names no species, but the protocol has the masks.
    #expect(try statuses("", change: remove) == [.cannotJudge, .cannotJudge])
  }

  @Test func `a species renamed`() throws {
    func rename(_ evidence: inout GateEvidence) {
      for index in evidence.outcomes.outcomes.indices
      where evidence.outcomes.outcomes[index].species == mask {
        evidence.outcomes.outcomes[index].species = print
      }
    }
    #expect(try statuses(change: rename) == [.cannotJudge, .cannotJudge])
    #expect(try statuses("", change: rename) == [.cannotJudge, .cannotJudge])
    let other = try statuses { evidence in
      rename(&evidence)
      evidence.facts.expected = []
    }
    #expect(other == [.cannotJudge, .cannotJudge])
  }

  @Test func `a threshold chosen on the test data`() throws {
    let found = try statuses {
      $0.outcomes.operatingPoint = OperatingPoint(
        threshold: 0.8, origin: .oracle(criterion: "bpcer20"))
    }
    #expect(found == [.cannotJudge, .cannotJudge])
  }

  @Test func `another dataset root or protocol`() throws {
    let root = try statuses { evidence in
      evidence.outcomes.outcomes.removeAll { $0.outcome.score.map { $0 == 0.75 } == true }
      evidence.facts.datasetDigest = ContentDigest(of: "easier")
      evidence.facts.expected = []
    }
    #expect(root == [.cannotJudge, .cannotJudge])
    let protocolName = try statuses { $0.facts.protocolName = "easy" }
    #expect(protocolName == [.cannotJudge, .cannotJudge])
  }

  @Test func `reversed polarity`() throws {
    let found = try statuses { evidence in
      for index in evidence.outcomes.outcomes.indices {
        let score = evidence.outcomes.outcomes[index].outcome.score ?? 0
        evidence.outcomes.outcomes[index].outcome = .score(-score)
      }
      evidence.outcomes.operatingPoint?.threshold = -0.5
    }
    #expect(found == [.cannotJudge, .cannotJudge])
  }

  @Test func `infinite scores`() throws {
    let found = try statuses { evidence in
      for index in evidence.outcomes.outcomes.indices {
        let isAttack = evidence.outcomes.outcomes[index].species != nil
        evidence.outcomes.outcomes[index].outcome = .score(isAttack ? -.infinity : .infinity)
      }
    }
    #expect(found == [.cannotJudge, .cannotJudge])
  }

  @Test func `frames counted as trials`() throws {
    // Ten frames each of 10 videos per class instead of a hundred presentations.
    func frames(unit: RunFacts.TrialUnit) throws -> GateStatus {
      var evidence = run([
        .init(species: nil, count: 300, clusterSize: 30),
        .init(species: print, count: 300, clusterSize: 30),
      ])
      evidence.facts.trialUnit = unit
      return verdict(evidence, try policy()).status
    }
    #expect(try frames(unit: .frame) == .cannotJudge)
    // Even called presentations they do not pass: they share their videos.
    #expect(try frames(unit: .presentation) == .undecided)
  }

  @Test func `duplicates under new ids`() throws {
    // The good half of the masks again, so that the bad ones weigh less.
    func duplicated(_ more: String, digests: Bool) throws -> [GateStatus] {
      try statuses(more) { evidence in
        for copy in 0..<4 {
          for var row in evidence.outcomes.outcomes
          where row.species == mask && row.outcome == .score(0.25) && !row.id.contains("copy") {
            row.id += " copy \(copy)"
            if !digests { row.mediaDigest = nil }
            evidence.outcomes.outcomes.append(row)
          }
        }
      }
    }
    #expect(try duplicated(Self.bound, digests: true) == [.cannotJudge, .cannotJudge])
    #expect(try duplicated(Self.bound, digests: false) == [.cannotJudge, .cannotJudge])
    #expect(
      try duplicated("dataset: {unknown_media: allowed}\n", digests: false)
        == [.cannotJudge, .cannotJudge])
  }

  @Test func `so few replicates that a seed can be picked`() throws {
    // 12 of 240 in 24 clusters of ten, five of them with errors: about 5 % with a wide spread.
    var evidence = run([
      .init(species: nil, count: 300), .init(species: mask, count: 240, clusterSize: 10),
    ])
    var wrong = 0
    for index in evidence.outcomes.outcomes.indices
    where evidence.outcomes.outcomes[index].species == mask && index % 10 < 2 && wrong < 12 {
      evidence.outcomes.outcomes[index].outcome = .score(0.75)
      wrong += 1
    }
    let policy = try policy(rules: "  - {id: apcer, metric: apcer, at_most: 0.085}\n")
    func found(_ replicates: Int, seed: UInt64) -> GateVerdict {
      Gate.judge(
        evidence, by: policy, on: today, options: GateOptions(replicates: replicates, seed: seed))
    }
    let few = found(5, seed: 1)
    #expect(few == found(1000, seed: 1))
    #expect(few.options == GateOptions(replicates: 1000, seed: 1))
    #expect(found(2000, seed: 7).options.replicates == 2000)
  }

  @Test func `an expired waiver`() throws {
    let waivers = """
      waivers:
        - {rule: apcer, reason: r, expires: 2026-05-31}
        - {rule: bpcer, reason: r, expires: 2026-05-31}

      """
    #expect(try statuses(Self.bound + waivers) { _ in } == [.fail, .fail])
    // Only to show that the waivers would have done it.
    #expect(
      try statuses(Self.bound + waivers, on: date("2026-05-31")) { _ in } == [.pass, .pass])
  }

  @Test(arguments: ShippedPolicy.allCases)
  func `synthetic data under a regulator's policy`(shipped: ShippedPolicy) throws {
    var evidence = run([.init(species: nil, count: 300), .init(species: print, count: 300)])
    evidence.facts.isSynthetic = true
    #expect(verdict(evidence, try shipped.policy()).status == .cannotJudge)
  }
}
