/// How many trials a claim about an error rate needs.
public enum SampleSize {
  /// The most trials that are looked for.
  public static let most = 1_000_000_000

  /// The least n at which `errors` or fewer errors show, at a one-sided confidence, that the rate
  /// is at most `rate`: P(X <= errors | n, rate) <= 1 - level.
  ///
  /// With no error at 95 % this is the exact form of the "rule of three".
  ///
  /// - Returns: `nil` for a rate or level outside (0, 1), or when more than `most` are needed.
  public static func trials(
    toShowRateAtMost rate: Double, errors: Int = 0, level: Double = 0.95
  ) -> Int? {
    guard rate > 0, rate < 1, level > 0, level < 1, errors >= 0 else { return nil }
    return least(from: errors + 1) {
      Binomial.cdf(errors, trials: $0, p: rate) <= 1 - level
    }
  }

  /// The pairs that McNemar's test needs to find a difference, after Connor (Biometrics 43, 1987).
  ///
  /// - Parameters:
  ///   - onlyFirst: probability that only the first of the two errs.
  ///   - onlySecond: probability that only the second errs.
  ///   - significance: two-sided.
  /// - Returns: the real-valued formula, to be rounded up; `nil` without a difference or for
  ///   probabilities that make no sense.
  public static func pairs(
    onlyFirst: Double, onlySecond: Double, significance: Double = 0.05, power: Double = 0.8
  ) -> Double? {
    let discordant = onlyFirst + onlySecond
    let difference = onlyFirst - onlySecond
    guard onlyFirst >= 0, onlySecond >= 0, discordant <= 1, difference != 0,
      significance > 0, significance < 1, power > 0, power < 1
    else { return nil }
    let a = -Normal.quantile(significance / 2) * discordant.squareRoot()
    let b = Normal.quantile(power) * (discordant - difference * difference).squareRoot()
    return (a + b) * (a + b) / (difference * difference)
  }

  /// The least n from `start` on at which a condition holds that then stays true.
  static func least(from start: Int, where holds: (Int) -> Bool) -> Int? {
    var low = start - 1
    var high = max(start, 1)
    while !holds(high) {
      low = high
      guard high < most else { return nil }
      high = min(high * 2, most)
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
