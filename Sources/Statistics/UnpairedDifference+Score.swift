/// The score test of two proportions from different trials against a difference that is not 0
/// (Farrington and Manning, Statistics in Medicine 9, 1990).
extension UnpairedDifference {
  /// The score statistic of the hypothesis that `first - second` is `difference`: the distance of
  /// the estimate over its standard error, with both rates as likely as the hypothesis allows. It
  /// falls as the hypothesis rises, and is infinite where the hypothesis makes the data impossible.
  ///
  /// - Returns: `nil` for counts that do not fit, or a difference outside -1...1.
  public static func score(
    _ first: (errors: Int, trials: Int), _ second: (errors: Int, trials: Int),
    against difference: Double
  ) -> Double? {
    guard fits(first), fits(second), abs(difference) <= 1 else { return nil }
    let (p, q) = restricted(first, second, difference)
    let m = Double(first.trials)
    let n = Double(second.trials)
    let distance = Double(first.errors) / m - Double(second.errors) / n - difference
    if distance == 0 { return 0 }
    return distance / (p * (1 - p) / m + q * (1 - q) / n).squareRoot()
  }

  /// The differences that the two-sided score test does not reject; `nil` where `score` is, and for
  /// a level outside (0, 1).
  public static func scoreInterval(
    _ first: (errors: Int, trials: Int), _ second: (errors: Int, trials: Int), level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard fits(first), fits(second), level > 0, level < 1 else { return nil }
    let z = -Normal.quantile((1 - level) / 2)
    let value =
      Double(first.errors) / Double(first.trials) - Double(second.errors) / Double(second.trials)
    func end(where target: Double, from: Double, to: Double) -> Double {
      var low = from
      var high = to
      for _ in 0..<200 {
        let middle = low + (high - low) / 2
        if middle <= low || middle >= high { break }
        if (score(first, second, against: middle) ?? 0) > target {
          low = middle
        } else {
          high = middle
        }
      }
      return low + (high - low) / 2
    }
    return ConfidenceInterval(
      lower: end(where: z, from: -1, to: value), upper: end(where: -z, from: value, to: 1),
      level: level, method: .farringtonManning)
  }

  /// The test that the first is worse than the second by less than a margin: the hypothesis that
  /// the difference is `margin` or more is rejected for a small p.
  ///
  /// - Returns: `nil` for counts that do not fit or a margin outside (0, 1).
  public static func nonInferiority(
    _ first: (errors: Int, trials: Int), _ second: (errors: Int, trials: Int), margin: Double
  ) -> (z: Double, p: Double)? {
    guard margin > 0, margin < 1, let score = score(first, second, against: margin) else {
      return nil
    }
    return (-score, Normal.upperTail(-score))
  }

  private static func fits(_ counts: (errors: Int, trials: Int)) -> Bool {
    counts.trials > 0 && counts.errors >= 0 && counts.errors <= counts.trials
  }

  /// The most likely rates whose difference is given. The likelihood's slope only falls, so its
  /// zero is found by halving; the closed form of the cubic loses digits near its double roots.
  private static func restricted(
    _ first: (errors: Int, trials: Int), _ second: (errors: Int, trials: Int),
    _ difference: Double
  ) -> (first: Double, second: Double) {
    var low = max(0, -difference)
    var high = min(1, 1 - difference)
    for _ in 0..<200 {
      let q = low + (high - low) / 2
      if q <= low || q >= high { break }
      if slope(first, at: q + difference) + slope(second, at: q) > 0 { low = q } else { high = q }
    }
    let q = low + (high - low) / 2
    return (min(1, max(0, q + difference)), q)
  }

  /// The slope of the log-likelihood of a rate.
  private static func slope(_ counts: (errors: Int, trials: Int), at rate: Double) -> Double {
    let hits = counts.errors == 0 ? 0 : Double(counts.errors) / rate
    let misses =
      counts.errors == counts.trials ? 0 : Double(counts.trials - counts.errors) / (1 - rate)
    return hits - misses
  }
}
