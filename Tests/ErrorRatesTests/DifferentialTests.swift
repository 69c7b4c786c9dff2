import ErrorRates
import Statistics
import Testing

/// Values from fairlearn 0.15.0 (difference, ratio), genieclust 1.3.0 (Gini) and the formulae of
/// Idiap's demographics package.
struct DifferentialTests {
  private func differential(_ names: [String]) -> Differential {
    let counts = [
      "A": (4, 200, 10, 400), "B": (12, 200, 6, 300), "C": (2, 100, 20, 400), "D": (0, 50, 1, 50),
    ]
    return Differential(
      names.compactMap { name in
        counts[name].map {
          Differential.Group(
            name: name, apcer: Rate(errors: $0.0, trials: $0.1),
            bpcer: Rate(errors: $0.2, trials: $0.3))
        }
      })
  }

  @Test(arguments: [
    (0.25, 0.9625, 0.3565217391304347), (0.5, 0.955, 0.43768115942028984),
    (0.75, 0.9475, 0.5188405797101449),
  ])
  func `four groups, one without an error`(_ weight: Double, _ fdr: Double, _ garbe: Double) throws
  {
    let four = differential(["D", "C", "B", "A"])
    #expect(four.groups.map(\.name) == ["A", "B", "C", "D"])
    #expect(abs(try #require(four.fairnessDiscrepancyRate(apcerWeight: weight)) - fdr) <= 1e-12)
    #expect(abs(try #require(four.garbe(apcerWeight: weight)) - garbe) <= 1e-12)
    #expect(four.inequityRate(apcerWeight: weight) == nil)
    #expect(four.ratio(.apcer) == nil)
    #expect(abs(try #require(four.ratio(.bpcer)) - 2.5) <= 1e-12)
    #expect(abs(try #require(four.difference(.apcer)) - 0.06) <= 1e-15)
    #expect(abs(try #require(four.difference(.bpcer)) - 0.03) <= 1e-15)
  }

  @Test(arguments: [
    (0.25, 0.9675, 2.616587848480264, 0.33684210526315783),
    (0.5, 0.965, 2.7386127875258306, 0.3578947368421052),
    (0.75, 0.9625, 2.8663283766131005, 0.3789473684210526),
  ])
  func `three groups with errors`(
    _ weight: Double, _ fdr: Double, _ inequity: Double, _ garbe: Double
  ) throws {
    let three = differential(["A", "B", "C"])
    #expect(abs(try #require(three.fairnessDiscrepancyRate(apcerWeight: weight)) - fdr) <= 1e-12)
    #expect(abs(try #require(three.inequityRate(apcerWeight: weight)) - inequity) <= 1e-12)
    #expect(abs(try #require(three.garbe(apcerWeight: weight)) - garbe) <= 1e-12)
    #expect(abs(try #require(three.gini(.apcer)) - 0.4) <= 1e-12)
    #expect(abs(try #require(three.gini(.bpcer)) - 0.31578947368421045) <= 1e-12)
  }

  @Test func `one group or an undefined rate compares nothing`() {
    #expect(differential(["A"]).difference(.apcer) == nil)
    let empty = Differential([
      .init(name: "A", apcer: Rate(errors: 0, trials: 0), bpcer: Rate(errors: 0, trials: 5)),
      .init(name: "B", apcer: Rate(errors: 0, trials: 5), bpcer: Rate(errors: 0, trials: 5)),
    ])
    #expect(empty.garbe(apcerWeight: 0.5) == nil)
    #expect(empty.gini(.bpcer) == 0)
  }

  @Test func `a small group makes no claim of its own`() {
    func rate(_ k: Int, _ n: Int) -> Rate {
      Rate(
        errors: k, trials: n, interval: ProportionInterval.clopperPearson(count: k, trials: n))
    }
    #expect(Differential.isTooSmall(rate(5, 20), subjects: 20))
    #expect(!Differential.isTooSmall(rate(5, 200), subjects: 20))
    #expect(Differential.isTooSmall(rate(5, 200), subjects: 9))
    #expect(Differential.isTooSmall(Rate(errors: 0, trials: 0), subjects: 20))
  }
}
