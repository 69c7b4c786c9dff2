import PADVocabulary
import Statistics

/// Holds counts, or a figure with an interval, against the limit of one rule.
struct LimitFinding {
  static let refusalNote =
    "kept only because refused attacks count as thwarted: were they accepted, it would not be shown"

  let rule: PolicyRule
  /// How many findings the rule makes: a fail of one of many needs more certainty (Holm).
  let comparisons: Int
  let options: GateOptions

  init(_ rule: PolicyRule, comparisons: Int, _ options: GateOptions) {
    self.rule = rule
    self.comparisons = max(comparisons, 1)
    self.options = options
  }

  /// A proportion against an upper limit.
  func finding(_ counts: ClusteredProportion) -> Finding {
    var finding = Finding(
      errors: counts.errors, trials: counts.trials, clusters: counts.clusters.count,
      value: counts.trials > 0 ? counts.value : nil, method: "", status: .undecided, note: "")
    guard let value = finding.value, value.isFinite else { return finding }
    // Both ends of the two-sided interval at twice the error are one-sided bounds at the level.
    if let interval = counts.interval(
      level: 2 * rule.level - 1, replicates: options.replicates, seed: options.seed)
    {
      finding.lower = interval.lower
      finding.upper = interval.upper
      finding.method = interval.method.description
    }
    switch rule.bound {
    case .point: finding.status = keeps(value) ? .pass : .fail
    case .confidence:
      let limit = rule.sense == .below ? rule.limit.nextDown : rule.limit
      let verdict = verdict(counts, limit, level: rule.level)
      switch verdict {
      case .pass: finding.status = .pass
      case .fail:
        let corrected = 1 - (1 - rule.level) / Double(comparisons)
        let strict = comparisons == 1 ? verdict : self.verdict(counts, limit, level: corrected)
        finding.status = strict == .fail ? .fail : .undecided
        if case .undecided(let needed) = strict {
          finding.note = "broken at the rule's level, not after Holm's correction"
          finding.moreNeeded = needed.map { max(1, $0 - counts.trials) }
        }
      case .undecided(let needed):
        finding.moreNeeded = needed.map { max(1, $0 - counts.trials) }
      }
      if finding.status == .undecided, counts.isClustered {
        let needed = ClusterNeed.clusters(
          counts, limit: limit,
          level: value <= limit ? rule.level : 1 - (1 - rule.level) / Double(comparisons),
          replicates: options.replicates, seed: options.seed)
        finding.require(clusters: needed)
      }
    }
    requireSize(&finding)
    return finding
  }

  private func verdict(
    _ counts: ClusteredProportion, _ limit: Double, level: Double
  ) -> LimitVerdict {
    LimitVerdict.judge(
      counts, limit: limit, level: level, replicates: options.replicates, seed: options.seed)
  }

  /// A figure that is no proportion against a limit, by its one-sided bounds.
  func finding(
    value: Double, bounds: (lower: Double, upper: Double)?, method: String, trials: Int,
    clusters: Int
  ) -> Finding {
    var finding = Finding(
      trials: trials, clusters: clusters, value: value, lower: bounds?.lower,
      upper: bounds?.upper, method: method, status: .undecided, note: "")
    guard value.isFinite else { return finding }
    if rule.bound == .point {
      finding.status = keeps(value) ? .pass : .fail
    } else if let bounds, bounds.lower.isFinite, bounds.upper.isFinite {
      let (bad, good) =
        rule.sense == .atLeast ? (bounds.lower, bounds.upper) : (bounds.upper, bounds.lower)
      if keeps(bad) {
        finding.status = .pass
      } else if !keeps(good) {
        finding.status = .fail
      }
    } else {
      finding.note = "no bound is defined for this figure; a rule with 'bound: point' can judge it"
      finding.isThin = false
    }
    requireSize(&finding)
    return finding
  }

  private func keeps(_ value: Double) -> Bool {
    switch rule.sense {
    case .atMost: value <= rule.limit
    case .below: value < rule.limit
    case .atLeast: value >= rule.limit
    }
  }

  /// What passes on too few trials or clusters has not passed.
  private func requireSize(_ finding: inout Finding) {
    if finding.trials < rule.minimumTrials, finding.status != .fail {
      let missing = rule.minimumTrials - finding.trials
      finding.status = .undecided
      finding.moreNeeded = max(missing, finding.moreNeeded ?? 0)
      finding.isThin = true
      finding.note = "the rule asks for \(rule.minimumTrials) trials"
    } else if finding.clusters < rule.minimumClusters, finding.status != .fail {
      finding.status = .undecided
      finding.isThin = true
      finding.require(
        clusters: max(rule.minimumClusters, finding.clusters + (finding.moreClusters ?? 0)))
      finding.note = "the rule asks for \(rule.minimumClusters) clusters"
    }
  }
}

extension Finding {
  /// Makes a finding of one class; what it does not name is not known.
  init(
    errors: Int? = nil, trials: Int, clusters: Int, value: Double?, lower: Double? = nil,
    upper: Double? = nil, method: String, status: GateStatus, note: String
  ) {
    self.init(
      species: nil, slice: nil, presentation: nil, errors: errors, trials: trials,
      clusters: clusters, value: value, lower: lower, upper: upper, method: method,
      status: status, isThin: true, moreNeeded: nil, moreClusters: nil, note: note, waiver: nil)
  }

  /// Reads a finding about APCER as one about IAPAR: a full system accepts only what its detector
  /// accepts, so that a kept limit is shown and a broken one is not.
  mutating func standsIn() {
    let note = "APCER stands in for IAPAR, which it cannot be below; no full system was tested"
    self.note = self.note.isEmpty ? note : note + "; " + self.note
    if status == .fail {
      status = .undecided
      isThin = false
      moreNeeded = nil
      moreClusters = nil
    }
  }
}
