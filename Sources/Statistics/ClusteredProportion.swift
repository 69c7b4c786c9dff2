/// A proportion whose trials come in clusters that are not independent inside: frames of one video,
/// shots of one instrument.
public struct ClusteredProportion: Sendable, Hashable {
  /// The counts of one cluster.
  public struct Cluster: Sendable, Hashable {
    /// Errors, 0...trials.
    public var errors: Int
    /// Trials.
    public var trials: Int

    /// Makes a cluster.
    public init(errors: Int, trials: Int) {
      self.errors = errors
      self.trials = trials
    }
  }

  /// Clusters under this number make a bootstrap doubtful.
  public static let fewClusters = 20

  /// The clusters; those without a trial are left out.
  public let clusters: [Cluster]

  /// Makes a proportion of clusters.
  public init(_ clusters: [Cluster]) {
    self.clusters = clusters.filter { $0.trials > 0 }
  }

  /// Errors of all clusters.
  public var errors: Int { clusters.reduce(0) { $0 + $1.errors } }
  /// Trials of all clusters.
  public var trials: Int { clusters.reduce(0) { $0 + $1.trials } }
  /// Errors over trials; NaN without a trial.
  public var value: Double { Double(errors) / Double(trials) }
  /// Whether some cluster has more than one trial.
  public var isClustered: Bool { clusters.contains { $0.trials > 1 } }
  /// Whether there are too few clusters for a bootstrap to be trusted.
  public var hasFewClusters: Bool { clusters.count < Self.fewClusters }

  /// The proportion in replicates, each of which draws as many clusters as there are, with
  /// replacement. Replicate i depends on the seed and i alone.
  public func replicates(_ count: Int, seed: UInt64) -> [Double] {
    guard !clusters.isEmpty else { return [] }
    let size = UInt32(truncatingIfNeeded: clusters.count)
    return (0..<max(count, 0)).map { replicate in
      var random = Xoshiro256(seed: seed, stream: UInt64(replicate))
      var errors = 0
      var trials = 0
      for _ in clusters.indices {
        let drawn = clusters[Int(random.index(below: size))]
        errors += drawn.errors
        trials += drawn.trials
      }
      return Double(errors) / Double(trials)
    }
  }

  /// The proportion with one cluster left out, for every cluster; none when only one is there.
  public var jackknife: [Double] {
    guard clusters.count > 1 else { return [] }
    let (errors, trials) = (errors, trials)
    return clusters.map { Double(errors - $0.errors) / Double(trials - $0.trials) }
  }

  /// The clustered bootstrap interval: BCa, or, where that is undefined (as with no error at all),
  /// Clopper-Pearson with clusters as trials and those with any error as errors, named so.
  public func bootstrapInterval(
    level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided, replicates: Int = 2000,
    seed: UInt64 = 1
  ) -> ConfidenceInterval? {
    let values = self.replicates(replicates, seed: seed)
    if var interval = BootstrapInterval.bca(
      estimate: value, replicates: values, jackknife: jackknife, level: level, sides: sides)
    {
      interval.lower = max(0, interval.lower)
      interval.upper = min(1, interval.upper)
      return interval
    }
    var interval = ProportionInterval.clopperPearson(
      count: clusters.count { $0.errors > 0 }, trials: clusters.count, level: level, sides: sides)
    if errors == trials {
      interval = ProportionInterval.clopperPearson(
        count: clusters.count, trials: clusters.count, level: level, sides: sides)
    }
    interval?.method = .clopperPearsonOnClusters
    return interval
  }

  /// The interval a decision rests on: Clopper-Pearson, and where trials are clustered the wider,
  /// end by end, of that and the clustered bootstrap.
  public func interval(
    level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided, replicates: Int = 2000,
    seed: UInt64 = 1
  ) -> ConfidenceInterval? {
    let exact = ProportionInterval.clopperPearson(
      count: errors, trials: trials, level: level, sides: sides)
    guard isClustered, var wider = exact,
      let clustered = bootstrapInterval(
        level: level, sides: sides, replicates: replicates, seed: seed)
    else { return exact }
    wider.lower = min(wider.lower, clustered.lower)
    wider.upper = max(wider.upper, clustered.upper)
    wider.method = .widerOfExactAndClusters
    return wider
  }
}
