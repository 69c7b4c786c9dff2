/// The difference of two error rates on the same trials, which come in clusters.
///
/// McNemar's test takes trials as independent; this does not.
public struct ClusteredDifference: Sendable, Hashable {
  /// The counts of one cluster.
  public struct Cluster: Sendable, Hashable {
    /// Errors of the first.
    public var firstErrors: Int
    /// Errors of the second.
    public var secondErrors: Int
    /// Trials both were given.
    public var trials: Int

    /// Makes a cluster.
    public init(firstErrors: Int, secondErrors: Int, trials: Int) {
      self.firstErrors = firstErrors
      self.secondErrors = secondErrors
      self.trials = trials
    }
  }

  /// The clusters; those without a trial are left out.
  public let clusters: [Cluster]

  /// Makes a difference of clusters.
  public init(_ clusters: [Cluster]) {
    self.clusters = clusters.filter { $0.trials > 0 }
  }

  /// Rate of the first minus rate of the second; NaN without a trial.
  public var value: Double {
    Self.difference(clusters.reduce(into: (0, 0)) { Self.add($1, to: &$0) })
  }

  /// The difference in replicates that draw whole clusters; replicate i depends on the seed and i.
  public func replicates(_ count: Int, seed: UInt64) -> [Double] {
    guard !clusters.isEmpty else { return [] }
    let size = UInt32(truncatingIfNeeded: clusters.count)
    return (0..<max(count, 0)).map { replicate in
      var random = Xoshiro256(seed: seed, stream: UInt64(replicate))
      var sum = (0, 0)
      for _ in clusters.indices { Self.add(clusters[Int(random.index(below: size))], to: &sum) }
      return Self.difference(sum)
    }
  }

  /// The clustered bootstrap interval, BCa where it is defined and else percentile; `nil` without a
  /// cluster.
  public func interval(
    level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided, replicates: Int = 2000,
    seed: UInt64 = 1
  ) -> ConfidenceInterval? {
    let values = self.replicates(replicates, seed: seed)
    let all = clusters.reduce(into: (0, 0)) { Self.add($1, to: &$0) }
    let jackknife =
      clusters.count > 1
      ? clusters.map { cluster in
        Self.difference(
          (all.0 - cluster.firstErrors + cluster.secondErrors, all.1 - cluster.trials))
      } : []
    return BootstrapInterval.bca(
      estimate: value, replicates: values, jackknife: jackknife, level: level, sides: sides)
      ?? BootstrapInterval.percentile(values, level: level, sides: sides)
  }

  private static func add(_ cluster: Cluster, to sum: inout (Int, Int)) {
    sum.0 += cluster.firstErrors - cluster.secondErrors
    sum.1 += cluster.trials
  }

  private static func difference(_ sum: (Int, Int)) -> Double {
    Double(sum.0) / Double(sum.1)
  }
}
