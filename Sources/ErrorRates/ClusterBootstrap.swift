public import PADVocabulary
public import Statistics

/// Clustered bootstrap of the figures of a score table.
///
/// Whole clusters are drawn again with replacement, with all their rows. Classes that share a
/// cluster (the same subjects give bona fide and attacks) are drawn together, so that a shared
/// cluster is drawn once for both; classes that share none are drawn independently. Scores are
/// sorted once; a replicate only weighs them.
public struct ClusterBootstrap: Sendable {
  /// What is computed in every replicate.
  public struct Figures: Sendable, Hashable {
    /// BPCER at the operating point; NaN without one or without bona fide.
    public var bpcer: Double
    /// APCER per species at the operating point, in the order of `species`; NaN where undefined.
    public var apcer: [Double]
    /// The highest defined APCER; NaN where none is.
    public var worstAPCER: Double
    /// Equal error rate against all attacks together; NaN when a class is empty.
    public var eer: Double
    /// Area under the ROC curve against all attacks together, over responses; NaN when undefined.
    public var auc: Double
    /// BPCER at APCER of at most 1/k for every species, per k asked for; NaN when undefined.
    public var bpcerAtAPCER: [Double]
  }

  /// The species, sorted by name.
  public let species: [PAISpecies]
  /// The k of the `BPCERk` asked for.
  public let divisors: [Int]
  /// Distinct clusters; a row without a cluster is one of its own.
  public let clusterCount: Int

  let plan: BootstrapPlan

  /// Sorts a table once.
  ///
  /// - Throws: `InvalidInput` for a NaN score, or a threshold that is NaN.
  public init(
    _ table: ScoreTable, threshold: Double?, policy: NonResponsePolicy = .exclude,
    divisors: [Int] = [10, 20, 100]
  ) throws(InvalidInput) {
    if let threshold, threshold.isNaN {
      throw InvalidInput(Diagnostic(.error, "the threshold is not a number"))
    }
    plan = try BootstrapPlan(table, threshold: threshold, policy: policy, divisors: divisors)
    species = plan.species
    self.divisors = divisors
    clusterCount = plan.units
  }

  /// The figures of the data as they are.
  public func estimate() -> Figures {
    plan.figures(weights: [UInt16](repeating: 1, count: plan.units))
  }

  /// The figures of replicates `range`; replicate i depends on the data, the seed and i alone.
  public func replicates(_ range: Range<Int>, seed: UInt64) -> [Figures] {
    var weights = [UInt16](repeating: 0, count: plan.units)
    return range.map { replicate in
      plan.draw(into: &weights, seed: seed, replicate: replicate)
      return plan.figures(weights: weights)
    }
  }

  /// The figures of replicates 0..<count, shared out among `jobs` tasks; the same whatever `jobs`.
  @concurrent
  public func replicates(_ count: Int, seed: UInt64, jobs: Int) async -> [Figures] {
    let parts = max(1, min(jobs, count))
    return await withTaskGroup(of: (Int, [Figures]).self) { group in
      for part in 0..<parts {
        let range = (count * part / parts)..<(count * (part + 1) / parts)
        group.addTask { (part, self.replicates(range, seed: seed)) }
      }
      var found: [[Figures]] = Array(repeating: [], count: parts)
      for await (part, figures) in group { found[part] = figures }
      return found.flatMap(\.self)
    }
  }

  /// The figures with one cluster left out at a time, for the acceleration of BCa intervals.
  ///
  /// - Returns: nothing when there are more than `limit` clusters, where it would cost more than it
  ///   tells.
  public func jackknife(limit: Int = 1000) -> [Figures] {
    guard plan.units <= limit, plan.units > 1 else { return [] }
    var weights = [UInt16](repeating: 1, count: plan.units)
    return (0..<plan.units).map { unit in
      weights[unit] = 0
      defer { weights[unit] = 1 }
      return plan.figures(weights: weights)
    }
  }

  /// The interval of one figure: BCa where a jackknife is given and defined, else percentile.
  /// Replicates in which the figure is undefined are left out.
  ///
  /// - Returns: `nil` when the figure is undefined in the data or in more than half of the
  ///   replicates.
  public static func interval(
    of figure: (Figures) -> Double, estimate: Figures, replicates: [Figures],
    jackknife: [Figures] = [], level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided
  ) -> ConfidenceInterval? {
    let value = figure(estimate)
    let values = replicates.map(figure).filter { !$0.isNaN }
    guard !value.isNaN, 2 * values.count > replicates.count else { return nil }
    return BootstrapInterval.bca(
      estimate: value, replicates: values,
      jackknife: jackknife.map(figure).filter { !$0.isNaN }, level: level, sides: sides)
      ?? BootstrapInterval.percentile(values, level: level, sides: sides)
  }
}
