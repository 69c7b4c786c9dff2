import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Holds the figures of one run against limits.
struct RuleJudge {
  let evidence: GateEvidence
  let policy: Policy
  let options: GateOptions
  /// Where the rows of every class stand.
  private let places: [PAISpecies?: [Int]]

  init(evidence: GateEvidence, policy: Policy, options: GateOptions) {
    self.evidence = evidence
    self.policy = policy
    self.options = options
    var places: [PAISpecies?: [Int]] = [:]
    for (index, row) in evidence.outcomes.outcomes.enumerated() {
      places[row.species, default: []].append(index)
    }
    self.places = places
  }

  func judge(_ rule: PolicyRule) -> RuleResult {
    var result = RuleResult(rule.id, rule.requirement, rule.status)
    let values = slices(rule.slice, &result)
    for species in rule.species ?? [] where places[species] == nil {
      result.refuse("species \(species.name.printable) is missing")
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { return result }
    if rule.metric.isOfCurve {
      judgeCurve(rule, values, &result)
    } else if rule.metric.isOfSystem {
      judgeSystem(rule, values, &result)
    } else {
      judgeCounts(rule, values, standIn: false, &result)
    }
    warnOfFewClusters(&result)
    return result
  }

  // MARK: Parts of the presentations

  /// The slice values to judge, `nil` for all presentations.
  private func slices(_ slice: PolicySlice?, _ result: inout RuleResult) -> [String?] {
    guard let slice else { return [nil] }
    guard evidence.outcomes.attributeNames.contains(slice.attribute) else {
      result.refuse(
        "the run has no attribute \(slice.attribute.printable)",
        remedy: remedy(for: slice.attribute, among: evidence.outcomes.attributeNames))
      return []
    }
    if let value = slice.value { return [value] }
    let found = Set(
      evidence.outcomes.outcomes.map { evidence.outcomes.value(of: slice.attribute, in: $0) })
    if found.contains("") {
      result.diagnostics.append(
        Diagnostic(
          .warning,
          "rule \(result.id): presentations without a value of "
            + "\(slice.attribute.printable) are in no slice"))
    }
    let values = found.subtracting([""])
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if values.isEmpty { result.refuse("no presentation has a \(slice.attribute.printable)") }
    return values
  }

  /// The rows of a class in a slice.
  func rows(
    of species: PAISpecies?, _ attribute: String?, _ value: String?
  ) -> [PresentationOutcome] {
    let all = (places[species] ?? []).map { evidence.outcomes.outcomes[$0] }
    guard let attribute, let value else { return all }
    return all.filter { evidence.outcomes.value(of: attribute, in: $0) == value }
  }

  /// The classes a rule of counts is about.
  private func classes(of rule: PolicyRule) -> [PAISpecies?] {
    if rule.metric.isOfBonaFide { return [nil] }
    return (rule.species ?? evidence.outcomes.species).map { Optional($0) }
  }

  // MARK: Rates of counts

  private func judgeCounts(
    _ rule: PolicyRule, _ values: [String?], standIn: Bool, _ result: inout RuleResult
  ) {
    let groups = values.flatMap { value in classes(of: rule).map { (value, $0) } }
    for (value, species) in groups {
      let rows = rows(of: species, rule.slice?.attribute, value)
      if rows.isEmpty {
        let name = species?.name.printable ?? "bona fide"
        result.refuse("no presentation of \(name) in \(value?.printable ?? "the run")")
        continue
      }
      let strict = counts(rows, rule.metric, .conservative)
      var finding = LimitFinding(rule, comparisons: groups.count, options)
        .finding(counts(rows, rule.metric, policy.nonResponsePolicy))
      if finding.status == .pass, policy.nonResponsePolicy != .conservative,
        LimitFinding(rule, comparisons: groups.count, options).finding(strict).status != .pass
      {
        finding.status = .undecided
        finding.note = LimitFinding.refusalNote
        finding.isThin = false
      }
      if standIn { finding.standsIn() }
      finding.species = species
      finding.slice = value
      result.findings.append(finding)
    }
  }

  /// Errors of rows by cluster, under a non-response policy.
  private func counts(
    _ rows: [PresentationOutcome], _ metric: GateMetric, _ policy: NonResponsePolicy
  ) -> ClusteredProportion {
    let threshold = evidence.outcomes.operatingPoint?.threshold ?? .nan
    var clusters: [ClusteredProportion.Cluster] = []
    var number: [String: Int] = [:]
    for row in rows {
      let isError =
        metric == .apnrr || metric == .bpnrr
        ? row.outcome.score == nil
        : policy.isError(row.outcome, of: row.species, threshold: threshold)
      let place = row.cluster.isEmpty ? clusters.count : number[row.cluster] ?? clusters.count
      if place == clusters.count {
        clusters.append(.init(errors: 0, trials: 0))
        if !row.cluster.isEmpty { number[row.cluster] = place }
      }
      clusters[place].errors += isError ? 1 : 0
      clusters[place].trials += 1
    }
    return ClusteredProportion(clusters)
  }

  // MARK: Rates of the full system

  private func judgeSystem(
    _ rule: PolicyRule, _ values: [String?], _ result: inout RuleResult
  ) {
    if rule.slice != nil, rule.metric != .iapar {
      result.refuse("rates of the full system are not known by slice")
      return
    }
    let measured = evidence.systemRates.filter { $0.metric == rule.metric }
    if rule.metric == .riapar {
      judgeRelative(rule, &result)
      return
    }
    if measured.isEmpty, rule.metric == .iapar {
      judgeCounts(rule, values, standIn: true, &result)
      return
    }
    let wanted: [PAISpecies?] =
      rule.metric == .iapar
      ? (rule.species ?? evidence.outcomes.species).map { Optional($0) } : [nil]
    for species in wanted {
      let found = measured.filter { $0.species == species && $0.counts.trials > 0 }
      guard found.count == 1, let rate = found.first, rule.slice == nil, rate.isSound else {
        let part = species.map { " of \($0.name.printable)" } ?? ""
        result.refuse("\(rule.metric)\(part) was not measured")
        continue
      }
      var finding = LimitFinding(rule, comparisons: wanted.count, options).finding(rate.counts)
      finding.species = species
      result.findings.append(finding)
    }
  }

  private func warnOfFewClusters(_ result: inout RuleResult) {
    let few = result.findings.filter {
      $0.clusters < $0.trials && $0.clusters < ClusteredProportion.fewClusters
    }
    guard !few.isEmpty else { return }
    let names = few.map { finding in
      let name = finding.species?.name.printable ?? "bona fide"
      return name + (finding.slice.map { " in " + $0.printable } ?? "")
        + " (\(finding.clusters))"
    }
    result.diagnostics.append(
      Diagnostic(
        .warning,
        "rule \(result.id): fewer than \(ClusteredProportion.fewClusters) clusters of "
          + names.joined(separator: ", ") + ": even the clustered bounds are too narrow",
        remedy: "test more subjects or series, not more presentations of the same"))
  }
}

extension SystemRate {
  /// Whether the counts can be counts.
  var isSound: Bool {
    counts.clusters.allSatisfy { $0.errors >= 0 && $0.errors <= $0.trials }
  }
}

extension PolicySlice {
  /// The slice in words that follow the figure's name.
  var words: String {
    value.map { " for \(attribute.printable) \($0.printable)" }
      ?? " for every value of \(attribute.printable)"
  }
}

extension PolicyRule {
  /// What the rule asks for, in words.
  var requirement: String {
    let scope =
      species.map { " of " + $0.map(\.name.printable).joined(separator: ", ") }
      ?? (metric.isOfAttacks ? " of every species" : "")
    let part = slice?.words ?? ""
    let held =
      bound == .point
      ? "the rate itself" : "by the one-sided \(NumberText.shortest(level * 100)) % bound"
    return "\(metric)\(scope)\(part) \(sense.rawValue) \(NumberText.shortest(limit)), \(held)"
  }
}
