import ErrorRates
import Evidence
import PADVocabulary
import ReleaseGate

/// The verdict in sentences that a release manager can act on.
struct VerdictWords {
  let report: VerdictReport
  let lines: [VerdictLine]

  init(_ report: VerdictReport, _ figures: Figures) {
    self.report = report
    lines = report.verdict.map { VerdictLine.lines($0, figures) } ?? []
  }

  /// What counts and does not hold, the broken limits first.
  func lines(_ status: GateStatus) -> [VerdictLine] {
    lines.filter { $0.status == status && $0.waiver == nil }
  }

  /// The verdict as a word that stands out.
  var word: String { report.status.description.uppercased() }

  /// The verdict in one sentence, without the word.
  var sentence: String {
    guard let verdict = report.verdict else {
      return "\(report.candidate.printable) cannot be judged by policy "
        + "\(report.policyName.printable): " + reasons(report.faults)
    }
    switch report.status {
    case .pass:
      let count = Figures.count(verdict.rules.count, "rule")
      return verdict.summary + ": \(count), \(Figures.count(lines.count, "finding"))"
    case .fail:
      let broken = lines(.fail)
      let others = broken.count > 1 ? ", and \(broken.count - 1) more" : ""
      return verdict.summary + ": " + (broken.first?.shortClause.printable ?? "") + others
    case .undecided:
      let missing = needs.map(\.text) + unsettled.map { $0.shortClause.printable }
      return verdict.summary + ": " + missing.prefix(3).joined(separator: "; ")
        + (missing.count > 3 ? "; and \(missing.count - 3) more" : "")
    case .cannotJudge:
      return verdict.summary + ": " + reasons(report.faults)
    }
  }

  private func reasons(_ faults: [Diagnostic]) -> String {
    let first = faults.first?.message.printable ?? "nobody can say why"
    return faults.count > 1 ? "\(first), and \(faults.count - 1) more faults" : first
  }

  /// Undecided findings that more presentations would not settle.
  var unsettled: [VerdictLine] { lines(.undecided).filter(\.need.isEmpty) }

  /// What would decide the undecided findings: per class the greatest need of its rules.
  var needs: [(text: String, rules: [String])] {
    var found: [(need: EvidenceNeed, rules: [String])] = []
    for need in report.verdict?.needs ?? [] {
      let place = found.firstIndex {
        $0.need.species == need.species && $0.need.slice == need.slice
          && $0.need.isOfEveryClass == need.isOfEveryClass
      }
      guard let place else {
        found.append((need, [need.rule]))
        continue
      }
      if !found[place].rules.contains(need.rule) { found[place].rules.append(need.rule) }
      // What no number can be told for is more than any number.
      let isMore = (need.presentations ?? .max) > (found[place].need.presentations ?? .max)
      if isMore { found[place].need = need }
    }
    return found.map { ($0.need.description, $0.rules) }
  }

  /// What stands below every verdict that people read.
  var provenance: [(name: String, value: String)] {
    var entries: [(String, String)] = []
    if let verdict = report.verdict {
      let policy = verdict.policy
      entries.append(("policy", "\(policy.title) (\(policy.id), version \(policy.version))"))
      if !policy.source.isEmpty { entries.append(("limits from", policy.source)) }
      entries.append(
        ("limits are", Self.meaning(policy.status) + (policy.isSuperseded ? "; superseded" : "")))
      entries.append(("policy digest", policy.digest.hex))
      entries.append(
        (
          "presentations without a score",
          "\(policy.nonResponsePolicy), "
            + policy.nonResponsePolicy.phrase
        ))
    } else {
      entries.append(("policy", report.policyName))
    }
    entries.append(("judged", report.candidate))
    if let facts = report.facts {
      let lock = facts.datasetDigest.map { "lock \($0.hex)" } ?? "unlocked"
      let name = facts.protocolName.isEmpty ? "" : ", protocol \(facts.protocolName)"
      entries.append(("dataset", "\(facts.datasetName)\(name), \(lock)"))
      let leftOut = facts.leftOut.filter { $0.presentations > 0 }
      if !leftOut.isEmpty {
        entries.append(
          (
            "presentations left out",
            leftOut.map { "\($0.presentations) (\($0.reason))" }.joined(separator: ", ")
          ))
      }
    }
    if let point = report.operatingPoint {
      let source = report.thresholdSource.isEmpty ? "" : ": " + report.thresholdSource
      entries.append(
        ("threshold", "\(Figures.exact(point.threshold)), from \(point.origin)\(source)"))
    }
    if let verdict = report.verdict {
      entries.append(("outcomes digest", verdict.candidateDigest.hex))
      if let baseline = verdict.baseline { entries.append(("baseline", baseline)) }
      if let digest = verdict.baselineDigest {
        entries.append(("baseline outcomes digest", digest.hex))
      }
      let options = verdict.options
      entries.append(("bootstrap", "\(options.replicates) replicates, seed \(options.seed)"))
    }
    entries.append(("day", report.date.description))
    return entries.map { (name: $0.0, value: $0.1) }
  }

  /// How far limits can be relied on.
  static func meaning(_ status: RuleStatus) -> String {
    switch status {
    case .verified: "verified: read in the scheme's own text"
    case .secondary: "secondary: read in somebody's account of the scheme"
    case .unverified: "unverified: from memory or hearsay, not to be relied on"
    case .own: "own: the policy's author's, not any scheme's"
    }
  }

  /// What a verdict is, and is not.
  static let scope =
    "The verdict is about the presentations tested and this policy as it is written; what a "
    + "laboratory or an authority would say is theirs to say."
}
