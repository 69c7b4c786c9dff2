import ErrorRates
import PADVocabulary
import ReleaseGate
import StructuredText

/// One finding in words: a row of a table, a test case, an annotation.
struct VerdictLine: Sendable {
  /// The rule's name.
  var rule: String
  /// What it asks for, in words.
  var requirement: String
  /// How sure it is that the scheme asks for this.
  var ruleStatus: RuleStatus
  /// What the finding is about: a species, bona fide, a golden presentation, with its slice.
  var subject: String
  /// The figure with its counts; empty where there is none.
  var value: String
  /// The one-sided bounds; empty where there are none.
  var bounds: String
  /// What is allowed.
  var limit: String
  /// What it comes to.
  var status: GateStatus
  /// What would decide it; empty when nothing is missing.
  var need: String
  /// What a reader must know.
  var note: String
  /// The waiver by which it does not count.
  var waiver: Waiver?

  /// The finding for a table.
  var statusWord: String { waiver == nil ? status.description : "waived (\(status))" }

  /// The finding as a clause: `apcer of print is 40/300 = 13.33 %, allowed is at most 7 %`.
  var clause: String {
    var text = "\(rule) of \(subject)"
    if !value.isEmpty { text += " is \(value)" }
    if !bounds.isEmpty { text += " [\(bounds)]" }
    text += ", allowed is \(limit)"
    if !note.isEmpty { text += " (\(note))" }
    return text
  }

  /// The same without bounds and note.
  var shortClause: String {
    "\(rule) of \(subject)" + (value.isEmpty ? "" : " is \(value)") + ", allowed is \(limit)"
  }
}

extension VerdictLine {
  /// All findings in the verdict's order.
  static func lines(_ verdict: GateVerdict, _ figures: Figures) -> [VerdictLine] {
    verdict.rules.flatMap { result in
      result.findings.map { VerdictLine($0, of: result, in: verdict, figures) }
    }
  }

  private init(
    _ finding: Finding, of result: RuleResult, in verdict: GateVerdict, _ figures: Figures
  ) {
    let rule = verdict.policy.rules.first { $0.id == result.id }
    let regression = verdict.policy.noRegression.first { $0.id == result.id }
    self.rule = result.id
    requirement = result.requirement
    ruleStatus = result.ruleStatus
    status = finding.status
    note = finding.presentation == nil ? finding.note : ""
    waiver = finding.waiver
    let metric = rule?.metric ?? regression?.metric
    subject = Self.subject(finding, metric, slice: rule?.slice ?? regression?.slice)
    value = Self.value(finding, metric, isDifference: regression != nil, figures)
    bounds = Self.bounds(finding, metric, isDifference: regression != nil, figures)
    if let rule {
      limit = "\(rule.sense.rawValue) \(Self.limit(rule, figures))"
    } else if let regression {
      limit = "less than \(figures.points(regression.margin)) points"
    } else {
      let mayPass = verdict.policy.golden.alwaysPass.contains(finding.presentation ?? "")
      limit = mayPass ? "accepted only" : "rejected only"
    }
    need = verdict.need(of: finding, in: result)?.description ?? ""
  }

  private static func subject(
    _ finding: Finding, _ metric: GateMetric?, slice: PolicySlice?
  ) -> String {
    if let presentation = finding.presentation {
      return presentation + " (" + (finding.species?.name ?? "bona fide") + ")"
    }
    var subject = finding.species?.name ?? ""
    if let metric, subject.isEmpty {
      subject =
        metric.isOfBonaFide
        ? "bona fide"
        : metric.isOfCurve ? "the worst species" : metric.isOfSystem ? "the full system" : "attacks"
    }
    if let value = finding.slice { subject += ", \(slice?.attribute ?? "slice") \(value)" }
    return subject
  }

  private static func value(
    _ finding: Finding, _ metric: GateMetric?, isDifference: Bool, _ figures: Figures
  ) -> String {
    // A golden presentation is no rate; how it was decided stands in its note.
    if finding.presentation != nil { return finding.note }
    guard let value = finding.value else { return "" }
    if isDifference { return figures.points(value) + " points" }
    if metric == .auc { return figures.area(value) }
    if let errors = finding.errors {
      return "\(errors)/\(finding.trials) = \(figures.percent(value))"
    }
    return figures.percent(value)
  }

  private static func bounds(
    _ finding: Finding, _ metric: GateMetric?, isDifference: Bool, _ figures: Figures
  ) -> String {
    guard let lower = finding.lower, let upper = finding.upper else { return "" }
    if isDifference { return figures.points(lower) + " to " + figures.points(upper) }
    if metric == .auc { return figures.area(lower) + "–" + figures.area(upper) }
    let range = [lower, upper].map {
      NumberText.fixed($0 * 100, decimals: figures.decimals)
    }
    return range.joined(separator: "–") + figures.gap + "%"
  }

  private static func limit(_ rule: PolicyRule, _ figures: Figures) -> String {
    rule.metric == .auc ? NumberText.shortest(rule.limit) : figures.level(rule.limit)
  }
}
