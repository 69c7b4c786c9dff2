public import PADVocabulary
import Statistics

/// Intervals of a whole system's rates: exact ones, and beside them ones that draw whole references
/// again where a reference has more than one claim.
struct SystemRates: Sendable {
  private let rule: IntervalRule
  private let bootstrap: BootstrapOptions?
  private let options: EvaluationOptions

  /// The most draws of clusters for one interval.
  private static let mostDraws = 50_000_000

  init(_ options: EvaluationOptions) {
    self.options = options
    rule = IntervalRule(options)
    bootstrap = options.bootstrap
  }

  /// A rate of counts per reference.
  func rate(_ counts: ClusteredProportion) -> Rate {
    var rate = rule.rate(counts.errors, of: counts.trials)
    if counts.isClustered { rate.clustered = drawn(counts, rule.level, rule.sides) }
    return rate
  }

  /// Adds the highest IAPAR and RIAPAR.
  func addWorst(to figures: inout SystemFigures) {
    let attacks = figures.attacks
    figures.worst = rule.worst(
      of: attacks.compactMap { of in of.attackSpecies.map { ($0, of.rate) } })
    let isClustered = attacks.contains { $0.rate.clustered != nil }
    if isClustered {
      figures.worst?.apcer.clustered = maximum(attacks, rule)
    }
    figures.riapar = RelativeAcceptRate(
      species: attacks.map(\.rate), frr: figures.frr, options)
    guard figures.riapar != nil, let genuine = figures.genuine,
      isClustered || genuine.rate.clustered != nil
    else { return }
    var half = rule
    half.level = 1 - (1 - rule.level) / 2
    guard let accepts = maximum(attacks, half),
      let rejects = bound(genuine.perReference, half.level, half.sides)
    else { return }
    figures.riapar?.clustered = ConfidenceInterval(
      lower: accepts.lower + rejects.lower, upper: accepts.upper + rejects.upper,
      level: rule.level, sides: rule.sides, method: .clusterMaximum)
  }

  private func maximum(_ attacks: [SystemClass], _ rule: IntervalRule) -> ConfidenceInterval? {
    rule.maximum(of: attacks.indices, method: .clusterMaximum) { index, level, sides in
      bound(attacks[index].perReference, level, sides)
    }
  }

  /// The interval over references, which is the exact one where each has a single claim.
  private func bound(
    _ counts: ClusteredProportion, _ level: Double, _ sides: ConfidenceInterval.Sides
  ) -> ConfidenceInterval? {
    guard !counts.isClustered else { return drawn(counts, level, sides) }
    return ProportionInterval.interval(
      count: counts.errors, trials: counts.trials, level: level, sides: sides,
      method: options.intervalMethod)
  }

  private func drawn(
    _ counts: ClusteredProportion, _ level: Double, _ sides: ConfidenceInterval.Sides
  ) -> ConfidenceInterval? {
    guard let bootstrap, counts.clusters.count <= Self.mostDraws / max(bootstrap.replicates, 1)
    else { return nil }
    return counts.bootstrapInterval(
      level: level, sides: sides, replicates: bootstrap.replicates, seed: bootstrap.seed)
  }
}

extension SystemFigures {
  /// The same figures with attacks of some species only, as a deployment that meets no others has
  /// them: the worst one and RIAPAR are theirs.
  ///
  /// - Parameter options: those of the results that the figures are of.
  public func limited(
    to species: Set<PAISpecies>, _ options: EvaluationOptions
  ) -> SystemFigures {
    var figures = self
    figures.classes = classes.filter { of in
      (of.attackSpecies ?? of.concealerSpecies).map { species.contains($0) } ?? true
    }
    figures.identification = identification.filter { species.contains($0.species) }
    figures.riapar = nil
    SystemRates(options).addWorst(to: &figures)
    return figures
  }
}
