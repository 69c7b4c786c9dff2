import PADVocabulary
import Statistics

extension SortedScores {
  /// Every figure of this set at a threshold, or without one.
  func result(
    at threshold: Double?, options: EvaluationOptions, figures: ThresholdFreeFigures
  ) -> PartitionResult {
    let rule = IntervalRule(options)
    let key = threshold.map(OrderedBits.key)
    var result = PartitionResult(
      accounting: totalAccounting(),
      bonaFide: BonaFideResult(
        accounting: bonaFide.accounting, clusters: bonaFide.clusters,
        bpcer: key.map { rule.rate(rejected(0, at: $0), of: bonaFide.trials) },
        bpnrr: rule.rate(bonaFide.accounting.withoutResponse, of: bonaFide.accounting.rows)),
      species: classes.indices.dropFirst().map {
        speciesResult($0, at: key, rule: rule, figures: figures)
      })
    result.auc = figures.areas.pooled
    result.eer = figures.equalError
    result.eerWorst = figures.equalErrorOfWorst
    result.fixedRates = figures.fixedRates
    result.curves = figures.curves
    if key != nil { result.combineSpecies(rule) }
    if let scale = options.attackPotentials { result.addMaxima(of: scale, rule) }
    return result
  }

  private func speciesResult(
    _ index: Int, at key: UInt64?, rule: IntervalRule, figures: ThresholdFreeFigures
  ) -> SpeciesResult {
    let of = classes[index]
    return SpeciesResult(
      species: species[index - 1], accounting: of.accounting, clusters: of.clusters,
      apcer: key.map { rule.rate(accepted(index, at: $0), of: of.trials) },
      apnrr: rule.rate(of.accounting.withoutResponse, of: of.accounting.rows),
      apar: of.accounting.acquired.map { rule.rate($0, of: of.accounting.rows) },
      eer: figures.equalErrors[index - 1], auc: figures.areas.species[index - 1],
      fixedRates: figures.fixedRatesOfSpecies[index - 1])
  }

  /// The accounting of all classes together.
  private func totalAccounting() -> Accounting {
    var total = Accounting()
    for of in classes {
      total.rows += of.accounting.rows
      total.scored += of.accounting.scored
      total.nonResponses += of.accounting.nonResponses
    }
    let sorted = total.nonResponses.sorted { $0.reason < $1.reason }
    total.nonResponses = []
    for count in sorted {
      if total.nonResponses.last?.reason == count.reason {
        total.nonResponses[total.nonResponses.count - 1].count += count.count
      } else {
        total.nonResponses.append(count)
      }
    }
    return total
  }
}

extension PartitionResult {
  /// APCER of the species that have a trial.
  private func definedRates() -> [(species: PAISpecies, rate: Rate)] {
    species.compactMap { result in
      result.apcer.flatMap { $0.trials > 0 ? (result.species, $0) : nil }
    }
  }

  /// Fills in the highest APCER up to every attack potential that a species here has.
  mutating func addMaxima(of scale: AttackPotentialScale, _ rule: IntervalRule) {
    let rated = definedRates().compactMap { entry in
      scale.levels[entry.species].map { (level: $0, entry: entry) }
    }
    let present = Set(rated.map(\.level))
    for (level, name) in scale.names.enumerated() where present.contains(level) {
      let tested = rated.filter { $0.level <= level }.map(\.entry)
      guard let worst = rule.worst(of: tested) else { continue }
      potentialMaxima.append(
        PotentialMaximum(
          name: name, species: worst.species, tested: tested.map(\.species), apcer: worst.apcer))
    }
  }

  /// Fills in what is made of the species' APCER and of BPCER at the operating point.
  mutating func combineSpecies(_ rule: IntervalRule) {
    let defined = definedRates()
    guard let highest = rule.worst(of: defined) else { return }
    worst = highest
    let rates = defined.map(\.rate)
    let pooled = rule.rate(
      rates.reduce(0) { $0 + $1.errors }, of: rates.reduce(0) { $0 + $1.trials })
    pooledAPCER = pooled
    let mean = rates.reduce(0) { $0 + ($1.value ?? 0) } / Double(rates.count)
    meanAPCER = mean
    guard let bpcer = bonaFide.bpcer?.value else { return }
    acerWorst = highest.apcer.value.map { ($0 + bpcer) / 2 }
    acerMean = (mean + bpcer) / 2
    hter = pooled.value.map { ($0 + bpcer) / 2 }
  }
}
