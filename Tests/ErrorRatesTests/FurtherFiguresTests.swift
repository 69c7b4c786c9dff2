import ErrorRates
import PADVocabulary
import Testing

struct FurtherFiguresTests {
  private static let bonaFide = [
    0.93, 0.88, 0.88, 0.81, 0.77, 0.64, 0.64, 0.52, 0.45, 0.31, 0.99, 0.72,
  ]
  private static let print = [
    0.88, 0.64, 0.41, 0.41, 0.35, 0.31, 0.22, 0.15, 0.12, 0.08, 0.05, 0.02,
  ]
  private static let replay = [0.55, 0.27, 0.19, 0.61, 0.03, 0.07, 0.44, 0.11, 0.16, 0.29]
  private static let set = BruteForce(bonaFide: bonaFide, species: [print, replay])

  private func results(
    _ meaning: ScoreMeaning = .score, policy: NonResponsePolicy = .exclude
  ) throws -> EvaluationResults {
    var table = Self.set.table
    table.append(.nonResponse(.noFace), species: nil)
    return try ErrorRates.evaluate(
      dev: Self.set.table, test: table, criterion: .eer,
      options: EvaluationOptions(
        nonResponsePolicy: policy, wantsFurtherFigures: true, scoreMeaning: meaning))
  }

