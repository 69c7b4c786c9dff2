import ErrorRates
import Statistics

/// Where rows share a cluster they are no independent trials: where one figure stands for a result,
/// the wider of its two intervals stands with it.
enum WiderInterval {
  /// The wider one; the exact one of equal ones.
  static func of(
    _ exact: ConfidenceInterval?, _ clustered: ConfidenceInterval?
  ) -> ConfidenceInterval? {
    guard let exact, let clustered else { return exact ?? clustered }
    return clustered.upper - clustered.lower > exact.upper - exact.lower ? clustered : exact
  }
}

extension Rate {
  /// The wider of the exact and the clustered interval.
  var widerInterval: ConfidenceInterval? { WiderInterval.of(interval, clustered) }

  /// The same counts with the wider interval alone.
  var withWiderInterval: Rate { Rate(errors: errors, trials: trials, interval: widerInterval) }
}
