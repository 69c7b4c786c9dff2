import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Holds a candidate against a baseline, presentation by presentation.
struct RegressionJudge {
  let candidate: GateEvidence
  let baseline: GateEvidence
  let policy: Policy
  let options: GateOptions
  /// Whether both runs have the same outcomes and the same threshold.
  let isSameEvidence: Bool
  /// `nil` when they cannot be joined.
  private let joined: PairedOutcomes?
  private let byClass: [PAISpecies?: Pairs]

  init(
    candidate: GateEvidence, baseline: GateEvidence, policy: Policy, options: GateOptions,
    isSameEvidence: Bool
  ) {
    self.candidate = candidate
    self.baseline = baseline
    self.policy = policy
    self.options = options
    self.isSameEvidence = isSameEvidence
    joined = try? PairedOutcomes(baseline: baseline.outcomes, candidate: candidate.outcomes)
    byClass = Dictionary(grouping: joined?.pairs ?? [], by: \.species)
  }

  private typealias Pairs = [PairedOutcomes.Pair]

  func judge(_ rule: NoRegressionRule) -> RuleResult {
    var result = RuleResult(rule.id, rule.requirement, .own)
    guard let joined else {
      result.refuse("candidate and baseline cannot be joined")
      return result
    }
    let classes: [PAISpecies?] =
      rule.metric.isOfBonaFide
      ? [nil] : (rule.species ?? joined.species).map { Optional($0) }
    let values = slices(rule, joined.pairs, &result)
    for value in values {
      for species in classes {
        let pairs = (byClass[species] ?? []).filter { isIn($0, rule.slice, value) }
        if pairs.isEmpty {
          let name = species?.name.printable ?? "bona fide"
          result.refuse("no pair of \(name) in \(value?.printable ?? "the runs")")
          continue
        }
        var found = finding(pairs, rule, comparisons: values.count * classes.count)
        found.species = species
        found.slice = value
        result.findings.append(found)
      }
    }
    warnOfFewClusters(&result)
    return result
  }

