import Comparison
public import PADVocabulary
public import ReleaseGate

/// How a verdict is written.
public enum VerdictFormat: String, Sendable, Hashable, CaseIterable {
  /// Sentences and aligned columns for a terminal.
  case text
  /// Markdown for a pull request or a job summary.
  case markdown
  /// Everything, full precision, for programs.
  case json
  /// JUnit XML, a test case per rule and class, for CI systems that show tests.
  case junit
  /// Workflow commands of GitHub Actions, shown as annotations.
  case github
  /// A line per finding as compilers write them: `policy: severity: message`.
  case generic
}

/// A verdict, or the reason why there could be none, with what a reader must know to judge it.
public struct VerdictReport: Sendable {
  /// What it all comes to.
  public var status: GateStatus
  /// The verdict; `nil` when the evidence or the policy could not even be read.
  public var verdict: GateVerdict?
  /// The policy as the user named it.
  public var policyName: String
  /// The run as the user named it.
  public var candidate: String
  /// The run it was compared with; `nil` without one.
  public var baseline: String?
  /// The day for which waivers and expiry dates were read.
  public var date: CalendarDate
  /// What the run says of itself; `nil` when it could not be read.
  public var facts: RunFacts?
  /// The threshold that was judged; `nil` when there is none.
  public var operatingPoint: OperatingPoint?
  /// Where that threshold comes from, beyond its origin; empty when there is no more to say.
  public var thresholdSource: String
  /// Why there can be no verdict.
  public var faults: [Diagnostic]
  /// What weakens it.
  public var warnings: [Diagnostic]

  /// The report of a verdict.
  ///
  /// - Parameters:
  ///   - thresholdSource: where the threshold comes from, such as the name of its card.
  ///   - diagnostics: what was noticed while the evidence was read.
  public init(
    _ verdict: GateVerdict, of evidence: GateEvidence, policyName: String,
    thresholdSource: String = "", diagnostics: [Diagnostic] = []
  ) {
    status = verdict.status
    self.verdict = verdict
    self.policyName = policyName
    candidate = verdict.candidate
    baseline = verdict.baseline
    date = verdict.date
    facts = evidence.facts
    operatingPoint = evidence.outcomes.operatingPoint
    self.thresholdSource = thresholdSource
    let broken = verdict.rules.flatMap { rule in
      rule.diagnostics.filter { $0.severity == .error }
    }
    faults = verdict.faults + broken
    warnings = diagnostics + verdict.warnings
  }

  /// The report of a gate that could not judge at all.
  ///
  /// - Parameter faults: why; at least one.
  public init(
    unjudged faults: [Diagnostic], policyName: String, candidate: String, baseline: String?,
    date: CalendarDate
  ) {
    status = .cannotJudge
    verdict = nil
    self.policyName = policyName
    self.candidate = candidate
    self.baseline = baseline
    self.date = date
    self.faults = faults
    thresholdSource = ""
    warnings = []
  }

  /// Renders the report; ends with a line break, holds no time but the day that was judged for.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; JSON keeps full precision.
  public func render(_ format: VerdictFormat, decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 10)
    let plain = Figures(decimals: places, gap: " ")
    switch format {
    case .text: return VerdictText.text(self, plain)
    case .markdown: return VerdictMarkdown.text(self, Figures(decimals: places))
    case .json: return VerdictJSON.text(self)
    case .junit: return VerdictJUnit.text(self, plain)
    case .github: return VerdictAnnotations.github(self, plain)
    case .generic: return VerdictAnnotations.generic(self, plain)
    }
  }

  /// Whether the presentations are synthetic.
  var isSynthetic: Bool { facts?.isSynthetic == true }
}
