import Comparison
import Evidence
import PADVocabulary

extension Admission {
  /// What weakens a verdict without making the evidence unfit.
  func warnings() -> [Diagnostic] {
    policyWarnings() + evidenceWarnings() + sourceWarnings(candidate)
      + (baseline.map { sourceWarnings($0) } ?? [])
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
    if !policy.rules.contains(where: { $0.metric == .apcer || $0.metric == .iapar }) {
      list.append(
        Diagnostic(
          .warning,
          "the policy has no limit on APCER or IAPAR: it says nothing of attacks at the threshold",
          remedy: "add a rule with 'metric: apcer'"))
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
    if let baselineDigest, baselineDigest == candidateDigest {
      list.append(
        Diagnostic(
          .warning,
          "candidate and baseline have the same outcomes and threshold: this compares a run with "
            + "itself", remedy: "name the released version's run as the baseline"))
    }
    if !candidate.facts.protocolName.isEmpty, policy.dataset.protocolName == nil {
      list.append(
        Diagnostic(
          .warning,
          "the run follows the protocol \(candidate.facts.protocolName.printable), and the policy "
            + "names none: whoever ran it chose what was tested",
          remedy: "write the protocol under 'dataset' in the policy"))
    }
    return list
  }

  /// What nobody can see in the outcomes of a run, candidate or baseline.
  private func sourceWarnings(_ evidence: GateEvidence) -> [Diagnostic] {
    var list: [Diagnostic] = []
    func warn(_ message: String, remedy: String) {
      list.append(
        Diagnostic(.warning, file: evidence.outcomes.name, message, remedy: remedy))
    }
    let source: String? =
      switch evidence.outcomes.operatingPoint?.origin {
      case .fixed?: "given as a number"
      case .card?: "taken from a card"
      default: nil
      }
    if let source {
      warn(
        "the threshold was \(source): nobody can tell here whether it was chosen on the test "
          + "presentations", remedy: "'thresholds: [dev]' in the policy excludes it")
    }
    let retries = evidence.facts.retries
    if retries > 0 {
      warn(
        "non-responses were asked again \(retries == 1 ? "once" : "\(retries) times"): who answers "
          + "the second time was silent the first",
        remedy: "judge a run whose presentations were each shown once")
    }
    let lonely = namelessClasses(of: evidence)
    if !lonely.isEmpty {
      warn(
        "nobody is named in " + lonely.joined(separator: ", ") + ": every presentation counts as "
          + "independent of the others, and the bounds are too narrow if they share persons or "
          + "series", remedy: "name subjects, targets and series in the dataset's manifest")
    }
    return list
  }

  /// Classes of which each presentation is a cluster of its own because the dataset does not say
  /// which belong together.
  private func namelessClasses(of evidence: GateEvidence) -> [String] {
    var clusters: [PAISpecies?: (names: Set<String>, rows: Int, areNameless: Bool)] = [:]
    for row in evidence.outcomes.outcomes {
      var entry = clusters[row.species] ?? ([], 0, true)
      entry.names.insert(row.cluster)
      entry.rows += 1
      entry.areNameless = entry.areNameless && row.cluster.hasPrefix("presentation:")
      clusters[row.species] = entry
    }
    // Pseudonyms hide what a cluster is; then the dataset's own counts say whether it names anybody.
    let unnamed = Set(evidence.facts.expected.filter(\.namesNobody).map(\.species))
    return ([nil] + evidence.outcomes.species.map { Optional($0) }).compactMap { species in
      guard let entry = clusters[species], entry.rows > 1,
        entry.areNameless || (unnamed.contains(species) && entry.names.count == entry.rows)
      else { return nil }
      return species?.name.printable ?? "bona fide"
    }
  }
}
