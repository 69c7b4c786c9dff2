/// Intervals from bootstrap replicates of a figure.
public enum BootstrapInterval {
  /// The percentile interval, with quantiles of type 7.
  ///
  /// - Returns: `nil` without replicates, with a NaN among them, or for a level outside (0, 1).
  public static func percentile(
    _ replicates: [Double], level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided
  ) -> ConfidenceInterval? {
    interval(
      replicates, level: level, sides: sides, method: .clusterBootstrapPercentile
    ) { $0 }
  }

  /// The bias-corrected and accelerated interval (Efron, J. Am. Stat. Assoc. 82, 1987).
  ///
  /// Bias correction counts replicates below the estimate and half of those equal to it; the
  /// acceleration comes from the jackknife that leaves out one cluster at a time.
  ///
  /// - Returns: `nil` where `percentile` does, and where bias or acceleration are undefined (all
  ///   replicates on one side, or no variation).
  public static func bca(
    estimate: Double, replicates: [Double], jackknife: [Double], level: Double = 0.95,
    sides: ConfidenceInterval.Sides = .twoSided
  ) -> ConfidenceInterval? {
    guard let bias = bias(estimate: estimate, replicates: replicates),
      let acceleration = acceleration(jackknife: jackknife)
    else { return nil }
    return interval(
      replicates, level: level, sides: sides, method: .clusterBootstrapBCa
    ) { probability in
      let shifted = bias + Normal.quantile(probability)
      return Normal.cdf(bias + shifted / (1 - acceleration * shifted))
    }
  }

  /// z0, the normal deviate of the share of replicates below the estimate (ties count half); `nil`
  /// when it is infinite.
  public static func bias(estimate: Double, replicates: [Double]) -> Double? {
    guard !replicates.isEmpty else { return nil }
    let below = replicates.count { $0 < estimate }
    let equal = replicates.count { $0 == estimate }
    let z = Normal.quantile((Double(below) + 0.5 * Double(equal)) / Double(replicates.count))
    return z.isFinite ? z : nil
  }

  /// The acceleration of leave-one-out values; `nil` without variation.
  public static func acceleration(jackknife: [Double]) -> Double? {
    guard jackknife.count > 1 else { return nil }
    let mean = jackknife.reduce(0, +) / Double(jackknife.count)
    let squares = jackknife.reduce(0) { $0 + (mean - $1) * (mean - $1) }
    let cubes = jackknife.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    guard squares > 0, squares.isFinite else { return nil }
    return cubes / (6 * squares * squares.squareRoot())
  }

  private static func interval(
    _ replicates: [Double], level: Double, sides: ConfidenceInterval.Sides, method: IntervalMethod,
    place: (Double) -> Double
  ) -> ConfidenceInterval? {
    guard level > 0, level < 1, !replicates.contains(where: \.isNaN) else { return nil }
    let error = sides == .twoSided ? (1 - level) / 2 : 1 - level
    let sorted = replicates.sorted()
    guard let lower = Quantile.type7(ofSorted: sorted, at: place(error)),
      let upper = Quantile.type7(ofSorted: sorted, at: place(1 - error))
    else { return nil }
    return ConfidenceInterval(
      lower: sides == .upper ? -.infinity : lower, upper: sides == .lower ? .infinity : upper,
      level: level, sides: sides, method: method)
  }
}
