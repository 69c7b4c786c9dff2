extension LimitVerdict {
  /// Judges a proportion whose trials may be clustered: where they are, the bounds are the wider of
  /// Clopper-Pearson and the clustered bootstrap.
  ///
  /// With fewer than `ClusteredProportion.fewClusters` clusters a caller should say so beside the
  /// verdict.
  public static func judge(
    _ proportion: ClusteredProportion, limit: Double, level: Double = 0.95, replicates: Int = 2000,
    seed: UInt64 = 1
  ) -> LimitVerdict {
    let exact = judge(
      errors: proportion.errors, trials: proportion.trials, limit: limit, level: level)
    guard proportion.isClustered, exact == .pass || exact == .fail else { return exact }
    let sides: ConfidenceInterval.Sides = exact == .pass ? .upper : .lower
    guard
      let interval = proportion.interval(
        level: level, sides: sides, replicates: replicates, seed: seed)
    else { return .undecided(trialsNeeded: nil) }
    let holds = exact == .pass ? interval.upper <= limit : interval.lower > limit
    // How many more clusters would do depends on how alike their trials are; no number is claimed.
    return holds ? exact : .undecided(trialsNeeded: nil)
  }
}
