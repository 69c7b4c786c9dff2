/// The difference of two error rates on the same trials.
public struct PairedDifference: Sendable, Hashable {
  /// Trials in which only the first errs.
  public var onlyFirst: Int
  /// Trials in which only the second errs.
  public var onlySecond: Int
  /// All trials.
  public var trials: Int

  /// Makes a difference; `nil` when the counts do not fit.
  public init?(onlyFirst: Int, onlySecond: Int, trials: Int) {
    guard onlyFirst >= 0, onlySecond >= 0, trials > 0, onlyFirst <= trials,
      onlySecond <= trials - onlyFirst
    else { return nil }
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    self.trials = trials
  }

  /// Rate of the first minus rate of the second.
  public var value: Double { Double(onlyFirst - onlySecond) / Double(trials) }

  /// Tango's score statistic of the hypothesis that the difference is `difference` (Statistics in
  /// Medicine 17, 1998); it falls as the hypothesis rises.
  public func score(against difference: Double) -> Double {
    let n = Double(trials)
    let b = Double(onlyFirst)
    let c = Double(onlySecond)
    let linear = -b - c + (2 * n - b + c) * difference
    let constant = -c * difference * (1 - difference)
    let root = max(0, linear * linear - 8 * n * constant).squareRoot()
    let share = max(0, (root - linear) / (4 * n))
    let variance = n * (2 * share + difference * (1 - difference))
    let distance = b - c - n * difference
    if distance == 0 { return 0 }
    return distance / max(variance, 0).squareRoot()
  }

  /// Tango's score interval.
  public func interval(level: Double = 0.95) -> ConfidenceInterval? {
    guard level > 0, level < 1 else { return nil }
    let z = -Normal.quantile((1 - level) / 2)
    return ConfidenceInterval(
      lower: end(where: z, from: -1, to: value), upper: end(where: -z, from: value, to: 1),
      level: level, method: .tango)
  }

  /// The difference at which the score is `target`.
  private func end(where target: Double, from: Double, to: Double) -> Double {
    var low = from
    var high = to
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if score(against: middle) > target { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// The test that the first is worse than the second by less than a margin: the hypothesis that
  /// the difference is `margin` or more is rejected for a small p.
  public func nonInferiority(margin: Double) -> (z: Double, p: Double)? {
    guard margin > 0, margin < 1 else { return nil }
    let z = -score(against: margin)
    return (z, Normal.upperTail(z))
  }
}

/// The difference of two error rates on different trials.
public enum UnpairedDifference {
  /// Newcombe's hybrid score interval of `first - second` (Statistics in Medicine 17, 1998,
  /// method 10): Wilson limits combined by squares.
  ///
  /// - Returns: `nil` where a Wilson interval is undefined.
  public static func interval(
    _ first: (errors: Int, trials: Int), _ second: (errors: Int, trials: Int),
    level: Double = 0.95
  ) -> ConfidenceInterval? {
    guard
      let a = ProportionInterval.wilson(count: first.errors, trials: first.trials, level: level),
      let b = ProportionInterval.wilson(count: second.errors, trials: second.trials, level: level)
    else { return nil }
    let p = Double(first.errors) / Double(first.trials)
    let q = Double(second.errors) / Double(second.trials)
    let down = ((p - a.lower) * (p - a.lower) + (b.upper - q) * (b.upper - q)).squareRoot()
    let up = ((a.upper - p) * (a.upper - p) + (q - b.lower) * (q - b.lower)).squareRoot()
    return ConfidenceInterval(
      lower: max(-1, p - q - down), upper: min(1, p - q + up), level: level, method: .newcombe)
  }
}
