import Statistics

/// Which intervals an evaluation makes.
struct IntervalRule {
  var level: Double
  var method: IntervalMethod

  /// A rate of counts with its interval.
  func rate(_ errors: Int, of trials: Int) -> Rate {
    Rate(
      errors: errors, trials: trials,
      interval: ProportionInterval.interval(
        count: errors, trials: trials, level: level, method: method))
  }

  /// The interval of the highest of several rates: the largest Bonferroni lower bound and the
  /// largest upper bound. The interval of the rate that happens to be highest would be too low.
  func intervalOfMaximum(_ rates: [Rate]) -> ConfidenceInterval? {
    let defined = rates.filter { $0.trials > 0 }
    guard !defined.isEmpty else { return nil }
    let error = (1 - level) / 2
    let bounds = defined.map { rate in
      (
        lower: bound(rate, .lower, error: error / Double(defined.count)),
        upper: bound(rate, .upper, error: error)
      )
    }
    return ConfidenceInterval(
      lower: bounds.reduce(0) { max($0, $1.lower) }, upper: bounds.reduce(0) { max($0, $1.upper) },
      level: level, method: defined.count == 1 ? method : .bonferroniMaximum)
  }

  private func bound(
    _ rate: Rate, _ side: ConfidenceInterval.Sides, error: Double
  ) -> Double {
    let interval = ProportionInterval.interval(
      count: rate.errors, trials: rate.trials, level: 1 - error, sides: side, method: method)
    return side == .lower ? interval?.lower ?? 0 : interval?.upper ?? 1
  }
}
