import Comparison
import ErrorRates
import PADVocabulary

/// Looks at the presentations with a decision that may never change.
struct GoldenJudge {
  /// The name under which the result stands among the rules.
  static let ruleID = "golden"

  let evidence: GateEvidence
  let policy: Policy

  func judge() -> RuleResult {
    var result = RuleResult(
      Self.ruleID, "golden presentations are decided as the policy says", .own)
    var outcomes: [String: PresentationOutcome] = [:]
    for row in evidence.outcomes.outcomes { outcomes[row.id] = row }
    let wanted =
      policy.golden.neverPass.map { ($0, mayPass: false) }
      + policy.golden.alwaysPass.map { ($0, mayPass: true) }
    for (id, mayPass) in wanted {
      guard let row = outcomes[id] else {
        result.refuse("the golden presentation \(id.printable) is missing")
        continue
      }
      result.findings.append(finding(row, mayPass: mayPass))
    }
    return result
  }

  private func finding(_ row: PresentationOutcome, mayPass: Bool) -> Finding {
    let threshold = evidence.outcomes.operatingPoint?.threshold ?? .nan
    var finding = Finding(trials: 1, clusters: 1, value: nil, method: "", status: .fail, note: "")
    finding.species = row.species
    finding.presentation = row.id
    switch row.outcome {
    case .score(let score):
      let isAccepted = score >= threshold
      finding.status = isAccepted == mayPass ? .pass : .fail
      finding.note = isAccepted ? "accepted" : "rejected"
    case .nonResponse(let reason):
      // A refusal is no acceptance, but neither does it show that the presentation is recognised.
      let isThwarted = !mayPass && policy.nonResponsePolicy == .operational
      finding.status = isThwarted ? .undecided : .fail
      finding.isThin = false
      finding.note = "no response (\(reason.rawValue.printable))"
    }
    return finding
  }
}
