import ErrorRates
import PADVocabulary
import Statistics

/// One comparison under way.
struct PairwiseMaker {
  let baseline: OutcomeSet
  let candidate: OutcomeSet
  let options: ComparisonOptions
  let joined: PairedOutcomes

  init(
    baseline: OutcomeSet, candidate: OutcomeSet, options: ComparisonOptions
  ) throws(InvalidInput) {
    self.baseline = baseline
    self.candidate = candidate
    self.options = options
    joined = try PairedOutcomes(baseline: baseline, candidate: candidate)
    if joined.pairs.isEmpty {
      throw InvalidInput(
        Diagnostic(
          .error, file: candidate.name,
          "no presentation is also in \(baseline.name.printable)",
          remedy: "compare runs on the same dataset; unlike ones make a matrix (compare --matrix)"))
    }
  }

  func comparison() throws(InvalidInput) -> PairwiseComparison {
    var points: [OperatingPointComparison] = []
    var warnings: [Diagnostic] = []
    if let first = baseline.operatingPoint, let second = candidate.operatingPoint {
      points.append(point(.own, first, second))
    } else {
      let without = baseline.operatingPoint == nil ? baseline.name : candidate.name
      warnings.append(
        Diagnostic(
          .warning, file: without, "no threshold of its own: only matched thresholds are compared",
          remedy: "give a threshold card, a dev partition or a fixed threshold"))
    }
    for criterion in options.matched {
      guard let first = try matched(criterion, \.baseline),
        let second = try matched(criterion, \.candidate)
      else {
        warnings.append(Diagnostic(.note, "no threshold meets \(criterion) on both sides"))
        continue
      }
      points.append(point(.matched(criterion), first, second))
    }
    return PairwiseComparison(
      candidate: candidate.name, pairs: joined.pairs.count, missing: joined.missing,
      isSameEvidence: joined.hasEqualOutcomes
        && baseline.operatingPoint?.threshold == candidate.operatingPoint?.threshold,
      points: points, areas: areas(), warnings: joinWarnings() + warnings + classWarnings(points))
  }

  /// The threshold at which one side meets a criterion on the pairs.
  private func matched(
    _ criterion: Criterion, _ side: KeyPath<PairedOutcomes.Pair, Outcome>
  ) throws(InvalidInput) -> OperatingPoint? {
    var table = ScoreTable()
    table.reserveCapacity(joined.pairs.count)
    for pair in joined.pairs { table.append(pair[keyPath: side], species: pair.species) }
    return try ErrorRates.evaluate(
      dev: nil, test: table, criterion: criterion,
      options: EvaluationOptions(
        nonResponsePolicy: options.nonResponsePolicy, fixedRates: [], curvePoints: 0,
        choosesThresholdOnTest: true)
    ).operatingPoint
  }

  private func point(
    _ kind: OperatingPointComparison.Kind, _ first: OperatingPoint, _ second: OperatingPoint
  ) -> OperatingPointComparison {
    let policy = options.nonResponsePolicy
    let species = joined.species
    var tallies = [ClassTally](repeating: ClassTally(), count: species.count + 1)
    let places = Dictionary(uniqueKeysWithValues: zip(species, 1...))
    var flips: [Flip] = []
    for pair in joined.pairs {
      let was = policy.isError(pair.baseline, of: pair.species, threshold: first.threshold)
      let isNow = policy.isError(pair.candidate, of: pair.species, threshold: second.threshold)
      tallies[pair.species.flatMap { places[$0] } ?? 0].add(pair, was, isNow)
      if was != isNow { flips.append(Flip(pair, isNowWrong: isNow)) }
    }
    flips.sort(by: Flip.precedes)
    let classes = ([nil] + species.map { Optional($0) }).enumerated().compactMap { index, name in
      tallies[index].counts.pairs > 0 ? result(name, tallies[index]) : nil
    }
    return OperatingPointComparison(
      kind: kind, baseline: first, candidate: second, classes: classes, flips: flips)
  }

  private func result(_ species: PAISpecies?, _ tally: ClassTally) -> ClassComparison {
    let counts = tally.counts
    let level = options.confidenceLevel
    func rate(_ errors: Int) -> Rate {
      Rate(
        errors: errors, trials: counts.pairs,
        interval: ProportionInterval.clopperPearson(
          count: errors, trials: counts.pairs, level: level))
    }
    let test = counts.mcNemar
    return ClassComparison(
      species: species, counts: counts, baseline: rate(counts.baselineErrors),
      candidate: rate(counts.candidateErrors),
      baselineNonResponses: tally.baselineNonResponses,
      candidateNonResponses: tally.candidateNonResponses,
      difference: counts.difference ?? 0,
      interval: counts.interval(
        level: level, replicates: options.replicates, seed: options.seed),
      exactP: test.exactP, midP: test.midP, adjustedP: test.exactP)
  }

  private func areas() -> [AreaComparison] {
    let bonaFide = scores(of: nil)
    let species = joined.species
    let groups = species.map { scores(of: $0) }
    let all = groups.reduce(into: (first: [Double](), second: [Double]())) {
      $0.first += $1.first
      $0.second += $1.second
    }
    let named = [(nil, all)] + zip(species, groups).map { (Optional($0.0), $0.1) }
    return named.compactMap { name, attacks in
      PairedAUC(positives: bonaFide, negatives: attacks).map {
        AreaComparison(species: name, areas: $0, adjustedP: nil)
      }
    }
  }

  /// Scores of one class, the candidate's first.
  private func scores(of species: PAISpecies?) -> (first: [Double], second: [Double]) {
    let pairs = joined.pairs.filter { $0.species == species }
    let policy = options.nonResponsePolicy
    return (
      pairs.map { policy.rankingScore($0.candidate, of: species) },
      pairs.map { policy.rankingScore($0.baseline, of: species) }
    )
  }
}

/// What is counted of one class at one pair of thresholds.
private struct ClassTally {
  var counts = PairedCounts()
  var baselineNonResponses = 0
  var candidateNonResponses = 0

  mutating func add(_ pair: PairedOutcomes.Pair, _ was: Bool, _ isNow: Bool) {
    counts.add(baselineErrs: was, candidateErrs: isNow, cluster: pair.cluster)
    baselineNonResponses += pair.baseline.score == nil ? 1 : 0
    candidateNonResponses += pair.candidate.score == nil ? 1 : 0
  }
}

extension Flip {
  fileprivate init(_ pair: PairedOutcomes.Pair, isNowWrong: Bool) {
    let kind: Kind =
      pair.species == nil
      ? (isNowWrong ? .newlyRejectedBonaFide : .repairedBonaFide)
      : (isNowWrong ? .newlyAcceptedAttack : .repairedAttack)
    self.init(
      kind: kind, id: pair.id, species: pair.species, baseline: pair.baseline,
      candidate: pair.candidate)
  }
}
