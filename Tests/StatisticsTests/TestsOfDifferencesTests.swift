import Statistics
import Testing

/// Values from R, statsmodels and papers, so that the suite stands without the reference data.
struct TestsOfDifferencesTests {
  @Test(arguments: [
    (0, 0, 1.0, 1.0), (0, 5, 0.0625, 0.03125), (1, 5, 0.21875, 0.125),
    (3, 12, 0.03515625, 0.02127075195312499), (10, 10, 1.0, 0.9119014739990235),
    (10, 25, 0.016673847800120715, 0.011330984183587137),
    (150, 180, 0.1102607870684355, 0.0990117771110954),
  ])
  func `McNemar equals R's binom.test and statsmodels`(
    _ b: Int, _ c: Int, _ exact: Double, _ mid: Double
  ) {
    #expect(abs(McNemar(onlyFirst: b, onlySecond: c).exactP - exact) <= 1e-12)
    #expect(abs(McNemar(onlyFirst: b, onlySecond: c).midP - mid) <= 1e-12)
  }

  @Test func `power of McNemar's test, exact and unconditional`() throws {
    // Python 3.11 with scipy.stats.binom, summed over all tables.
    let exact = try #require(
      McNemar.power(pairs: 300, onlyFirst: 0.1, onlySecond: 0.05, pValue: .exact))
    let mid = try #require(McNemar.power(pairs: 300, onlyFirst: 0.1, onlySecond: 0.05))
    #expect(abs(exact - 0.5636273207723764) <= 1e-10)
    #expect(abs(mid - 0.6153835962083265) <= 1e-10)
    let pairs = try #require(SampleSize.pairs(onlyFirst: 0.1, onlySecond: 0.05))
    #expect(pairs.rounded(.up) == 469)
  }

  @Test func `Newcombe's own example`() throws {
    // Newcombe (1998), table II (a), method 10: 56/70 - 48/80.
    let interval = try #require(UnpairedDifference.interval((56, 70), (48, 80)))
    #expect(abs(interval.lower - 0.0524) <= 5e-5)
    #expect(abs(interval.upper - 0.3339) <= 5e-5)
  }

  @Test func `Tango's interval`() throws {
    // R 4.2.2 and an own root search in Python agree to 1e-9.
    let pair = try #require(PairedDifference(onlyFirst: 12, onlySecond: 2, trials: 44))
    let interval = try #require(pair.interval())
    #expect(abs(interval.lower - 0.06916621677671153) <= 1e-9)
    #expect(abs(interval.upper - 0.38600376991100316) <= 1e-9)
    #expect(PairedDifference(onlyFirst: 30, onlySecond: 20, trials: 44) == nil)
  }

  @Test func `identical versions need a margin above zero`() throws {
    // Tango's limit without a flip is z^2 / (n + z^2) at z = 1.645: 270 pairs show 1 point.
    func upper(_ n: Int) throws -> Double {
      let pair = try #require(PairedDifference(onlyFirst: 0, onlySecond: 0, trials: n))
      #expect(pair.nonInferiority(margin: 0) == nil)
      return try #require(pair.interval(level: 0.9)).upper
    }
    #expect(abs(try upper(200) - 0.0133) <= 5e-5)
    #expect(abs(try upper(300) - 0.0089) <= 5e-5)
  }

  @Test func `Holm's adjusted p-values`() {
    // R 4.2.2 p.adjust(method = "holm").
    let found = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
    for (a, b) in zip(found, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(a - b) <= 1e-15) }
    #expect(Holm.adjusted([]) == [])
  }

  @Test func `DeLong's comparison with ties equals pROC`() throws {
    // pROC 1.18.0 roc.test(method = "delong").
    let a = [0.9, 0.8, 0.7, 0.55, 0.3, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    let b = [0.6, 0.9, 0.5, 0.7, 0.4, 0.65, 0.5, 0.45, 0.2, 0.35, 0.1]
    let pair = try #require(
      PairedAUC(
        positives: (Array(a[..<5]), Array(b[..<5])), negatives: (Array(a[5...]), Array(b[5...]))))
    let found = [
      pair.first, pair.second, pair.firstVariance, pair.secondVariance, pair.covariance,
      try #require(pair.z), try #require(pair.p),
    ]
    let expected = [
      0.85, 0.816666666666666667, 0.016611111111111111, 0.018222222222222223,
      0.013541666666666667, 0.37864122283137519, 0.70495430611651377,
    ]
    for (x, y) in zip(found, expected) { #expect(abs(x - y) <= 1e-9 * abs(y)) }
    let perfect = try #require(
      PairedAUC(positives: ([2, 3], [2, 3]), negatives: ([0, 1], [0, 1])))
    #expect(perfect.z == nil)
  }

  @Test(arguments: [
    (0.07, 0, 42), (0.07, 1, 66), (0.15, 0, 19), (0.15, 1, 30), (0.05, 0, 59), (0.05, 1, 93),
    (0.01, 0, 299), (0.01, 1, 473), (0.0001, 0, 29956),
  ])
  func `trials to show a rate at 95 %`(_ rate: Double, _ errors: Int, _ n: Int) {
    // Exact binomial search, scipy 1.17.1.
    #expect(SampleSize.trials(toShowRateAtMost: rate, errors: errors) == n)
  }

  @Test func `trials to show a rate at 80 %`() {
    #expect(SampleSize.trials(toShowRateAtMost: 0.05, level: 0.8) == 32)
    #expect(SampleSize.trials(toShowRateAtMost: 0.01, level: 0.8) == 161)
    #expect(SampleSize.trials(toShowRateAtMost: 0) == nil)
    #expect(SampleSize.trials(toShowRateAtMost: 1e-12) == nil)
  }

  @Test func `a verdict needs evidence on its side`() {
    #expect(LimitVerdict.judge(errors: 0, trials: 42, limit: 0.07) == .pass)
    #expect(LimitVerdict.judge(errors: 0, trials: 41, limit: 0.07) == .undecided(trialsNeeded: 42))
    #expect(LimitVerdict.judge(errors: 10, trials: 20, limit: 0.07) == .fail)
    #expect(LimitVerdict.judge(errors: 0, trials: 0, limit: 0.07) == .undecided(trialsNeeded: nil))
    #expect(LimitVerdict.judge(errors: 1, trials: 10, limit: 0.1) == .undecided(trialsNeeded: nil))
    #expect(LimitVerdict.judge(errors: 0, trials: 5, limit: 0) == .undecided(trialsNeeded: nil))
    #expect(LimitVerdict.judge(errors: 1, trials: 5, limit: 0) == .fail)
    guard case .undecided(let needed?) = LimitVerdict.judge(errors: 2, trials: 20, limit: 0.07)
    else {
      Issue.record("2 of 20 decides nothing about 7 %")
      return
    }
    #expect(LimitVerdict.judge(errors: needed / 10, trials: needed, limit: 0.07) == .fail)
  }
}
