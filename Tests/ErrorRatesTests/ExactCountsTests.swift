import ErrorRates
import PADVocabulary
import Testing

/// Every figure against the plain definition on thousands of small sets full of ties.
struct ExactCountsTests {
  private static let sets = 0..<2000

  private func evaluate(
    _ set: BruteForce, _ criterion: Criterion? = nil, _ rates: [FixedRate] = [],
    curvePoints: Int = 0
  ) throws -> PartitionResult {
    let options = EvaluationOptions(
      fixedRates: rates, curvePoints: curvePoints, choosesThresholdOnTest: true)
    return try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: criterion, options: options
    ).test
  }

  /// Two of the fixed rates, others for every seed: their intervals are what takes time.
  private static func rates(for seed: Int) -> [FixedRate] {
    [rates[seed % rates.count], rates[(seed / 3 + 5) % rates.count]]
  }

  private static let rates: [FixedRate] = [
    .bpcer(atAPCER: 2), .bpcer(atAPCER: 4), .bpcer(atAPCER: 5), .bpcer(atAPCER: 10),
    .bpcer(atAPCER: 100), .apcer(atBPCER: 2), .apcer(atBPCER: 4), .apcer(atBPCER: 5),
    .apcer(atBPCER: 10), .apcer(atBPCER: 100),
  ]

  @Test func `EER, fixed rates and AUC equal the definition on tied sets`() throws {
    var differences = 0
    for seed in Self.sets {
      let set = BruteForce.tied(seed: UInt64(seed))
      let result = try evaluate(set, nil, Self.rates(for: seed))
      for (eer, pooling) in [(result.eer, true), (result.eerWorst, false)] {
        let expected = set.equalErrorRate(pooling: pooling)
        let found = try #require(eer)
        // The worst species may be written with another denominator: compare the fractions.
        if found.falseAccepts * expected.attacks != expected.accepted * found.attacks
          || found.falseRejects != expected.rejected || found.optimalPoints != expected.ties
        {
          differences += 1
        }
        let applied = set.apcer(at: found.threshold, pooling: pooling)
        if applied.0 * found.attacks != found.falseAccepts * applied.1
          || set.rejected(at: found.threshold) != found.falseRejects
        {
          differences += 1
        }
      }
      for fixed in result.fixedRates {
        let rate = try #require(fixed.rate)
        let threshold = try #require(fixed.threshold)
        switch fixed.definition {
        case .bpcer(let k):
          if rate.errors != set.rejected(atAPCERAtMostOneIn: k)
            || set.rejected(at: threshold) != rate.errors
          {
            differences += 1
          }
        case .apcer(let k):
          let expected = set.apcer(atBPCERAtMostOneIn: k)
          let applied = set.apcer(at: threshold, pooling: false)
          if rate.errors * expected.1 != expected.0 * rate.trials
            || applied.0 * expected.1 != expected.0 * applied.1
          {
            differences += 1
          }
        }
      }
      if result.auc?.numerator != set.pairs() { differences += 1 }
    }
    #expect(differences == 0)
  }

  @Test(arguments: [
    "min-hter", "far=0.1", "far=0.25", "far=0", "bpcer2", "bpcer10", "apcer4", "eer",
  ])
  func `a criterion picks the threshold that the definition picks`(_ text: String) throws {
    let criterion = try Criterion(text)
    var differences = 0
    for seed in 0..<250 {
      let set = BruteForce.tied(seed: UInt64(seed))
      let result = try evaluate(set, criterion)
      let accepted = try #require(result.pooledAPCER)
      let rejected = try #require(result.bonaFide.bpcer)
      switch criterion {
      case .minHTER:
        let expected = set.minHTER()
        if expected.accepted != accepted.errors || expected.rejected != rejected.errors {
          differences += 1
        }
      case .far(let limit):
        let first = set.thresholds.first {
          let (count, trials) = set.apcer(at: $0, pooling: true)
          return Double(count) / Double(trials) <= limit
        }
        if rejected.errors != set.rejected(at: first ?? nil) { differences += 1 }
      case .bpcer(let k):
        if rejected.errors != set.rejected(atAPCERAtMostOneIn: k) { differences += 1 }
      case .apcer(let k):
        let expected = set.apcer(atBPCERAtMostOneIn: k)
        let worst = try #require(result.worst?.apcer)
        if worst.errors * expected.1 != expected.0 * worst.trials { differences += 1 }
      default:
        let expected = set.equalErrorRate(pooling: true)
        if expected.accepted != accepted.errors || expected.rejected != rejected.errors {
          differences += 1
        }
      }
    }
    #expect(differences == 0)
  }

  @Test func `curves hold every threshold with its counts`() throws {
    for seed in 0..<100 {
      let set = BruteForce.tied(seed: UInt64(seed))
      let result = try evaluate(set, curvePoints: 1000)
      #expect(result.curves.count == 2 + set.species.count)
      for curve in result.curves {
        #expect(!curve.isThinned)
        for point in curve.points {
          let threshold = point.threshold == .infinity ? nil : point.threshold
          #expect(set.rejected(at: threshold) == point.falseRejects)
          let expected =
            switch curve.subject {
            case .pooled: set.apcer(at: threshold, pooling: true)
            case .worst: set.apcer(at: threshold, pooling: false)
            case .species(let species):
              (
                set.accepted(set.species[Int(species.name.dropFirst()) ?? 0], at: threshold),
                set.species[Int(species.name.dropFirst()) ?? 0].count
              )
            }
          #expect(point.falseAccepts * expected.1 == expected.0 * point.attacks)
        }
      }
      #expect(result.curves[1].points.count == set.thresholds.count)
    }
  }
}
