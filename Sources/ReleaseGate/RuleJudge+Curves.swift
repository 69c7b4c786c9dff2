import Comparison
import ErrorRates
import PADVocabulary
import Statistics

extension RuleJudge {
  /// Figures that are read off the whole curve, in every slice. Non-responses always count as
  /// errors here: a curve over responses alone would reward refusing.
  func judgeCurve(_ rule: PolicyRule, _ values: [String?], _ result: inout RuleResult) {
    for value in values {
      let outcomes = evidence.outcomes.outcomes.filter { row in
        guard let slice = rule.slice, let value else { return true }
        return evidence.outcomes.value(of: slice.attribute, in: row) == value
      }
      guard let test = partition(outcomes, rule) else {
        result.refuse("\(rule.metric) is undefined")
        continue
      }
      for (species, figure) in figures(rule, test) {
        guard let figure else {
          let part = species.map { " of \($0.name.printable)" } ?? ""
          result.refuse("\(rule.metric)\(part) is undefined in \(value?.printable ?? "the run")")
          continue
        }
        var finding = LimitFinding(rule, comparisons: 1, options).finding(
          value: figure.value, bounds: figure.bounds, method: figure.method,
          trials: figure.trials, clusters: figure.clusters)
        if case .unsupported(let present, let needed)? = figure.support, finding.status != .fail {
          finding.status = .undecided
          finding.moreNeeded = max(1, needed - present)
          finding.note = figure.support?.description ?? ""
        }
        finding.species = species
        finding.slice = value
        result.findings.append(finding)
      }
    }
  }

  /// One figure of a curve.
  private struct Figure {
    var value: Double
    var bounds: (lower: Double, upper: Double)?
    var method: String
    var trials: Int
    var clusters: Int
    var support: Support?

    init(
      _ value: Double, _ interval: ConfidenceInterval?, _ clustered: ConfidenceInterval?,
      trials: Int, clusters: Int, support: Support? = nil
    ) {
      self.value = value
      self.trials = trials
      self.clusters = clusters
      self.support = support
      guard let interval else {
        method = ""
        return
      }
      bounds = (
        min(interval.lower, clustered?.lower ?? interval.lower),
        max(interval.upper, clustered?.upper ?? interval.upper)
      )
      method =
        interval.method.description
        + (clustered.map { ", or wider by \($0.method.description)" } ?? "")
    }
  }

  private func partition(
    _ outcomes: [PresentationOutcome], _ rule: PolicyRule
  ) -> PartitionResult? {
    var table = ScoreTable()
    for row in outcomes {
      table.append(curveOutcome(row, rule.metric), species: row.species, cluster: row.cluster)
    }
    var seen: Set<String> = []
    let isClustered = outcomes.contains {
      !$0.cluster.isEmpty && !seen.insert($0.cluster).inserted
    }
    let fixed: [FixedRate] =
      switch rule.metric {
      case .bpcerAt(let k): [.bpcer(atAPCER: k)]
      case .apcerAt(let k): [.apcer(atBPCER: k)]
      default: []
      }
    return try? ErrorRates.evaluate(
      dev: nil, test: table, criterion: nil,
      options: EvaluationOptions(
        nonResponsePolicy: .conservative, confidenceLevel: 2 * rule.level - 1,
        fixedRates: fixed, curvePoints: 0,
        bootstrap: isClustered
          ? BootstrapOptions(replicates: options.replicates, seed: options.seed, rowLimit: nil)
          : nil)
    ).test
  }

  /// The area under the curve is over responses: there a refusal takes the rank of its decision.
  private func curveOutcome(_ row: PresentationOutcome, _ metric: GateMetric) -> Outcome {
    guard metric == .auc, row.outcome.score == nil else { return row.outcome }
    return .score(row.species == nil ? -.infinity : .infinity)
  }

  private func figures(
    _ rule: PolicyRule, _ test: PartitionResult
  ) -> [(species: PAISpecies?, figure: Figure?)] {
    let bonaFide = test.bonaFide
    guard bonaFide.accounting.rows > 0, !test.species.isEmpty else { return [(nil, nil)] }
    let named = (rule.species ?? test.species.map(\.species)).map { species in
      (species: species, result: test.result(of: species))
    }
    func size(_ species: SpeciesResult) -> (trials: Int, clusters: Int) {
      (
        min(bonaFide.accounting.rows, species.accounting.rows),
        min(bonaFide.clusters, species.clusters)
      )
    }
    func eer(_ found: EqualErrorRate?, _ size: (trials: Int, clusters: Int)) -> Figure? {
      found.map {
        Figure(
          $0.value, $0.interval, $0.clustered, trials: size.trials, clusters: size.clusters)
      }
    }
    func fixed(_ found: FixedRateResult?, _ size: (trials: Int, clusters: Int)) -> Figure? {
      guard let found, let rate = found.rate, let value = rate.value else { return nil }
      return Figure(
        value, rate.interval, rate.clustered, trials: size.trials, clusters: size.clusters,
        support: found.support)
    }
    let sizes = test.species.map { size($0) }
    let least = (
      trials: sizes.map(\.trials).min() ?? 0, clusters: sizes.map(\.clusters).min() ?? 0
    )
    switch (rule.metric, rule.species) {
    case (.auc, _):
      return named.map { species, result in
        (
          species,
          result.flatMap { result in
            result.auc.map {
              Figure(
                $0.value, $0.interval, $0.clustered, trials: size(result).trials,
                clusters: size(result).clusters)
            }
          }
        )
      }
    case (.eer, nil): return [(nil, eer(test.eerWorst, least))]
    case (.eer, _): return named.map { ($0, $1.flatMap { eer($0.eer, size($0)) }) }
    case (_, nil): return [(nil, fixed(test.fixedRates.first, least))]
    case (_, _): return named.map { ($0, $1.flatMap { fixed($0.fixedRates.first, size($0)) }) }
    }
  }
}
