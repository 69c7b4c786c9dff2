import Comparison
import Evidence
import PADVocabulary
import ReleaseGate
import Statistics
import Testing

struct RegressionTests {
  /// The released version and a new one with planted error rates of masks: `kept` errors of both,
  /// `added` errors of the new one only, `mended` of the old one only.
  private func versions(
    trials: Int, seed: UInt64, kept: Double, added: Double, mended: Double = 0
  ) -> (baseline: GateEvidence, candidate: GateEvidence) {
    var random = Xoshiro256(seed: seed)
    var baseline = run(
      [.init(species: nil, count: 60), .init(species: mask, count: trials)], name: "released")
    var candidate = baseline
    candidate.outcomes.name = "candidate"
    for index in 60..<(60 + trials) {
      let draw = random.unit()
      let isOld = draw < kept || (draw >= kept + added && draw < kept + added + mended)
      baseline.outcomes.outcomes[index].outcome = .score(isOld ? 0.75 : 0.25)
      // Other scores, same decisions: not the same evidence.
      candidate.outcomes.outcomes[index].outcome = .score(draw < kept + added ? 0.7 : 0.2)
    }
    return (baseline, candidate)
  }

  private func gate() throws -> Policy {
    try policy(
      """
      no_regression:
        - {id: worse, metric: apcer, margin: 0.005}
        - {id: colder, metric: bpcer, margin: 0.005}
      """, rules: "")
  }

  private func count(
    trials: Int, added: Double, mended: Double = 0, seeds: Int = 100,
    where holds: (GateVerdict) -> Bool
  ) throws -> Int {
    let gate = try gate()
    return (0..<seeds).count { seed in
      let (baseline, candidate) = versions(
        trials: trials, seed: UInt64(seed), kept: 0.05, added: added, mended: mended)
      return holds(verdict(candidate, gate, baseline: baseline))
    }
  }

  @Test func `thirty trials leave a planted regression undecided and say how many would do`()
    throws
  {
    let found = try count(trials: 30, added: 0.02) { verdict in
      let rule = verdict.rule("worse")
      return verdict.status == .undecided && rule?.status == .undecided
        && (rule?.findings.first?.moreNeeded ?? 0) > 0
        && verdict.needs.contains { $0.rule == "worse" && $0.species == mask }
    }
    #expect(found >= 90)
  }

  @Test func `three thousand trials find a planted regression`() throws {
    // Ten seeds keep a debug build fast; over a hundred the share is at least as high.
    let found = try count(trials: 3000, added: 0.02, seeds: 10) { verdict in
      verdict.status == .fail && verdict.rule("worse")?.status == .fail
        && verdict.rule("colder")?.status != .fail
    }
    #expect(found >= 9)
  }

  @Test func `versions of equal quality seldom fail`() throws {
    let found = try count(trials: 300, added: 0.01, mended: 0.01) { $0.status == .fail }
    #expect(found <= 5)
  }

  @Test func `identical versions pass as the same evidence, however few the trials`() throws {
    let (baseline, _) = versions(trials: 30, seed: 1, kept: 0.05, added: 0.02)
    var again = baseline
    again.outcomes.name = "candidate"
    again.outcomes.outcomes.reverse()
    let found = verdict(again, try gate(), baseline: baseline)
    #expect(found.rule("worse")?.status == .pass && found.rule("colder")?.status == .pass)
    #expect(found.rule("worse")?.findings.first?.note == "same evidence")
    #expect(found.candidateDigest == found.baselineDigest)
    // Another threshold on the same scores is other evidence.
    again.outcomes.operatingPoint?.threshold = 0.6
    let moved = verdict(again, try gate(), baseline: baseline)
    #expect(moved.candidateDigest != moved.baselineDigest)
    #expect(moved.rule("worse")?.status == .undecided)
  }

