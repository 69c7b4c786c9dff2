import Statistics

/// About how many clusters (subjects, series, videos) would decide, if each were like those that were
/// tested.
enum ClusterNeed {
  private static let most = 100_000_000.0

  /// From a bound that does not decide: its distance from the figure shrinks with the square root of
  /// the number of clusters (the normal approximation of any mean of independent clusters).
  ///
  /// - Returns: `nil` when the figure is the limit itself, or no feasible number would do.
  static func clusters(now: Int, value: Double, bound: Double, limit: Double) -> Int? {
    let room = abs(limit - value)
    let width = abs(bound - value)
    guard room > 0, room.isFinite, width.isFinite else { return nil }
    let total = Double(now) * (width / room) * (width / room)
    return total <= most ? Int(total.rounded(.up)) : nil
  }

  /// For a proportion against an upper limit; without an error in any cluster by the exact bound with
  /// clusters as trials.
  static func clusters(
    _ counts: ClusteredProportion, limit: Double, level: Double, replicates: Int, seed: UInt64
  ) -> Int? {
    let count = counts.clusters.count
    if counts.errors == 0 {
      let verdict = LimitVerdict.judge(errors: 0, trials: count, limit: limit, level: level)
      if case .undecided(let needed) = verdict { return needed }
      return count
    }
    let isKept = counts.value <= limit
    guard
      let interval = counts.bootstrapInterval(
        level: level, sides: isKept ? .upper : .lower, replicates: replicates, seed: seed)
    else { return nil }
    return clusters(
      now: count, value: counts.value, bound: isKept ? interval.upper : interval.lower,
      limit: limit)
  }
}

extension Finding {
  /// Takes note of how many clusters would decide: the greater of what trials and clusters need.
  ///
  /// - Parameter needed: clusters in all; `nil` when no number can be told.
  mutating func require(clusters needed: Int?) {
    guard let needed, clusters > 0, trials > 0 else {
      moreNeeded = nil
      moreClusters = nil
      return
    }
    let size = Double(trials) / Double(clusters)
    let byTrials = moreNeeded.map { Int((Double($0) / size).rounded(.up)) } ?? 1
    let more = max(needed - clusters, byTrials, 1)
    moreClusters = more
    moreNeeded = max(moreNeeded ?? 1, Int((Double(more) * size).rounded(.up)))
  }
}
