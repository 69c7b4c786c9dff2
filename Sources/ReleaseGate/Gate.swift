import Comparison
import ErrorRates
import PADVocabulary
import StructuredText

/// Judges runs by policies.
public enum Gate {
  /// Judges a run, and where the policy asks for it compares it with the released version.
  ///
  /// Whatever is missing, empty, not finite or not what the policy asks for makes the verdict
  /// "cannot judge"; nothing of the kind passes. A limit is kept when the one-sided confidence bound
  /// keeps it, broken when the bound on the other side breaks it, undecided in between. Where
  /// presentations share clusters the bounds are the wider of the exact binomial ones and those of
  /// the clustered bootstrap. A rule over several species passes when each does
  /// (intersection-union). A rate of counts, and a difference to the baseline, fails when one of its
  /// species or slices does by Holm's first step. Figures of the curve are each held against the
  /// limit by their own bounds, without a correction: a rule over several of them is the likelier to
  /// fail, never to pass.
  ///
  /// - Parameters:
  ///   - baseline: the released version's run on the same presentations; rules of no regression
  ///     need it.
  ///   - date: the day for which waivers and expiry dates are read.
  public static func judge(
    _ candidate: GateEvidence, by policy: Policy, baseline: GateEvidence? = nil,
    on date: CalendarDate, options: GateOptions = GateOptions()
  ) -> GateVerdict {
    let digest = candidate.outcomeDigest
    let admission = Admission(
      candidate: candidate, baseline: baseline, policy: policy, date: date,
      candidateDigest: digest, baselineDigest: baseline?.outcomeDigest)
    let faults = admission.faults()
    var verdict = GateVerdict(
      policy: policy, candidate: candidate.outcomes.name, baseline: baseline?.outcomes.name,
      candidateDigest: digest, baselineDigest: admission.baselineDigest,
      date: date, options: options, status: .cannotJudge, faults: faults, rules: [],
      warnings: admission.warnings())
    // Figures of evidence that is unfit would only be quoted.
    if !faults.isEmpty { return verdict }
    let judge = RuleJudge(evidence: candidate, policy: policy, options: options)
    verdict.rules = policy.rules.map { judge.judge($0) }
    if let baseline {
      let regression = RegressionJudge(
        candidate: candidate, baseline: baseline, policy: policy, options: options,
        isSameEvidence: verdict.candidateDigest == verdict.baselineDigest)
      verdict.rules += policy.noRegression.map { regression.judge($0) }
    }
    if !policy.golden.isEmpty {
      verdict.rules.append(GoldenJudge(evidence: candidate, policy: policy).judge())
    }
    for index in verdict.rules.indices {
      verdict.rules[index].settle(waivers: policy.waivers.filter { $0.expires >= date })
    }
    verdict.status = .combined(verdict.rules.map(\.status))
    verdict.warnings += sharedWarnings(verdict.rules)
    verdict.warnings += verdict.usedWaivers.map {
      Diagnostic(
        .warning, "rule \($0.rule) is waived until \($0.expires): \($0.reason.printable)")
    }
    return verdict
  }

  /// The warnings of rules; what several of them say stands once, with their names.
  private static func sharedWarnings(_ rules: [RuleResult]) -> [Diagnostic] {
    var found: [(warning: Diagnostic, words: String, rules: [String])] = []
    for rule in rules {
      let prefix = "rule \(rule.id): "
      for warning in rule.diagnostics where warning.severity == .warning {
        let words =
          warning.message.hasPrefix(prefix)
          ? String(warning.message.dropFirst(prefix.count)) : warning.message
        if let place = found.firstIndex(where: { $0.words == words }) {
          found[place].rules.append(rule.id)
        } else {
          found.append((warning, words, [rule.id]))
        }
      }
    }
    return found.map { entry in
      guard entry.rules.count > 1 else { return entry.warning }
      var warning = entry.warning
      warning.message = "rules \(entry.rules.joined(separator: ", ")): \(entry.words)"
      return warning
    }
  }
}

extension RuleResult {
  /// Makes a result that `settle` then gives its status.
  init(_ id: String, _ requirement: String, _ status: RuleStatus) {
    self.init(
      id: id, requirement: requirement, ruleStatus: status, status: .cannotJudge, findings: [],
      diagnostics: [])
  }

  /// Adds why the rule cannot be judged.
  mutating func refuse(_ message: String, remedy: String = "") {
    diagnostics.append(Diagnostic(.error, "rule \(id): \(message)", remedy: remedy))
  }

  /// Applies waivers and sums the findings up; a rule without a finding cannot be judged.
  mutating func settle(waivers: [Waiver]) {
    for index in findings.indices
    where findings[index].status == .fail || findings[index].status == .undecided {
      findings[index].waiver = waivers.first {
        $0.rule == id && ($0.species == nil || $0.species == findings[index].species)
      }
    }
    let isUnfit = findings.isEmpty || diagnostics.contains { $0.severity == .error }
    status =
      isUnfit
      ? .cannotJudge : .combined(findings.filter { $0.waiver == nil }.map(\.status))
  }
}
