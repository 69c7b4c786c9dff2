import PADVocabulary
import StructuredText

extension PolicyReader {
  private static let ruleKeys = [
    "id", "metric", "species", "slice", "at_most", "below", "at_least", "bound", "level",
    "minimum_trials", "minimum_clusters", "status", "note",
  ]
  private static let senses: [(key: String, sense: PolicyRule.Sense)] = [
    ("at_most", .atMost), ("below", .below), ("at_least", .atLeast),
  ]

  mutating func rule(_ node: YAMLNode) -> PolicyRule? {
    guard let mapping = node.mapping(keys: Self.ruleKeys, &diagnostics) else { return nil }
    let id = mapping.required("id", &diagnostics).flatMap { word($0) }
    let metric = mapping.required("metric", &diagnostics).flatMap { self.metric($0) }
    let limit = self.limit(mapping)
    let bound = mapping["bound"]?.choice(of: PolicyRule.Bound.self, &diagnostics) ?? .confidence
    guard let id, let metric, let limit else { return nil }
    refuseSpecies(mapping, metric)
    check(limit, metric, bound, mapping)
    return PolicyRule(
      id: id, metric: metric, species: mapping["species"].flatMap { species($0) },
      slice: mapping["slice"].flatMap { slice($0) }, sense: limit.sense, limit: limit.value,
      bound: bound, level: mapping["level"].flatMap { level(of: $0) } ?? level,
      minimumTrials: mapping["minimum_trials"].flatMap { count($0) } ?? minimumTrials,
      minimumClusters: mapping["minimum_clusters"].flatMap { count($0) } ?? minimumClusters,
      status: mapping["status"]?.choice(of: RuleStatus.self, &diagnostics) ?? status,
      note: mapping["note"].flatMap { words($0) } ?? "")
  }

  mutating func noRegression(_ node: YAMLNode) -> NoRegressionRule? {
    let keys = ["id", "metric", "species", "slice", "margin", "level", "minimum_trials"]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    let id = mapping.required("id", &diagnostics).flatMap { word($0) }
    let place = mapping.required("metric", &diagnostics)
    let metric = place.flatMap { self.metric($0) }
    let margin = mapping.required("margin", &diagnostics)
      .flatMap { $0.double(in: 0...1, &diagnostics) }
    if let metric, !metric.isPaired, let place {
      diagnostics.error(
        line: place.line, column: place.column, "\(metric) cannot be compared pair by pair",
        remedy: "known are apcer, bpcer, apnrr, bpnrr")
    }
    if let margin, margin <= 0 || margin >= 1, let place = mapping["margin"] {
      diagnostics.error(
        line: place.line, column: place.column, "a margin must be above 0 and below 1",
        remedy: "without a margin even identical quality could never be shown; 0.01 is one point")
    }
    guard let id, let metric, let margin else { return nil }
    refuseSpecies(mapping, metric)
    return NoRegressionRule(
      id: id, metric: metric, species: mapping["species"].flatMap { species($0) },
      slice: mapping["slice"].flatMap { slice($0) }, margin: margin,
      level: mapping["level"].flatMap { level(of: $0) } ?? level,
      minimumTrials: mapping["minimum_trials"].flatMap { count($0) } ?? minimumTrials)
  }

  mutating func waiver(
    _ node: YAMLNode, _ rules: [PolicyRule], _ regressions: [NoRegressionRule]
  ) -> Waiver? {
    let keys = ["rule", "species", "reason", "expires"]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    let place = mapping.required("rule", &diagnostics)
    let rule = place.flatMap { word($0) }
    let reason = mapping.required("reason", &diagnostics).flatMap { words($0) }
    let expires = mapping.required("expires", &diagnostics).flatMap { date($0) }
    if let rule, let place { checkWaived(rule, place, rules, regressions) }
    guard let rule, let reason, let expires else { return nil }
    return Waiver(
      rule: rule,
      species: mapping["species"].flatMap { words($0) }.map { PAISpecies($0) },
      reason: reason, expires: expires)
  }