  private func slices(
    _ rule: NoRegressionRule, _ pairs: Pairs, _ result: inout RuleResult
  ) -> [String?] {
    guard let slice = rule.slice else { return [nil] }
    guard candidate.outcomes.attributeNames.contains(slice.attribute) else {
      result.refuse("the run has no attribute \(slice.attribute.printable)")
      return []
    }
    if let value = slice.value { return [value] }
    let found = Set(pairs.map { self.value(of: slice.attribute, in: $0) }).subtracting([""])
    if found.isEmpty { result.refuse("no presentation has a \(slice.attribute.printable)") }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func value(of attribute: String, in pair: PairedOutcomes.Pair) -> String {
    candidate.outcomes.value(
      of: attribute, in: candidate.outcomes.outcomes[pair.candidateIndex])
  }

  private func isIn(_ pair: PairedOutcomes.Pair, _ slice: PolicySlice?, _ value: String?) -> Bool {
    guard let slice, let value else { return true }
    return self.value(of: slice.attribute, in: pair) == value
  }

  private func finding(
    _ pairs: Pairs, _ rule: NoRegressionRule, comparisons: Int
  ) -> Finding {
    let counts = counts(pairs, rule.metric, policy.nonResponsePolicy)
    var finding = finding(counts, rule, comparisons)
    if isSameEvidence {
      finding.status = .pass
      finding.moreNeeded = nil
      finding.moreClusters = nil
      finding.note = "same evidence"
      return finding
    }
    if finding.status == .pass, policy.nonResponsePolicy != .conservative,
      self.finding(self.counts(pairs, rule.metric, .conservative), rule, comparisons).status
        != .pass
    {
      finding.status = .undecided
      finding.note = LimitFinding.refusalNote
      finding.isThin = false
    }
    if counts.pairs < rule.minimumTrials, finding.status != .fail {
      finding.status = .undecided
      finding.moreNeeded = max(rule.minimumTrials - counts.pairs, finding.moreNeeded ?? 0)
      finding.note = "the rule asks for \(rule.minimumTrials) pairs"
    }
    return finding
  }

  private func finding(
    _ counts: PairedCounts, _ rule: NoRegressionRule, _ comparisons: Int
  ) -> Finding {
    var finding = Finding(
      errors: counts.candidateErrors, trials: counts.pairs, clusters: counts.clusters.count,
      value: counts.difference, method: "", status: .undecided, note: "")
    finding.note =
      "\(counts.onlyCandidate) newly wrong, \(counts.onlyBaseline) repaired"
    guard let interval = bounds(counts, level: rule.level) else { return finding }
    finding.lower = interval.lower
    finding.upper = interval.upper
    finding.method = interval.method.description
    // One of several comparisons fails only after Holm's correction.
    let corrected = 1 - (1 - rule.level) / Double(max(comparisons, 1))
    if interval.upper < rule.margin {
      finding.status = .pass
    } else if interval.lower > rule.margin {
      let strict = comparisons > 1 ? bounds(counts, level: corrected) : interval
      if let strict, strict.lower > rule.margin { finding.status = .fail }
    }
    if finding.status == .undecided {
      let isWorse = counts.difference.map { $0 > rule.margin } ?? false
      let level = isWorse ? corrected : rule.level
      finding.moreNeeded = PairsNeeded(counts, margin: rule.margin, level: level)
        .total.map { max(1, $0 - counts.pairs) }
      if counts.isClustered {
        finding.require(clusters: clustersNeeded(counts, rule.margin, level, isWorse: isWorse))
      }
    }
    return finding
  }

  /// Clusters that would decide if they were like those there are.
  private func clustersNeeded(
    _ counts: PairedCounts, _ margin: Double, _ level: Double, isWorse: Bool
  ) -> Int? {
    guard let difference = counts.difference,
      let interval = counts.interval(
        level: level, sides: isWorse ? .lower : .upper, replicates: options.replicates,
        seed: options.seed)
    else { return nil }
    if interval.method == .tangoOnClusters {
      // Every cluster the same way: then clusters are the pairs.
      var clusters = PairedCounts()
      for cluster in counts.clusters {
        clusters.add(
          baselineErrs: cluster.secondErrors > cluster.firstErrors,
          candidateErrs: cluster.firstErrors > cluster.secondErrors, cluster: "")
      }
      return PairsNeeded(clusters, margin: margin, level: level).total
    }
    return ClusterNeed.clusters(
      now: counts.clusters.count, value: difference,
      bound: isWorse ? interval.lower : interval.upper, limit: margin)
  }

  /// Both one-sided bounds at a level.
  private func bounds(_ counts: PairedCounts, level: Double) -> DifferenceInterval? {
    counts.decidingInterval(
      level: 2 * level - 1, replicates: options.replicates, seed: options.seed)
  }

  private func counts(
    _ pairs: Pairs, _ metric: GateMetric, _ policy: NonResponsePolicy
  ) -> PairedCounts {
    var counts = PairedCounts()
    let first = baseline.outcomes.operatingPoint?.threshold ?? .nan
    let second = candidate.outcomes.operatingPoint?.threshold ?? .nan
    let isOfResponses = metric == .apnrr || metric == .bpnrr
    for pair in pairs {
      counts.add(
        baselineErrs: isOfResponses
          ? pair.baseline.score == nil
          : policy.isError(pair.baseline, of: pair.species, threshold: first),
        candidateErrs: isOfResponses
          ? pair.candidate.score == nil
          : policy.isError(pair.candidate, of: pair.species, threshold: second),
        cluster: pair.cluster)
    }
    return counts
  }

  private func warnOfFewClusters(_ result: inout RuleResult) {
    let few = result.findings.filter {
      $0.clusters < $0.trials && $0.clusters < ClusteredProportion.fewClusters
    }
    guard !few.isEmpty else { return }
    let names = few.map {
      ($0.species?.name.printable ?? "bona fide") + " (\($0.clusters))"
    }
    result.diagnostics.append(
      Diagnostic(
        .warning,
        "rule \(result.id): fewer than \(ClusteredProportion.fewClusters) clusters of "
          + names.joined(separator: ", ") + ": even the clustered bounds are too narrow",
        remedy: "test more subjects or series, not more presentations of the same"))
  }
}

/// How many pairs would decide a non-inferiority question at the present rates of flips.
struct PairsNeeded {
  let counts: PairedCounts
  let margin: Double
  let level: Double

  init(_ counts: PairedCounts, margin: Double, level: Double) {
    self.counts = counts
    self.margin = margin
    self.level = level
  }

  /// About this many; `nil` where the difference is the margin itself, or more than a hundred
  /// million would be needed.
  var total: Int? {
    guard let difference = counts.difference, difference != margin, counts.pairs > 0 else {
      return nil
    }
    var low = counts.pairs
    var high = max(counts.pairs, 1)
    while !decides(high, difference) {
      low = high
      guard high <= 50_000_000 else { return nil }
      high *= 2
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if decides(middle, difference) { high = middle } else { low = middle }
    }
    return high
  }

  /// Whether as many pairs at the present rates decide; rounding goes against the verdict.
  private func decides(_ pairs: Int, _ difference: Double) -> Bool {
    let scale = Double(pairs) / Double(counts.pairs)
    let worse = Double(counts.onlyCandidate) * scale
    let better = Double(counts.onlyBaseline) * scale
    let willPass = difference < margin
    let first = Int(willPass ? worse.rounded(.up) : worse.rounded(.down))
    let second = Int(willPass ? better.rounded(.down) : better.rounded(.up))
    guard
      let paired = PairedDifference(
        onlyFirst: min(first, pairs), onlySecond: min(second, pairs - min(first, pairs)),
        trials: pairs)
    else { return false }
    let z = -Normal.quantile(1 - level)
    let score = paired.score(against: margin)
    return willPass ? score < -z : score > z
  }
}

extension NoRegressionRule {
  /// What the rule asks for, in words.
  var requirement: String {
    let scope =
      species.map { " of " + $0.map(\.name.printable).joined(separator: ", ") }
      ?? (metric.isOfAttacks ? " of every species" : "")
    let part = slice?.words ?? ""
    return
      "\(metric)\(scope)\(part) no more than \(NumberText.shortest(margin)) above the baseline, by "
      + "the one-sided \(NumberText.shortest(level * 100)) % bound of the paired difference"
  }
}
