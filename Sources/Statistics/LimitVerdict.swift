/// Whether counts show that an error rate keeps a limit.
public enum LimitVerdict: Sendable, Hashable {
  /// The one-sided upper bound is at most the limit.
  case pass
  /// The one-sided lower bound is above the limit.
  case fail
  /// Neither; with the number of trials at which the present rate would decide, or `nil` when the
  /// rate is so near the limit that no feasible number would.
  case undecided(trialsNeeded: Int?)

  /// Judges `errors` of `trials` against a limit by exact one-sided Clopper-Pearson bounds.
  ///
  /// Without a trial nothing is shown: undecided.
  public static func judge(
    errors: Int, trials: Int, limit: Double, level: Double = 0.95
  ) -> LimitVerdict {
    guard trials > 0, errors >= 0, errors <= trials, limit >= 0, limit <= 1, level > 0, level < 1
    else { return .undecided(trialsNeeded: nil) }
    if shows(errors, trials, atMost: limit, level) { return .pass }
    if shows(errors, trials, above: limit, level) { return .fail }
    return .undecided(trialsNeeded: trialsNeeded(errors, trials, limit, level))
  }

  /// The upper bound is at most the limit exactly when P(X <= errors | limit) <= 1 - level.
  private static func shows(
    _ errors: Int, _ trials: Int, atMost limit: Double, _ level: Double
  ) -> Bool {
    limit >= 1 || Binomial.cdf(errors, trials: trials, p: limit) <= 1 - level
  }

  /// The lower bound is above the limit exactly when P(X >= errors | limit) < 1 - level.
  private static func shows(
    _ errors: Int, _ trials: Int, above limit: Double, _ level: Double
  ) -> Bool {
    errors > 0 && Binomial.upperTail(errors, trials: trials, p: limit) < 1 - level
  }

  private static func trialsNeeded(
    _ errors: Int, _ trials: Int, _ limit: Double, _ level: Double
  ) -> Int? {
    let rate = Double(errors) / Double(trials)
    if rate == limit { return nil }
    return SampleSize.least(from: trials) { more in
      let expected = min(rate * Double(more), Double(more))
      // Rounding against the verdict keeps the answer from being too hopeful.
      return rate < limit
        ? shows(Int(expected.rounded(.up)), more, atMost: limit, level)
        : shows(Int(expected.rounded(.down)), more, above: limit, level)
    }
  }
}
