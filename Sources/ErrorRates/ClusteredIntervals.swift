import PADVocabulary
import Statistics

/// Puts the intervals of a clustered bootstrap beside the exact ones.
struct ClusteredIntervals {
  let bootstrap: ClusterBootstrap
  let estimate: ClusterBootstrap.Figures
  let replicates: [ClusterBootstrap.Figures]
  let jackknife: [ClusterBootstrap.Figures]
  let rule: IntervalRule

  private typealias Figure = (ClusterBootstrap.Figures) -> Double

  init(
    _ bootstrap: ClusterBootstrap, replicates: [ClusterBootstrap.Figures],
    options: EvaluationOptions
  ) {
    self.bootstrap = bootstrap
    self.replicates = replicates
    estimate = bootstrap.estimate()
    jackknife =
      options.bootstrap?.method == .bca ? bootstrap.jackknife(limit: replicates.count) : []
    rule = IntervalRule(options)
  }

  /// Adds the intervals to the figures of the same scores.
  func add(to result: inout PartitionResult) {
    let clusters = bootstrap.plan.clustersOfClass
    let attackClusters = bootstrap.plan.attackClusters
    result.bonaFide.bpcer?.clustered = interval(
      of: \.bpcer, clusters: clusters[0], sides: rule.sides)
    for index in result.species.indices {
      let own = clusters[index + 1]
      let pair = min(clusters[0], own)
      result.species[index].apcer?.clustered = interval(
        of: { $0.apcer[index] }, clusters: own, sides: rule.sides)
      result.species[index].eer?.clustered = interval(of: { $0.speciesEER[index] }, clusters: pair)
      result.species[index].auc?.clustered = interval(of: { $0.speciesAUC[index] }, clusters: pair)
    }
    result.worst?.apcer.clustered = intervalOfMaximum(Array(result.species.indices))
    for index in result.potentialMaxima.indices {
      let tested = Set(result.potentialMaxima[index].tested)
      result.potentialMaxima[index].apcer.clustered = intervalOfMaximum(
        result.species.indices.filter { tested.contains(result.species[$0].species) })
    }
    result.eer?.clustered = interval(of: \.eer, clusters: min(clusters[0], attackClusters))
    result.auc?.clustered = interval(of: \.auc, clusters: min(clusters[0], attackClusters))
    let fewest = clusters.filter { $0 > 0 }.min() ?? 0
    result.eerWorst?.clustered = interval(of: \.eerWorst, clusters: fewest)
    var place = 0
    for index in result.fixedRates.indices {
      guard case .bpcer = result.fixedRates[index].definition else { continue }
      let position = place
      result.fixedRates[index].rate?.clustered = interval(
        of: { $0.bpcerAtAPCER[position] }, clusters: clusters[0])
      place += 1
    }
  }

  private func intervalOfMaximum(_ species: [Int]) -> ConfidenceInterval? {
    let defined = species.filter { !estimate.apcer[$0].isNaN }
    let clusters = bootstrap.plan.clustersOfClass
    if defined.count == 1 {
      return interval(
        of: { $0.apcer[defined[0]] }, clusters: clusters[defined[0] + 1], sides: rule.sides)
    }
    return rule.maximum(of: defined.indices, method: .clusterMaximum) { index, level, side in
      interval(
        of: { $0.apcer[defined[index]] }, clusters: clusters[defined[index] + 1], sides: side,
        level: level)
    }
  }

  /// The interval of one figure between 0 and 1.
  ///
  /// Where no replicate differs from the data (no error at all, or a single cluster), replicates
  /// say nothing, and every cluster counts as one trial instead; so too for a figure of 0 or 1,
  /// unless replicates reach farther.
  private func interval(
    of figure: Figure, clusters: Int, sides: ConfidenceInterval.Sides = .twoSided,
    level: Double? = nil
  ) -> ConfidenceInterval? {
    let level = level ?? rule.level
    let value = figure(estimate)
    let values = replicates.map(figure).filter { !$0.isNaN }
    guard !value.isNaN, 2 * values.count > replicates.count else { return nil }
    let onClusters = Self.onClusters(value, clusters, level: level, sides: sides)
    if values.allSatisfy({ $0 == value }) { return onClusters }
    let drawn =
      BootstrapInterval.bca(
        estimate: value, replicates: values,
        jackknife: jackknife.map(figure).filter { !$0.isNaN }, level: level, sides: sides)
      ?? BootstrapInterval.percentile(values, level: level, sides: sides)
    guard var drawn else { return onClusters }
    drawn.lower = max(0, drawn.lower)
    drawn.upper = min(1, drawn.upper)
    guard value <= 0 || value >= 1, let onClusters else { return drawn }
    let isFarther =
      value <= 0 ? drawn.upper > onClusters.upper : drawn.lower < onClusters.lower
    return isFarther ? drawn : onClusters
  }

  /// Clopper-Pearson with clusters as trials, of which the share `value` errs, rounded outwards.
  private static func onClusters(
    _ value: Double, _ clusters: Int, level: Double, sides: ConfidenceInterval.Sides
  ) -> ConfidenceInterval? {
    let share = value * Double(clusters)
    let nearest = share.rounded()
    let isWhole = abs(share - nearest) < 1e-9 * max(nearest, 1)
    let fewest = Int(isWhole ? nearest : share.rounded(.down))
    let most = Int(isWhole ? nearest : share.rounded(.up))
    guard
      var interval = ProportionInterval.clopperPearson(
        count: fewest, trials: clusters, level: level, sides: sides),
      let above = ProportionInterval.clopperPearson(
        count: most, trials: clusters, level: level, sides: sides)
    else { return nil }
    interval.upper = above.upper
    interval.method = .clopperPearsonOnClusters
    return interval
  }
}
