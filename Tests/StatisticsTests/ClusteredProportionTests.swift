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
}
