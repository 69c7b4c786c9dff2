import ErrorRates
import Evidence
public import PADVocabulary
import StructuredText

extension Policy {
  /// Reads a policy file.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` with everything that is wrong.
  public static func read(path: String) throws -> Policy {
    try parse(readWholeFile(path, cap: StrictYAML.maximumBytes), file: path)
  }

  /// Parses the bytes of a policy; `file` stands for it in diagnostics.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(_ bytes: [UInt8], file: String) throws(InvalidInput) -> Policy {
    try PolicyReader.policy(
      StrictYAML.parse(bytes, name: file), digest: ContentDigest(of: bytes), file: file)
  }
}

/// Reads a policy from its YAML, collecting everything that is wrong with it.
struct PolicyReader {
  static let keys = [
    "id", "version", "title", "source", "status", "superseded", "non_response", "level",
    "minimum_trials", "minimum_clusters", "dataset", "thresholds", "rules", "no_regression",
    "baseline", "golden", "waivers", "not_judged",
  ]

  var diagnostics: DiagnosticList
  let fileDigest: ContentDigest
  /// What rules take that state none of their own.
  var level = 0.95
  var minimumTrials = 1
  var minimumClusters = 1
  var status = RuleStatus.own

  static func policy(
    _ root: YAMLNode, digest: ContentDigest, file: String
  ) throws(InvalidInput) -> Policy {
    var reader = PolicyReader(diagnostics: DiagnosticList(file: file), fileDigest: digest)
    let policy = reader.read(root)
    guard let policy, !reader.diagnostics.hasErrors else {
      throw InvalidInput(inFileOrder(reader.diagnostics.all))
    }
    return policy
  }

