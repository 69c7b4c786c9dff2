import Statistics
import Testing

struct ClusteredProportionTests {
  @Test func `ten frames of one video are not ten trials`() throws {
    let videos = (0..<30).map { index in
      ClusteredProportion.Cluster(errors: index < 6 ? 10 : 0, trials: 10)
    }
    let proportion = ClusteredProportion(videos)
    let exact = try #require(
      ProportionInterval.clopperPearson(count: proportion.errors, trials: proportion.trials))
    let wider = try #require(proportion.interval(replicates: 500))
    #expect(wider.method == .widerOfExactAndClusters)
    #expect(wider.lower < exact.lower && wider.upper > exact.upper)
    // 6 of 30 videos, scipy 1.17.1 beta.ppf: 0.077 to 0.386; the clustered interval is of that size.
    #expect(wider.upper > 0.3)
  }

  @Test func `without an error clusters count as trials`() throws {
    let proportion = ClusteredProportion(
      Array(repeating: .init(errors: 0, trials: 10), count: 30))
    let interval = try #require(proportion.bootstrapInterval(replicates: 100))
    #expect(interval.method == .clopperPearsonOnClusters)
    #expect(abs(interval.upper - 0.11570330822202778) <= 1e-10)
  }

  @Test func `single trials take the exact interval`() throws {
    let proportion = ClusteredProportion(
      (0..<50).map { .init(errors: $0 == 0 ? 1 : 0, trials: 1) })
    #expect(try #require(proportion.interval()).method == .clopperPearson)
    #expect(ClusteredProportion([]).interval() == nil)
    #expect(ClusteredProportion([.init(errors: 1, trials: 1)]).hasFewClusters)
  }

  @Test func `replicates depend on the seed alone`() {
    let proportion = ClusteredProportion(
      (0..<12).map { .init(errors: $0 % 3, trials: 4) })
    #expect(proportion.replicates(50, seed: 9) == proportion.replicates(50, seed: 9))
    #expect(Array(proportion.replicates(50, seed: 9)[..<10]) == proportion.replicates(10, seed: 9))
    #expect(proportion.replicates(50, seed: 9) != proportion.replicates(50, seed: 10))
  }

  @Test func `a verdict on clusters needs more than one on trials`() {
    // 300 frames without an error show 7 %; 10 videos of 30 frames do not.
    let videos = ClusteredProportion(Array(repeating: .init(errors: 0, trials: 30), count: 10))
    #expect(LimitVerdict.judge(errors: 0, trials: 300, limit: 0.07) == .pass)
    #expect(LimitVerdict.judge(videos, limit: 0.07) == .undecided(trialsNeeded: nil))
    let more = ClusteredProportion(Array(repeating: .init(errors: 0, trials: 30), count: 42))
    #expect(LimitVerdict.judge(more, limit: 0.07) == .pass)
    let one = ClusteredProportion([.init(errors: 30, trials: 30)])
    #expect(LimitVerdict.judge(one, limit: 0.07) == .undecided(trialsNeeded: nil))
    let frames = ClusteredProportion(Array(repeating: .init(errors: 1, trials: 1), count: 5))
    #expect(LimitVerdict.judge(frames, limit: 0.07) == .fail)
  }

  @Test func `the bounds of Common Criteria laboratories`() throws {
    // cPP for biometrics, BS_SD: 5 errors in 174 trials give 0.045 at 80 %.
    let bound = try #require(NormalBound.upper(errors: 5, trials: 174))
    #expect(abs(bound - 0.0450) <= 5e-5)
    #expect(NormalBound.upper(errors: 0, trials: 1) == nil)
    // One trial per cluster: sqrt(p (1 - p) / (n - 1)).
    let single = ClusteredProportion(
      (0..<10).map { .init(errors: $0 < 2 ? 1 : 0, trials: 1) })
    let error = try #require(NormalBound.standardError(single))
    #expect(abs(error - (0.2 * 0.8 / 9).squareRoot()) <= 1e-15)
  }

  @Test func `paired differences draw whole clusters`() throws {
    let same = ClusteredDifference(
      (0..<30).map { .init(firstErrors: $0 % 3, secondErrors: $0 % 3, trials: 5) })
    #expect(same.value == 0)
    let flat = try #require(same.interval(replicates: 100))
    #expect((flat.lower, flat.upper) == (0, 0))
    let worse = ClusteredDifference(
      (0..<30).map { .init(firstErrors: 1 + $0 % 2, secondErrors: 0, trials: 5) })
    #expect(abs(worse.value - 0.3) <= 1e-15)
    let interval = try #require(worse.interval(replicates: 500, seed: 4))
    #expect(interval.lower > 0.25 && interval.upper < 0.35)
    #expect(interval.method == .clusterBootstrapBCa)
    #expect(ClusteredDifference([]).interval() == nil)
    #expect(worse.replicates(20, seed: 4) == Array(worse.replicates(30, seed: 4)[..<20]))
  }
}