  @Test func `flip-free pairs show a margin of half a point at their number`() throws {
    // Tango's one-sided bound without a flip is z^2 / (n + z^2), below .005 from n = 539 on
    // (z = scipy.stats.norm.ppf(.95)).
    for (trials, status, more) in [(539, GateStatus.pass, Int?.none), (530, .undecided, 9)] {
      let (baseline, candidate) = versions(trials: trials, seed: 3, kept: 0.05, added: 0)
      let finding = try #require(
        verdict(candidate, try gate(), baseline: baseline).rule("worse")?.findings.first)
      #expect(finding.status == status && finding.moreNeeded == more)
      #expect(finding.note == "0 newly wrong, 0 repaired")
    }
  }

  @Test func `the number of pairs that would decide does decide`() throws {
    // 3 newly wrong and 1 repaired of 60: too many by a point and more, but too few to tell.
    let rates: [(trials: Int, worse: Int, better: Int)] = [(60, 3, 1), (200, 1, 1), (60, 0, 0)]
    for (trials, worse, better) in rates {
      func judged(_ n: Int, up: Bool) throws -> Finding {
        let scale = Double(n) / Double(trials)
        let rounding: FloatingPointRoundingRule = up ? .up : .down
        let newly = Int((Double(worse) * scale).rounded(rounding))
        let mended = Int((Double(better) * scale).rounded(up ? .down : .up))
        var (baseline, candidate) = versions(trials: n, seed: 1, kept: 0, added: 0)
        for index in 60..<(60 + newly) {
          candidate.outcomes.outcomes[index].outcome = .score(0.7)
        }
        for index in (60 + newly)..<(60 + newly + mended) {
          baseline.outcomes.outcomes[index].outcome = .score(0.7)
        }
        return try #require(
          verdict(candidate, try gate(), baseline: baseline).rule("worse")?.findings.first)
      }
      let isBetter = Double(worse - better) / Double(trials) < 0.005
      let first = try judged(trials, up: isBetter)
      #expect(first.status == .undecided)
      let more = try #require(first.moreNeeded)
      let enough = try judged(trials + more, up: isBetter)
      #expect(enough.status == (isBetter ? .pass : .fail), "\(trials) \(worse) \(more)")
    }
  }

  @Test func `refusing what the released version accepted is no repair`() throws {
    var (baseline, candidate) = versions(trials: 3000, seed: 5, kept: 0.01, added: 0)
    for index in 60..<120 {
      baseline.outcomes.outcomes[index].outcome = .score(0.2)
      candidate.outcomes.outcomes[index].outcome = .nonResponse(.refused)
    }
    let text = "no_regression: [{id: worse, metric: apcer, margin: 0.005}]\n"
    let strict = verdict(candidate, try policy(text), baseline: baseline)
    #expect(strict.rule("worse")?.status == .fail)
    let lenient = verdict(
      candidate, try policy(text, nonResponse: "operational"), baseline: baseline)
    #expect(lenient.rule("worse")?.status == .undecided)
    let refusals = "no_regression: [{id: more, metric: apnrr, margin: 0.005}]\n"
    #expect(
      verdict(candidate, try policy(refusals), baseline: baseline).rule("more")?.status == .fail)
  }

  @Test func `flips inside few videos are no certainty`() throws {
    var (baseline, candidate) = versions(trials: 600, seed: 6, kept: 0, added: 0)
    for index in 60..<660 {
      let video = "video \(index / 60)"
      baseline.outcomes.outcomes[index].cluster = video
      candidate.outcomes.outcomes[index].cluster = video
    }
    let found = verdict(candidate, try gate(), baseline: baseline)
    let finding = try #require(found.rule("worse")?.findings.first)
    // 600 flip-free pairs would do; ten videos do not.
    #expect(finding.status == .undecided && finding.clusters == 10)
    // 539 flip-free videos would do as 539 flip-free pairs do.
    #expect(finding.moreClusters == 529 && finding.moreNeeded == 529 * 60)
    #expect(found.warnings.contains { $0.message.contains("fewer than 20 clusters") })
  }
}
