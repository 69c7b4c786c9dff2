import Comparison
import PADVocabulary
import Statistics

extension RuleJudge {
  /// Holds RIAPAR, the worst IAPAR plus FRR, against a limit of up to 2. Every species of the run
  /// must have been measured: the worst of some is not the worst.
  func judgeRelative(_ rule: PolicyRule, _ result: inout RuleResult) {
    let attacks = evidence.systemRates.filter { $0.metric == .iapar && $0.counts.trials > 0 }
    let rejects = evidence.systemRates.filter { $0.metric == .frr && $0.counts.trials > 0 }
    let measured = Set(attacks.compactMap(\.species))
    let missing = evidence.outcomes.species.filter { !measured.contains($0) }
    guard missing.isEmpty, !attacks.isEmpty, rejects.count == 1, let frr = rejects.first,
      (attacks + rejects).allSatisfy(\.isSound)
    else {
      let part = missing.isEmpty ? "" : ": no IAPAR of "
      result.refuse(
        "\(rule.metric) was not measured\(part)"
          + missing.map(\.name.printable).joined(separator: ", "))
      return
    }
    let worst = attacks.map(\.counts.value).max() ?? 0
    let trials = (attacks + [frr]).map(\.counts.trials).min() ?? 0
    let clusters = (attacks + [frr]).map(\.counts.clusters.count).min() ?? 0
    result.findings.append(
      LimitFinding(rule, comparisons: 1, options).finding(
        value: worst + frr.counts.value, bounds: bounds(rule, attacks.map(\.counts), frr.counts),
        method: "sum of the bounds of worst IAPAR and FRR, each with half of the error",
        trials: trials, clusters: clusters))
  }

  /// One-sided bounds of the sum: both parts hold together, the lower end of the maximum with the
  /// error divided among the species (Bonferroni).
  private func bounds(
    _ rule: PolicyRule, _ attacks: [ClusteredProportion], _ frr: ClusteredProportion
  ) -> (lower: Double, upper: Double)? {
    let error = (1 - rule.level) / 2
    // Both ends of a two-sided interval at twice the error are one-sided bounds.
    func interval(_ counts: ClusteredProportion, _ error: Double) -> ConfidenceInterval? {
      counts.interval(
        level: 1 - 2 * error, replicates: options.replicates, seed: options.seed)
    }
    let lower = attacks.compactMap { interval($0, error / Double(attacks.count))?.lower }.max()
    let upper = attacks.compactMap { interval($0, error)?.upper }.max()
    guard let lower, let upper, let rejects = interval(frr, error) else { return nil }
    return (lower + rejects.lower, upper + rejects.upper)
  }
}