  /// Limits on refusals and golden presentations are what keeps the other rules honest.
  private mutating func checkWaived(
    _ rule: String, _ place: YAMLNode, _ rules: [PolicyRule], _ regressions: [NoRegressionRule]
  ) {
    let metric = rules.first { $0.id == rule }?.metric
    if rule == GoldenJudge.ruleID || metric == .apnrr || metric == .bpnrr {
      diagnostics.error(
        line: place.line, column: place.column, "\(rule.shown) cannot be waived",
        remedy: "limits on non-responses and golden presentations can only be changed")
    } else if metric == nil, !regressions.contains(where: { $0.id == rule }) {
      diagnostics.error(
        line: place.line, column: place.column, "there is no rule \(rule.shown)",
        remedy: remedy(for: rule, among: rules.map(\.id) + regressions.map(\.id)))
    }
  }

  private mutating func metric(_ node: YAMLNode) -> GateMetric? {
    guard let text = node.string(&diagnostics) else { return nil }
    if let metric = GateMetric(text) { return metric }
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no metric",
      remedy: remedy(for: text, among: GateMetric.names + ["bpcer20", "apcer20"]))
    return nil
  }

  private mutating func limit(
    _ mapping: YAMLMapping
  ) -> (sense: PolicyRule.Sense, value: Double)? {
    let found = Self.senses.compactMap { entry in mapping[entry.key].map { (entry.sense, $0) } }
    guard let first = found.first, found.count == 1 else {
      diagnostics.error(
        line: mapping.line, found.isEmpty ? "the rule has no limit" : "the rule has two limits",
        remedy: "write one of at_most, below, at_least")
      return nil
    }
    return first.1.double(in: 0...1, &diagnostics).map { (first.0, $0) }
  }

  private mutating func check(
    _ limit: (sense: PolicyRule.Sense, value: Double), _ metric: GateMetric,
    _ bound: PolicyRule.Bound, _ mapping: YAMLMapping
  ) {
    if metric.prefersLarger != (limit.sense == .atLeast) {
      diagnostics.error(
        line: mapping.line,
        metric.prefersLarger
          ? "\(metric) is better when larger, and this limits it from above"
          : "\(metric) is better when smaller, and this limits it from below",
        remedy: metric.prefersLarger ? "write at_least" : "write at_most")
    }
    let isOnEdge = metric.prefersLarger ? limit.value >= 1 : limit.value <= 0
    if isOnEdge, bound == .confidence {
      diagnostics.error(
        line: mapping.line,
        "no number of presentations shows a limit of \(NumberText.shortest(limit.value)) by a "
          + "confidence bound", remedy: "write 'bound: point' with 'minimum_trials', or move it")
    }
    let cannotFail =
      (limit.sense == .atMost && limit.value >= 1) || (limit.sense == .atLeast && limit.value <= 0)
    if cannotFail {
      diagnostics.error(
        line: mapping.line,
        "no figure can break a limit of \(limit.sense.rawValue) "
          + NumberText.shortest(limit.value),
        remedy: "write a limit that can be broken, or leave the rule out")
    }
    if limit.sense == .below, limit.value <= 0 {
      diagnostics.error(line: mapping.line, "no rate is below 0")
    }
  }

  private mutating func refuseSpecies(_ mapping: YAMLMapping, _ metric: GateMetric) {
    guard let place = mapping["species"] else { return }
    if metric.isOfBonaFide || (metric.isOfSystem && metric != .iapar) {
      diagnostics.error(
        line: place.line, column: place.column, "\(metric) has no species",
        remedy: "leave 'species' out")
    }
  }

  /// `worst`, one name, or a list of names.
  private mutating func species(_ node: YAMLNode) -> [PAISpecies]? {
    if case .sequence = node.content {
      let found = list(node) { $0.words($1).map { PAISpecies($0) } }
      if found.isEmpty {
        diagnostics.error(line: node.line, column: node.column, "the list of species is empty")
      }
      return found
    }
    guard let name = words(node) else { return nil }
    return name == "worst" ? nil : [PAISpecies(name)]
  }

  private mutating func slice(_ node: YAMLNode) -> PolicySlice? {
    guard let mapping = node.mapping(keys: ["attribute", "value"], &diagnostics),
      let name = mapping.required("attribute", &diagnostics).flatMap({ words($0) })
    else { return nil }
    return PolicySlice(attribute: name, value: mapping["value"].flatMap { words($0) })
  }
}