  /// What has no line comes last.
  private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let a = (left.element.line ?? .max, left.element.column ?? 0, left.offset)
      let b = (right.element.line ?? .max, right.element.column ?? 0, right.offset)
      return a < b
    }.map(\.element)
  }

  private mutating func read(_ root: YAMLNode) -> Policy? {
    guard let mapping = root.mapping(keys: Self.keys, &diagnostics) else { return nil }
    let id = mapping.required("id", &diagnostics).flatMap { word($0) } ?? ""
    let version = mapping.required("version", &diagnostics).flatMap { words($0) } ?? ""
    status = mapping["status"]?.choice(of: RuleStatus.self, &diagnostics) ?? .own
    readDefaults(mapping)
    let policy = nonResponsePolicy(mapping)
    let rules = mapping.required("rules", &diagnostics).map { list($0) { $0.rule($1) } } ?? []
    let regressions = mapping["no_regression"].map { list($0) { $0.noRegression($1) } } ?? []
    let golden = mapping["golden"].map { self.golden($0) } ?? GoldenPresentations()
    requireNonResponseLimits(rules, line: mapping["rules"]?.line ?? mapping.line)
    let names = rules.map(\.id) + regressions.map(\.id)
    refuseRepeated(names, in: mapping)
    return Policy(
      digest: fileDigest, id: id, version: version,
      title: mapping["title"].flatMap { words($0) } ?? id,
      source: mapping["source"].flatMap { words($0) } ?? "", status: status,
      isSuperseded: mapping["superseded"]?.flag(&diagnostics) ?? false,
      nonResponsePolicy: policy,
      dataset: mapping["dataset"].map { dataset($0) } ?? Policy.Dataset(),
      thresholds: mapping["thresholds"].map { list($0) { $0.threshold($1) } }
        ?? [.dev(criterion: nil), .fixed, .card],
      rules: rules, noRegression: regressions,
      baseline: mapping["baseline"].map { baseline($0) } ?? Policy.Baseline(),
      golden: golden,
      waivers: mapping["waivers"].map { list($0) { $0.waiver($1, rules, regressions) } } ?? [],
      notJudged: mapping["not_judged"].map { list($0) { $0.words($1) } } ?? [])
  }

  private mutating func readDefaults(_ mapping: YAMLMapping) {
    level = mapping["level"].flatMap { level(of: $0) } ?? level
    minimumTrials = mapping["minimum_trials"].flatMap { count($0) } ?? minimumTrials
    minimumClusters = mapping["minimum_clusters"].flatMap { count($0) } ?? minimumClusters
  }

  private mutating func nonResponsePolicy(_ mapping: YAMLMapping) -> NonResponsePolicy {
    guard let node = mapping["non_response"] else {
      diagnostics.error(
        line: mapping.line, "'non_response' is missing",
        remedy: "write 'non_response: conservative' (every refusal is an error) or 'operational' "
          + "(a refused attack was thwarted)")
      return .conservative
    }
    let found = node.choice(of: NonResponsePolicy.self, &diagnostics)
    if found == .exclude {
      diagnostics.error(
        line: node.line, column: node.column,
        "a gate cannot exclude presentations without a response: refusing hard ones would improve "
          + "its verdict", remedy: "write conservative or operational")
    }
    return found ?? .conservative
  }

  /// A policy that does not limit refusals rewards them.
  private mutating func requireNonResponseLimits(_ rules: [PolicyRule], line: Int) {
    for (metric, words) in [
      (GateMetric.apnrr, "APNRR of every species"), (.bpnrr, "BPNRR"),
    ]
    where !rules.contains(where: {
      $0.metric == metric && $0.species == nil && $0.slice == nil
    }) {
      diagnostics.error(
        line: line, "no rule limits \(words)",
        remedy: "add a rule with 'metric: \(metric)', neither species nor slice, and 'at_most' "
          + "below 1")
    }
  }

  private mutating func refuseRepeated(_ names: [String], in mapping: YAMLMapping) {
    var seen: Set<String> = [GoldenJudge.ruleID]
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      diagnostics.error(
        line: mapping["rules"]?.line ?? mapping.line, "two rules are called \(name.shown)",
        remedy: name == GoldenJudge.ruleID
          ? "this name is taken by the golden presentations" : "give each a name of its own")
    }
  }

  private mutating func dataset(_ node: YAMLNode) -> Policy.Dataset {
    var found = Policy.Dataset()
    let keys = ["name", "digest", "protocol", "synthetic", "unknown_media", "species"]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return found }
    found.name = mapping["name"].flatMap { words($0) }
    found.digest = mapping["digest"].flatMap { digest($0) }
    found.protocolName = mapping["protocol"].flatMap { words($0) }
    found.allowsSynthetic = mapping["synthetic"].map { isAllowed($0) } ?? false
    found.allowsUnknownMedia = mapping["unknown_media"].map { isAllowed($0) } ?? false
    found.species = mapping["species"].map { node in
      list(node) { $0.words($1).map { PAISpecies($0) } }
    }
    if found.species?.isEmpty == true, let place = mapping["species"] {
      diagnostics.error(line: place.line, column: place.column, "the list of species is empty")
    }
    return found
  }

  private mutating func isAllowed(_ node: YAMLNode) -> Bool {
    node.choice(of: Permission.self, &diagnostics) == .allowed
  }

  private mutating func baseline(_ node: YAMLNode) -> Policy.Baseline {
    var found = Policy.Baseline()
    guard let mapping = node.mapping(keys: ["outcomes", "expires"], &diagnostics) else {
      return found
    }
    found.outcomes = mapping["outcomes"].flatMap { digest($0) }
    found.expires = mapping["expires"].flatMap { date($0) }
    return found
  }

  private mutating func golden(_ node: YAMLNode) -> GoldenPresentations {
    guard let mapping = node.mapping(keys: ["never_pass", "always_pass"], &diagnostics) else {
      return GoldenPresentations()
    }
    let found = GoldenPresentations(
      neverPass: mapping["never_pass"].map { list($0) { $0.words($1) } } ?? [],
      alwaysPass: mapping["always_pass"].map { list($0) { $0.words($1) } } ?? [])
    var seen: Set<String> = []
    for id in found.neverPass + found.alwaysPass where !seen.insert(id).inserted {
      diagnostics.error(line: node.line, "the golden presentation \(id.shown) is listed twice")
    }
    return found
  }

  private mutating func threshold(_ node: YAMLNode) -> AllowedThreshold? {
    guard let text = words(node) else { return nil }
    if let found = AllowedThreshold(text) { return found }
    let isOracle = text.hasPrefix("oracle")
    diagnostics.error(
      line: node.line, column: node.column, "\(text.shown) is no threshold that may be judged",
      remedy: isOracle
        ? "a threshold chosen on the test data flatters; use dev, fixed or card"
        : remedy(for: text, among: AllowedThreshold.names))
    return nil
  }
}

private enum Permission: String, CaseIterable {
  case allowed
  case forbidden
}
