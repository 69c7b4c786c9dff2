import ErrorRates
import Evidence
import PADVocabulary
import ReleaseGate
import StructuredText

/// A verdict as JSON, full precision; what is undefined is `null`.
enum VerdictJSON {
  static func text(_ report: VerdictReport) -> String {
    let words = VerdictWords(report, Figures(decimals: 2, gap: " "))
    let value: JSONValue = .object([
      .init("format", "padbench-verdict/1"),
      .init("verdict", .string(report.status.description)),
      .init("exit_code", .integer(Int(report.status.exitCode))),
      .init("summary", .string(words.sentence)),
      .init("date", .string(report.date.description)),
      .init("bootstrap", bootstrap(report)),
      .init("policy", policy(report)),
      .init("candidate", candidate(report)),
      .init("baseline", baseline(report)),
      .init("faults", .array(report.faults.map { diagnostic($0) })),
      .init("rules", .array((report.verdict?.rules ?? []).map { rule($0) })),
      .init("needs", .array((report.verdict?.needs ?? []).map { need($0) })),
      .init("waivers_used", .array((report.verdict?.usedWaivers ?? []).map { waiver($0) })),
      .init("warnings", .array(report.warnings.map { diagnostic($0) })),
      .init("scope", .string(VerdictWords.scope)),
    ])
    return value.visibleReportText
  }

  private static func bootstrap(_ report: VerdictReport) -> JSONValue {
    guard let options = report.verdict?.options else { return .null }
    return .object([
      .init("replicates", .integer(options.replicates)),
      // JSON has no 64-bit numbers for everybody.
      .init("seed", .string(String(options.seed))),
    ])
  }

  private static func policy(_ report: VerdictReport) -> JSONValue {
    guard let policy = report.verdict?.policy else {
      return .object([.init("name", .string(report.policyName))])
    }
    return .object([
      .init("name", .string(report.policyName)),
      .init("id", .string(policy.id)),
      .init("version", .string(policy.version)),
      .init("title", .string(policy.title)),
      .init("source", .string(policy.source)),
      .init("status", .string(policy.status.rawValue)),
      .init("superseded", .bool(policy.isSuperseded)),
      .init("digest", .string(policy.digest.hex)),
      .init("non_response_policy", .string(policy.nonResponsePolicy.rawValue)),
      .init("not_judged", .array(policy.notJudged.map { .string($0) })),
    ])
  }

  private static func candidate(_ report: VerdictReport) -> JSONValue {
    let point: JSONValue =
      report.operatingPoint.map { point in
        .object([
          .init("threshold", .shown(point.threshold)),
          .init("origin", .string(point.origin.description)),
          .init("source", .string(report.thresholdSource)),
        ])
      } ?? .null
    let dataset: JSONValue =
      report.facts.map { facts in
        .object([
          .init("name", .string(facts.datasetName)),
          .init("digest", facts.datasetDigest.map { .string($0.hex) } ?? .null),
          .init("protocol", .string(facts.protocolName)),
          .init("synthetic", facts.isSynthetic.map { .bool($0) } ?? .null),
          .init("retries", .integer(facts.retries)),
          .init(
            "left_out",
            .array(
              facts.leftOut.map { entry in
                .object([
                  .init("reason", .string(entry.reason)),
                  .init("presentations", .integer(entry.presentations)),
                ])
              })),
          .init(
            "expected",
            .array(
              facts.expected.map { expected in
                .object([
                  .init("species", species(expected.species)),
                  .init("presentations", .integer(expected.presentations)),
                ])
              })),
        ])
      } ?? .null
    return .object([
      .init("name", .string(report.candidate)),
      .init("outcomes_digest", report.verdict.map { .string($0.candidateDigest.hex) } ?? .null),
      .init("operating_point", point),
      .init("dataset", dataset),
    ])
  }

  private static func baseline(_ report: VerdictReport) -> JSONValue {
    guard let name = report.baseline else { return .null }
    return .object([
      .init("name", .string(name)),
      .init("outcomes_digest", report.verdict?.baselineDigest.map { .string($0.hex) } ?? .null),
    ])
  }

  private static func species(_ species: PAISpecies?) -> JSONValue {
    species.map { .string($0.name) } ?? .null
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("file", .string(diagnostic.file)),
      .init("line", diagnostic.line.map { .integer($0) } ?? .null),
      .init("message", .string(diagnostic.message)),
      .init("remedy", .string(diagnostic.remedy)),
    ])
  }

  private static func rule(_ rule: RuleResult) -> JSONValue {
    .object([
      .init("id", .string(rule.id)),
      .init("requirement", .string(rule.requirement)),
      .init("status", .string(rule.ruleStatus.rawValue)),
      .init("verdict", .string(rule.status.description)),
      .init("findings", .array(rule.findings.map { finding($0) })),
      .init("diagnostics", .array(rule.diagnostics.map { diagnostic($0) })),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    .object([
      .init("species", species(finding.species)),
      .init("slice", text(finding.slice)),
      .init("presentation", text(finding.presentation)),
      .init("errors", finding.errors.map { .integer($0) } ?? .null),
      .init("trials", .integer(finding.trials)),
      .init("clusters", .integer(finding.clusters)),
      .init("value", .shown(finding.value)),
      .init("lower", .shown(finding.lower)),
      .init("upper", .shown(finding.upper)),
      .init("method", .string(finding.method)),
      .init("verdict", .string(finding.status.description)),
      .init("more_needed", finding.moreNeeded.map { .integer($0) } ?? .null),
      .init("more_clusters", finding.moreClusters.map { .integer($0) } ?? .null),
      .init("note", .string(finding.note)),
      .init("waiver", finding.waiver.map { waiver($0) } ?? .null),
    ])
  }

  private static func need(_ need: EvidenceNeed) -> JSONValue {
    .object([
      .init("rule", .string(need.rule)),
      .init("species", species(need.species)),
      .init("slice", text(need.slice)),
      .init("of_every_class", .bool(need.isOfEveryClass)),
      .init("presentations", need.presentations.map { .integer($0) } ?? .null),
      .init("clusters", need.clusters.map { .integer($0) } ?? .null),
      .init("text", .string(need.description)),
    ])
  }

  private static func waiver(_ waiver: Waiver) -> JSONValue {
    .object([
      .init("rule", .string(waiver.rule)),
      .init("species", species(waiver.species)),
      .init("reason", .string(waiver.reason)),
      .init("expires", .string(waiver.expires.description)),
    ])
  }
}
