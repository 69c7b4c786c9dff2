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
    /// Equal error rate against the species that is worst at each threshold; NaN when a class is
    /// empty.
    public var eerWorst: Double
    /// Equal error rate per species, in the order of `species`; NaN where undefined, and for all
    /// when there are more than 64 species.
    public var speciesEER: [Double]
    /// Area under the ROC curve against all attacks together, over responses; NaN when undefined.
    public var auc: Double
    /// The same per species, in the order of `species`.
    public var speciesAUC: [Double]
    /// BPCER at APCER of at most 1/k for every species, per k asked for; NaN when undefined.
    public var bpcerAtAPCER: [Double]
  }

  /// The species, sorted by name.
  public let species: [PAISpecies]
  /// The k of the `BPCERk` asked for.
  public let divisors: [Int]
  /// Distinct clusters; a row without a cluster is one of its own.
  public let clusterCount: Int
  /// Whether the same clusters gave rows of more than one class.
  public let sharesClusters: Bool

  let plan: BootstrapPlan
  let refit: Refit?

  /// How the threshold is chosen again in every replicate.
  struct Refit: Sendable {
    var criterion: Criterion
    /// The partition it is chosen on; `nil` for the one that is evaluated.
    var dev: BootstrapPlan?
  }

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
    self.init(
      try BootstrapPlan(table, threshold: threshold, policy: policy, divisors: divisors),
      divisors: divisors)
  }

  /// Sorts a table once; the threshold is chosen again in every replicate.
  ///
  /// - Parameters:
  ///   - criterion: what the threshold is chosen for; given ones leave what needs it undefined.
  ///   - dev: the scores it is chosen on, whose clusters are drawn independently of those of
  ///     `table`; `nil` for those of `table` itself.
  /// - Throws: `InvalidInput` for a NaN score.
  public init(
    _ table: ScoreTable, choosing criterion: Criterion, on dev: ScoreTable?,
    policy: NonResponsePolicy = .exclude, divisors: [Int] = [10, 20, 100]
  ) throws(InvalidInput) {
    var source: BootstrapPlan?
    if let dev {
      source = try BootstrapPlan(
        dev, threshold: nil, policy: policy, divisors: [], keepsKeys: true)
    }
    self.init(
      try BootstrapPlan(
        table, threshold: nil, policy: policy, divisors: divisors, keepsKeys: dev != nil),
      divisors: divisors, refit: Refit(criterion: criterion, dev: source))
  }

  private init(_ plan: BootstrapPlan, divisors: [Int], refit: Refit? = nil) {
    self.plan = plan
    self.refit = refit
    self.divisors = divisors
    species = plan.species
    clusterCount = plan.units
    sharesClusters = plan.sharesClusters
  }

  /// The figures of the data as they are.
  public func estimate() -> Figures {
    Weights(self, each: 1).figures(self)
  }

  /// The figures of replicates `range`; replicate i depends on the data, the seed and i alone.
  public func replicates(_ range: Range<Int>, seed: UInt64) -> [Figures] {
    var weights = Weights(self, each: 0)
    return range.map { replicate in
      weights.draw(self, seed: seed, replicate: replicate)
      return weights.figures(self)
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

  /// The figures with one cluster left out at a time, for the acceleration of BCa intervals; where
  /// the threshold is chosen on a dev partition, also without each of its clusters.
  ///
  /// - Returns: nothing when there are more than `limit` clusters, where it would cost more than it
  ///   tells.
  public func jackknife(limit: Int = 1000) -> [Figures] {
    let devUnits = refit?.dev?.units ?? 0
    guard plan.units + devUnits <= limit, plan.units > 1 else { return [] }
    var weights = Weights(self, each: 1)
    let without = (0..<plan.units).map { unit in
      weights.test[unit] = 0
      defer { weights.test[unit] = 1 }
      return weights.figures(self)
    }
    return without
      + (0..<devUnits).map { unit in
        weights.dev[unit] = 0
        defer { weights.dev[unit] = 1 }
        return weights.figures(self)
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

/// How often every cluster counts.
private struct Weights {
  var test: [UInt16]
  var dev: [UInt16]

  init(_ bootstrap: ClusterBootstrap, each weight: UInt16) {
    test = [UInt16](repeating: weight, count: bootstrap.plan.units)
    dev = [UInt16](repeating: weight, count: bootstrap.refit?.dev?.units ?? 0)
  }

  mutating func draw(_ bootstrap: ClusterBootstrap, seed: UInt64, replicate: Int) {
    bootstrap.plan.draw(into: &test, seed: seed, replicate: replicate)
    // Another seed, so that dev and test are drawn independently.
    bootstrap.refit?.dev?.draw(into: &dev, seed: ~seed, replicate: replicate)
  }

  func figures(_ bootstrap: ClusterBootstrap) -> ClusterBootstrap.Figures {
    let counts = WeightedCounts(bootstrap.plan, weights: test)
    guard let refit = bootstrap.refit else {
      return counts.figures(at: bootstrap.plan.acceptedRows)
    }
    guard let plan = refit.dev else {
      return counts.figures(at: counts.position(meeting: refit.criterion))
    }
    let choice = WeightedCounts(plan, weights: dev)
    let threshold = choice.position(meeting: refit.criterion).flatMap {
      choice.threshold(accepting: $0)
    }
    return counts.figures(at: threshold.map { bootstrap.plan.acceptedRows(at: $0) })
  }
}
