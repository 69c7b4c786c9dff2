public import Statistics

/// The errors of two subsystems on the same presentations of one class, cluster by cluster.
public struct PairedCounts: Sendable, Hashable {
  /// Presentations that only the baseline gets wrong.
  public private(set) var onlyBaseline = 0
  /// Presentations that only the candidate gets wrong.
  public private(set) var onlyCandidate = 0
  /// Presentations that both get wrong.
  public private(set) var both = 0
  /// Presentations that both get right.
  public private(set) var neither = 0
  /// Per cluster, in the order of first appearance: the candidate is `first`.
  public private(set) var clusters: [ClusteredDifference.Cluster] = []

  private var places: [String: Int] = [:]

  /// Makes counts of nothing.
  public init() {}

  /// Adds one presentation; an empty cluster is one of its own.
  public mutating func add(baselineErrs: Bool, candidateErrs: Bool, cluster: String) {
    switch (baselineErrs, candidateErrs) {
    case (true, true): both += 1
    case (true, false): onlyBaseline += 1
    case (false, true): onlyCandidate += 1
    case (false, false): neither += 1
    }
    let place = cluster.isEmpty ? clusters.count : places[cluster] ?? clusters.count
    if place == clusters.count {
      clusters.append(.init(firstErrors: 0, secondErrors: 0, trials: 0))
      if !cluster.isEmpty { places[cluster] = place }
    }
    clusters[place].firstErrors += candidateErrs ? 1 : 0
    clusters[place].secondErrors += baselineErrs ? 1 : 0
    clusters[place].trials += 1
  }

  /// All presentations.
  public var pairs: Int { onlyBaseline + onlyCandidate + both + neither }
  /// Errors of the baseline.
  public var baselineErrors: Int { both + onlyBaseline }
  /// Errors of the candidate.
  public var candidateErrors: Int { both + onlyCandidate }
  /// Whether some cluster has more than one presentation.
  public var isClustered: Bool { clusters.contains { $0.trials > 1 } }
  /// Whether there are too few clusters for a bootstrap to be trusted.
  public var hasFewClusters: Bool { clusters.count < ClusteredProportion.fewClusters }

  /// Candidate's rate minus baseline's; `nil` without a pair.
  public var difference: Double? {
    pairs > 0 ? Double(onlyCandidate - onlyBaseline) / Double(pairs) : nil
  }

  /// McNemar's test of the discordant pairs; it takes pairs as independent.
  public var mcNemar: McNemar { McNemar(onlyFirst: onlyCandidate, onlySecond: onlyBaseline) }

  /// The interval of the difference: Tango's for independent pairs, else the paired clustered
  /// bootstrap, or Tango's on clusters where no replicate differs from another.
  ///
  /// - Returns: `nil` without a pair or for a level outside (0, 1); a one-sided level must pass 0.5.
  public func interval(
    level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided, replicates: Int = 2000,
    seed: UInt64 = 2019
  ) -> DifferenceInterval? {
    isClustered
      ? clusteredInterval(level, sides, replicates, seed) : tango(level, sides, method: .tango)
  }

  /// The interval a decision rests on: Tango's, and where presentations are clustered the wider,
  /// end by end, of that and the clustered one.
  public func decidingInterval(
    level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided, replicates: Int = 2000,
    seed: UInt64 = 2019
  ) -> DifferenceInterval? {
    guard isClustered, var wider = tango(level, sides, method: .tango),
      let clustered = clusteredInterval(level, sides, replicates, seed)
    else { return tango(level, sides, method: .tango) }
    wider.lower = min(wider.lower, clustered.lower)
    wider.upper = max(wider.upper, clustered.upper)
    wider.method = .widerOfTangoAndClusters
    return wider
  }

  private func clusteredInterval(
    _ level: Double, _ sides: ConfidenceInterval.Sides, _ replicates: Int, _ seed: UInt64
  ) -> DifferenceInterval? {
    // Replicates that are all alike show no certainty, only that nothing was seen to vary.
    guard clustersVary,
      let made = ClusteredDifference(clusters)
        .interval(level: level, sides: sides, replicates: replicates, seed: seed)
    else { return tango(level, sides, method: .tangoOnClusters) }
    return DifferenceInterval(
      lower: max(-1, made.lower), upper: min(1, made.upper), level: level, sides: sides,
      method: made.method == .clusterBootstrapBCa
        ? .clusterBootstrapBCa : .clusterBootstrapPercentile)
  }

  /// Whether the difference is not the same in every cluster.
  private var clustersVary: Bool {
    guard let first = clusters.first else { return false }
    let difference = first.firstErrors - first.secondErrors
    return clusters.contains {
      ($0.firstErrors - $0.secondErrors) * first.trials != difference * $0.trials
    }
  }

  /// Tango's interval of the pairs or of the clusters.
  private func tango(
    _ level: Double, _ sides: ConfidenceInterval.Sides, method: DifferenceInterval.Method
  ) -> DifferenceInterval? {
    let isOfClusters = method == .tangoOnClusters
    let worse = isOfClusters ? clusters.count { $0.firstErrors > $0.secondErrors } : onlyCandidate
    let better = isOfClusters ? clusters.count { $0.firstErrors < $0.secondErrors } : onlyBaseline
    let inner = sides == .twoSided ? level : 2 * level - 1
    guard
      let paired = PairedDifference(
        onlyFirst: worse, onlySecond: better, trials: isOfClusters ? clusters.count : pairs),
      let interval = paired.interval(level: inner)
    else { return nil }
    return DifferenceInterval(
      lower: sides == .upper ? -1 : interval.lower, upper: sides == .lower ? 1 : interval.upper,
      level: level, sides: sides, method: method)
  }
}
