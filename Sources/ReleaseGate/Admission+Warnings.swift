import Comparison
import PADVocabulary

extension Admission {
  /// What weakens a verdict without making the evidence unfit.
  func warnings() -> [Diagnostic] {
    policyWarnings() + evidenceWarnings()
      + policy.waivers.filter { $0.expires < date }.map {
        Diagnostic(
          .warning, "the waiver of rule \($0.rule) expired on \($0.expires) and does not count")
      }
  }

  private func policyWarnings() -> [Diagnostic] {
    var list: [Diagnostic] = []
    if policy.isSuperseded {
      list.append(
        Diagnostic(.warning, "the source of policy \(policy.id) has been superseded"))
    }
    if policy.status == .unverified || policy.status == .secondary {
      list.append(
        Diagnostic(
          .warning, "the limits of policy \(policy.id) are \(policy.status)",
          remedy: "read the scheme's own text before relying on them"))
    }
    let limitsBonaFide = policy.rules.contains {
      switch $0.metric {
      case .bpcer, .frr, .bpcerAt, .eer, .auc: true
      default: false
      }
    }
    if !limitsBonaFide {
      list.append(
        Diagnostic(
          .warning, "the policy has no limit on BPCER: a subsystem that rejects everybody keeps it",
          remedy: "add a rule with 'metric: bpcer'"))
    }
    if policy.dataset.species == nil, policy.dataset.digest == nil {
      list.append(
        Diagnostic(
          .note,
          "the policy names neither species nor a dataset's digest: the verdict holds for what "
            + "was tested, whatever that was"))
    }
    if !policy.noRegression.isEmpty, policy.baseline.outcomes == nil {
      list.append(
        Diagnostic(
          .note,
          "the policy does not say which outcomes are the baseline's: the comparison holds "
            + "for the run that was named",
          remedy: "put the released run's digest under 'baseline: outcomes'"))
    }
    return list
  }

  private func evidenceWarnings() -> [Diagnostic] {
    var list: [Diagnostic] = []
    if candidate.facts.datasetDigest == nil {
      list.append(Diagnostic(.warning, "the dataset is unlocked"))
    }
    if candidate.facts.isSynthetic == true {
      list.append(
        Diagnostic(
          .warning, "the presentations are synthetic: they prove plumbing, not error rates"))
    }
    if candidate.outcomes.outcomes.contains(where: { $0.mediaDigest == nil }) {
      list.append(
        Diagnostic(
          .warning, "presentations without a digest of their pictures: duplicates cannot be found"))
    }
    return list
  }
}