  @Test(arguments: NonResponsePolicy.allCases)
  func `figures of the ROC equal scikit-learn's`(_ policy: NonResponsePolicy) throws {
    // scikit-learn 1.9.1 roc_curve and roc_auc_score(max_fpr=), scipy 1.17.1 brentq of the curve
    // and of its ConvexHull. Without a response there is no score, whatever the policy.
    let further = try #require(try results(policy: policy).test.further)
    #expect(abs(try #require(further.eerInterpolated) - 2.0 / 11) <= 1e-12)
    #expect(abs(try #require(further.eerROCCH) - 0.14705882352941177) <= 1e-12)
    let raw = [0.00185, 0.0140530303030303, 0.048484848484848506]
    let standardized = [0.5904522613065326, 0.6313131313131313, 0.7288676236044658]
    #expect(further.partialAUC.map(\.limit) == [0.01, 0.05, 0.1])
    for (index, area) in further.partialAUC.enumerated() {
      #expect(abs(area.raw - raw[index]) <= 1e-12)
      #expect(abs(area.standardized - standardized[index]) <= 1e-12)
    }
    #expect(further.acceptanceAtFAR.map(\.limit) == [0.1, 0.01, 0.001, 0.0001])
    #expect(further.acceptanceAtFAR.map(\.rate.errors) == [9, 2, 2, 2])
    #expect(further.acceptanceAtFAR.allSatisfy { $0.rate.trials == 12 && $0.rate.interval != nil })
    #expect(
      further.acceptanceAtFAR.map(\.support)
        == [30, 300, 3000, 30_000].map {
          .unsupported(present: 22, needed: $0)
        })
  }

  @Test func `BPCERk where Bob puts the threshold`() throws {
    // By hand: at 1 of 10 Bob takes 0.88 for prints (1 of 12) and 0.61 for replays (1 of 10); at 1
    // of 20 and of 100 the number above the highest print.
    let further = try #require(try results().test.further)
    #expect(further.bobFixedRates.map(\.name) == ["bpcer10_bob", "bpcer20_bob", "bpcer100_bob"])
    #expect(further.bobFixedRates.map(\.threshold) == [0.88, (0.88).nextUp, (0.88).nextUp])
    #expect(further.bobFixedRates.map(\.rate.errors) == [8, 10, 10])
    let single = BruteForce(bonaFide: [1, 2], species: [[0]])
    let lone = try ErrorRates.evaluate(
      dev: nil, test: single.table, criterion: nil,
      options: EvaluationOptions(wantsFurtherFigures: true))
    #expect(lone.test.further?.bobFixedRates.isEmpty == true)
  }

  @Test func `calibration is what the meaning of the scores allows`() throws {
    // scikit-learn 1.9.1 brier_score_loss, log_loss and (weighted for equal priors)
    // IsotonicRegression; numpy 2.4.6 logaddexp and digitize.
    let plain = try #require(try results().test.further?.calibration)
    #expect(abs(plain.minCllr - 0.43759448123610234) <= 1e-12)
    #expect(plain.cllr == nil && plain.brierScore == nil && plain.expectedError == nil)
    let ratios = try #require(try results(.logLikelihoodRatio).test.further?.calibration)
    #expect(abs(try #require(ratios.cllr) - 0.9073383098034574) <= 1e-12)
    #expect(ratios.brierScore == nil && ratios.logLoss == nil)
    let sure = try #require(try results(.probability).test.further?.calibration)
    #expect(abs(try #require(sure.cllr) - 0.5839237746530618) <= 1e-12)
    #expect(abs(try #require(sure.brierScore) - 0.12963529411764707) <= 1e-12)
    #expect(abs(try #require(sure.logLoss) - 0.40969297179401076) <= 1e-12)
    #expect(abs(try #require(sure.expectedError) - 0.1552941176470588) <= 1e-12)
    #expect(sure.expectedErrorEqualMass != nil)
    #expect(sure.minCllr == plain.minCllr)
  }

  @Test func `certainty that is wrong costs without end`() throws {
    let set = BruteForce(bonaFide: [0, 1], species: [[0, 0.5]])
    let results = try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: nil,
      options: EvaluationOptions(wantsFurtherFigures: true, scoreMeaning: .probability))
    let calibration = try #require(results.test.further?.calibration)
    #expect(calibration.logLoss == .infinity)
    #expect(calibration.cllr == .infinity)
    #expect(calibration.brierScore == (1 + 0.25) / 4)
  }

  @Test(arguments: [1.5, -0.001, .infinity])
  func `scores that are no probabilities are refused where they claim to be`(
    _ score: Double
  ) throws {
    let good = BruteForce(bonaFide: [0.5], species: [[0]])
    let bad = BruteForce(bonaFide: [0.5], species: [[0, score, score]])
    let options = EvaluationOptions(scoreMeaning: .probability)
    let error = #expect(throws: InvalidInput.self) {
      try ErrorRates.evaluate(dev: bad.table, test: good.table, criterion: .eer, options: options)
    }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.file == "dev scores")
    #expect(diagnostic.message.hasPrefix("the score \(score) of row 3 is no probability"))
    #expect(diagnostic.message.hasSuffix("in all: 2"))
    #expect(diagnostic.remedy.contains("log-likelihood-ratio"))
    _ = try ErrorRates.evaluate(dev: bad.table, test: good.table, criterion: .eer)
  }

  @Test func `the expected performance curve is that of dev and test`() throws {
    let dev = BruteForce.tied(seed: 3)
    let test = BruteForce.tied(seed: 4)
    let options = EvaluationOptions(wantsFurtherFigures: true)
    let results = try ErrorRates.evaluate(
      dev: dev.table, test: test.table, criterion: .eer, options: options)
    let curve = try #require(try ExpectedPerformanceCurve(dev: dev.table, test: test.table))
    #expect(results.expectedPerformance == curve.points)
    #expect(results.expectedPerformance.map(\.beta).last == 1)
    let alone = try ErrorRates.evaluate(
      dev: nil, test: test.table, criterion: .eer, options: options)
    #expect(alone.expectedPerformance.isEmpty)
    let attacksOnly = try ErrorRates.evaluate(
      dev: BruteForce(bonaFide: [], species: [[1]]).table, test: test.table, criterion: .eer,
      options: options)
    #expect(attacksOnly.expectedPerformance.isEmpty)
  }

  @Test func `nothing further is made unasked, or of an empty class`() throws {
    let plain = try ErrorRates.evaluate(dev: nil, test: Self.set.table, criterion: nil)
    #expect(plain.test.further == nil && plain.expectedPerformance.isEmpty)
    let empty = try ErrorRates.evaluate(
      dev: nil, test: BruteForce(bonaFide: [], species: [[1]]).table, criterion: nil,
      options: EvaluationOptions(wantsFurtherFigures: true))
    #expect(empty.test.further == FurtherFigures())
  }
}
