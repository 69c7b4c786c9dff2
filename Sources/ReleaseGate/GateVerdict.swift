public import Evidence
public import PADVocabulary

/// What a gate says.
public enum GateStatus: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// The evidence shows that the limits are kept.
  case pass
  /// The evidence shows that a limit is broken.
  case fail
  /// The evidence is too thin.
  case undecided
  /// The evidence is unfit: something is missing, or not what the policy asks for.
  case cannotJudge = "cannot judge"

  /// The exit code of a command that gates.
  public var exitCode: Int32 {
    switch self {
    case .pass: 0
    case .fail: 1
    case .undecided: 2
    case .cannotJudge: 65
    }
  }

  /// The name in tables.
  public var description: String { rawValue }

  /// The one that counts of several: what cannot be judged before a fail before undecided; of none
  /// a pass.
  static func combined(_ all: some Sequence<GateStatus>) -> GateStatus {
    let order: [GateStatus] = [.cannotJudge, .fail, .undecided]
    let found = Set(all)
    return order.first { found.contains($0) } ?? .pass
  }
}

/// One figure held against one limit.
public struct Finding: Sendable, Hashable {
  /// The species; `nil` for bona fide presentations and where all attacks count together.
  public var species: PAISpecies?
  /// The value of the rule's slice; `nil` without a slice.
  public var slice: String?
  /// The golden presentation; `nil` in other rules.
  public var presentation: String?
  /// Errors counted; `nil` for figures that are no proportion of counts.
  public var errors: Int?
  /// Presentations (or pairs) counted.
  public var trials: Int
  /// Distinct clusters among them.
  public var clusters: Int
  /// The figure; `nil` when undefined.
  public var value: Double?
  /// The one-sided lower bound at the rule's level.
  public var lower: Double?
  /// The one-sided upper bound at the rule's level.
  public var upper: Double?
  /// How the bounds were made; empty without.
  public var method: String
  /// What it comes to.
  public var status: GateStatus
  /// Whether an undecided finding lacks presentations; `false` where more of them would not help,
  /// because it hangs on refusals, on a test of the full system, or on a figure without a bound.
  public var isThin: Bool
  /// About how many more presentations of this species (or more bona fide ones) would decide at the
  /// present rate; `nil` when none are needed or no number can be told.
  public var moreNeeded: Int?
  /// About how many more clusters these would have to come from; `nil` where presentations are
  /// independent or no number can be told.
  public var moreClusters: Int?
  /// What a reader must know; empty for nothing.
  public var note: String
  /// The waiver by which it does not count; `nil` without one.
  public var waiver: Waiver?
}

/// What one rule comes to.
public struct RuleResult: Sendable, Hashable, Identifiable {
  /// The rule's name.
  public var id: String
  /// What it asks for, in words.
  public var requirement: String
  /// How sure it is that the scheme asks for this.
  public var ruleStatus: RuleStatus
  /// What it comes to, waived findings left out.
  public var status: GateStatus
  /// One per species and slice value, in their order.
  public var findings: [Finding]
  /// Why it cannot be judged, and what weakens it.
  public var diagnostics: [Diagnostic]
}

/// What a gate says of a run under a policy. It is about the presentations tested and says nothing
/// that a laboratory or an authority would have to say.
public struct GateVerdict: Sendable, Hashable {
  /// The policy.
  public var policy: Policy
  /// The run that was judged.
  public var candidate: String
  /// The run it was compared with; `nil` without one.
  public var baseline: String?
  /// The digest of the candidate's outcomes.
  public var candidateDigest: ContentDigest
  /// The digest of the baseline's outcomes.
  public var baselineDigest: ContentDigest?
  /// The day for which waivers and expiry dates were read.
  public var date: CalendarDate
  /// How the bootstrap drew: two verdicts on one run may differ by it.
  public var options: GateOptions
  /// What it all comes to.
  public var status: GateStatus
  /// Why the evidence is unfit; empty when it is fit.
  public var faults: [Diagnostic]
  /// The rules in the policy's order: limits, no-regression, golden presentations.
  public var rules: [RuleResult]
  /// What weakens the verdict, in a fixed order.
  public var warnings: [Diagnostic]

  /// What would decide the undecided findings, the most needed first within a rule.
  public var needs: [EvidenceNeed] {
    rules.flatMap { rule in
      rule.findings.compactMap { need(of: $0, in: rule) }
        .sorted { ($0.presentations ?? .max) > ($1.presentations ?? .max) }
    }
  }

  /// What would decide a finding of a rule; `nil` for one that is decided, waived, or not to be
  /// settled by more presentations.
  public func need(of finding: Finding, in rule: RuleResult) -> EvidenceNeed? {
    guard finding.status == .undecided, finding.isThin, finding.waiver == nil else { return nil }
    let isOfCurve = policy.rules.contains { $0.id == rule.id && $0.metric.isOfCurve }
    return EvidenceNeed(
      rule: rule.id, species: finding.species, slice: finding.slice,
      isOfEveryClass: finding.species == nil && isOfCurve, presentations: finding.moreNeeded,
      clusters: finding.moreClusters)
  }

  /// The waivers that were used.
  public var usedWaivers: [Waiver] {
    policy.waivers.filter { waiver in
      rules.contains { $0.findings.contains { $0.waiver == waiver } }
    }
  }

  /// The verdict in a sentence.
  public var summary: String {
    let policyName = "policy \(policy.id.printable), version \(policy.version.printable)"
    let verb =
      switch status {
      case .pass: usedWaivers.isEmpty ? "keeps" : "keeps, rules waived apart,"
      case .fail: "breaks"
      case .undecided: "is not yet shown to keep"
      case .cannotJudge: "cannot be judged by"
      }
    let source = policy.status == .own ? "" : " (limits \(policy.status))"
    return "\(candidate.printable) \(verb) \(policyName)\(source)"
  }
}
