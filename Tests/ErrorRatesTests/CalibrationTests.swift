import ErrorRates
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct CalibrationTests {
  private static let bonaFide = [-1.0, 0, 0.5, 2, 3.5, 10]
  private static let attacks = [-12.0, -3, -1, -0.5, 0.25, 1.5]
  private static let bonaFideProbabilities = bonaFide.map { 1 / (1 + exp(-$0)) }
  private static let attackProbabilities = attacks.map { 1 / (1 + exp(-$0)) }

  @Test func `Cllr equals bob.measure's and PYLLR's`() throws {
    let cllr = try #require(Calibration.cllr(bonaFide: Self.bonaFide, attacks: Self.attacks))
    #expect(abs(cllr - 0.7214069770089389) <= 1e-12)
    let roc = try #require(ROC(bonaFide: Self.bonaFide, attacks: Self.attacks))
    #expect(abs(roc.minimumCllr - 0.5629072918469556) <= 1e-12)
    #expect(Calibration.cllr(bonaFide: [], attacks: [1]) == nil)
  }

  @Test func `Cllr stays finite where e to the score overflows`() throws {
    // bob.measure's cllr overflows above 709; a miss at 1000 costs 1000 / ln 2 bits.
    let cllr = try #require(Calibration.cllr(bonaFide: [-1000], attacks: [-1000]))
    #expect(abs(cllr - 500 / log(2)) <= 1e-9)
  }

  @Test func `Brier score and log-loss equal scikit-learn's`() throws {
    let brier = Calibration.brierScore(
      bonaFide: Self.bonaFideProbabilities, attacks: Self.attackProbabilities)
    let loss = Calibration.logLoss(
      bonaFide: Self.bonaFideProbabilities, attacks: Self.attackProbabilities)
    #expect(abs(try #require(brier) - 0.1786365206681044) <= 1e-12)
    #expect(abs(try #require(loss) - 0.5000412121500192) <= 1e-12)
    #expect(Calibration.brierScore(bonaFide: [1.5], attacks: [0]) == nil)
    #expect(Calibration.logLoss(bonaFide: [0], attacks: [0]) == .infinity)
  }

  @Test func `expected calibration error equals numpy's digitize`() throws {
    // numpy 1.26: digitize(p, linspace(0, 1, 16), right=True), 0 put into the first bin.
    let error = Calibration.expectedError(
      bonaFide: Self.bonaFideProbabilities, attacks: Self.attackProbabilities)
    #expect(abs(try #require(error) - 0.2744118366608407) <= 1e-12)
    // One bin of either kind: |mean probability - 1/2|.
    let all = Self.bonaFideProbabilities + Self.attackProbabilities
    let bias = abs(all.reduce(0, +) / 12 - 0.5)
    for bins in [Calibration.Bins.equalWidth(1), .equalMass(1)] {
      let one = Calibration.expectedError(
        bonaFide: Self.bonaFideProbabilities, attacks: Self.attackProbabilities, bins: bins)
      #expect(abs(try #require(one) - bias) <= 1e-12)
    }
    // Each score its own bin: the mean distance from the truth.
    let each = Calibration.expectedError(
      bonaFide: [0.9, 0.6], attacks: [0.1, 0.7], bins: .equalMass(4))
    let distance: Double = 1.3 / 4
    #expect(abs(try #require(each) - distance) <= 1e-12)
    #expect(Calibration.expectedError(bonaFide: [1], attacks: [0], bins: .equalWidth(0)) == nil)
  }
}
