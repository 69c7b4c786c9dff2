import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct CostCurveTests {
  @Test func `EPC picks the last of the best thresholds, by trying all`() throws {
    for seed in 0..<200 {
      let dev = BruteForce.tied(seed: UInt64(seed))
      let test = BruteForce.tied(seed: UInt64(seed + 5000))
      let curve = try #require(
        try ExpectedPerformanceCurve(dev: dev.table, test: test.table, count: 5))
      for (step, point) in curve.points.enumerated() {
        var best: (cost: Int, accepted: Int, rejected: Int)?
        for threshold in dev.thresholds {
          let (accepted, attacks) = dev.apcer(at: threshold, pooling: true)
          let rejected = dev.rejected(at: threshold)
          let cost =
            step * accepted * dev.bonaFide.count + (4 - step) * rejected * attacks
          if best.map({ cost <= $0.cost }) ?? true { best = (cost, accepted, rejected) }
        }
        #expect(dev.apcer(at: point.threshold, pooling: true).0 == best?.accepted)
        #expect(dev.rejected(at: point.threshold) == best?.rejected)
        let (accepted, attacks) = test.apcer(at: point.threshold, pooling: true)
        let far = Double(accepted) / Double(attacks)
        let frr = Double(test.rejected(at: point.threshold)) / Double(test.bonaFide.count)
        #expect(abs(point.testHTER - (far + frr) / 2) <= 1e-15)
      }
      #expect(curve.points.map(\.beta) == [0, 0.25, 0.5, 0.75, 1])
      #expect(curve.area >= 0 && curve.area <= 1)
    }
  }

  @Test func `EPC is nil without both classes`() throws {
    let attacks = BruteForce(bonaFide: [], species: [[1]])
    let both = BruteForce(bonaFide: [1], species: [[0]])
    #expect(try ExpectedPerformanceCurve(dev: attacks.table, test: both.table) == nil)
    #expect(try ExpectedPerformanceCurve(dev: both.table, test: both.table, count: 1) == nil)
    let curve = try #require(try ExpectedPerformanceCurve(dev: both.table, test: both.table))
    #expect(curve.points.count == 101)
    // With all weight on false accepts the last of the best thresholds rejects everything.
    #expect(curve.points[100].testHTER == 0.5)
  }

  @Test func `spoofability weighs attacks against zero-effort impostors`() throws {
    // By hand: at 6, IAPAR 1/2, FMR 0, FRR 1/4.
    let scores = Spoofability.Scores(
      genuine: [5, 6, 8, 9], impostors: [1, 2, 3, 4], attacks: [4, 5, 5, 7])
    let system = try #require(Spoofability(dev: scores, test: scores))
    let licit = try #require(system.point(omega: 0, beta: 0.5))
    #expect(licit.threshold == 5)
    #expect(licit.testWER == 0)
    #expect(licit.testIAPAR == 0.75)
    let attacked = try #require(system.point(omega: 1, beta: 0.5))
    // Least of FAR + FRR: 1/4 + 1/4 at 6 and 7 and 0 + 1/2 at 8; the last is taken.
    #expect(attacked.threshold == 8)
    #expect(attacked.devWER == 0.25)
    #expect(attacked.testIAPAR == 0)
    let equal = try #require(system.point(omega: 1, beta: 0.5, criterion: .equal))
    #expect(equal.testIAPAR == 0.25)
    #expect(equal.testHTER == 0.25)
    #expect(system.curve(omegas: [0, 0.5, 1, 2]).count == 3)
    #expect(
      Spoofability(dev: scores, test: .init(genuine: [], impostors: [1], attacks: [1])) == nil)
  }

  @Test func `transaction rates are the standard's formulae`() {
    #expect(abs(TransactionRates.frr(fnmr: 0.1, failureToAcquire: 0.2) - 0.28) <= 1e-15)
    #expect(abs(TransactionRates.far(fmr: 0.1, failureToAcquire: 0.2) - 0.08) <= 1e-15)
    #expect(abs(TransactionRates.generalisedFRR(frr: 0.1, failureToEnrol: 0.5) - 0.55) <= 1e-15)
    #expect(abs(TransactionRates.generalisedFAR(far: 0.1, failureToEnrol: 0.5) - 0.05) <= 1e-15)
  }

  @Test func `frames become one outcome`() {
    let frames: [Outcome] = [.score(1), .nonResponse(.noFace), .score(4), .score(2), .score(9)]
    let found = FrameAggregation.allCases.map { $0.outcome(of: frames) }
    #expect(found == [.score(4), .score(3), .score(1), .score(9)])
    #expect(
      FrameAggregation.mean.outcome(of: [.nonResponse(.noFace), .nonResponse(.timeout)])
        == .nonResponse(.noFace))
    #expect(FrameAggregation.mean.outcome(of: []) == .nonResponse(.missingInput))
    #expect(
      FrameAggregation.mean.outcome(of: [.score(.infinity), .score(-.infinity)])
        == .nonResponse(.notFinite))
    let huge = Double.greatestFiniteMagnitude
    #expect(FrameAggregation.mean.outcome(of: [.score(huge), .score(huge)]) == .score(huge))
  }
}
