import Comparison
import Evidence
import PADVocabulary
import ReleaseGate
import StructuredText

let print = PAISpecies("print")
let replay = PAISpecies("replay/phone")
let mask = PAISpecies("mask-3d/resin")

let today = date("2026-06-01")
let options = GateOptions(replicates: 1000)

func date(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
  return date
}

/// What one class of a made-up run is.
struct Planted {
  var species: PAISpecies?
  var count: Int
  var errors = 0
  /// Non-responses, after the errors.
  var refusals = 0
  /// Presentations per cluster; 0 for no clusters.
  var clusterSize = 0
}

/// A run on a locked dataset with the released threshold 0.5.
func run(_ planted: [Planted], name: String = "candidate") -> GateEvidence {
  var rows: [PresentationOutcome] = []
  for part in planted {
    let label = part.species?.name ?? "bona-fide"
    for index in 0..<part.count {
      let isWrong = index < part.errors
      let isRefused = index >= part.errors && index < part.errors + part.refusals
      rows.append(
        PresentationOutcome(
          id: "\(label)-\(index)", species: part.species,
          outcome: isRefused
            ? .nonResponse(.refused) : .score(isWrong == (part.species != nil) ? 0.75 : 0.25),
          cluster: part.clusterSize > 0 ? "\(label) \(index / part.clusterSize)" : "",
          attributes: [index % 2 == 0 ? "f" : "m"], mediaDigest: "\(label)-\(index)"))
    }
  }
  return GateEvidence(
    facts: RunFacts(
      datasetName: "set", datasetDigest: ContentDigest(of: "set"), protocolName: "grandtest",
      isSynthetic: false, isComplete: true,
      expected: planted.map { .init(species: $0.species, presentations: $0.count) }),
    outcomes: OutcomeSet(
      name: name, operatingPoint: OperatingPoint(threshold: 0.5, origin: .dev(criterion: "eer")),
      attributeNames: ["sex"], outcomes: rows))
}

/// A policy from the lines below its head; `rules` replaces the limit on APCER.
func policy(
  _ more: String = "", nonResponse: String = "conservative",
  rules: String = "  - {id: apcer, metric: apcer, at_most: 0.07}\n"
) throws -> Policy {
  let text = """
    id: test
    version: "1"
    non_response: \(nonResponse)
    rules:
      - {id: apnrr, metric: apnrr, at_most: 0.05}
      - {id: bpnrr, metric: bpnrr, at_most: 0.05}
      - {id: bpcer, metric: bpcer, at_most: 0.15}

    """
  return try Policy.parse(Array((text + rules + more).utf8), file: "policy.yaml")
}

func verdict(
  _ evidence: GateEvidence, _ policy: Policy, baseline: GateEvidence? = nil,
  on date: CalendarDate = today
) -> GateVerdict {
  Gate.judge(evidence, by: policy, baseline: baseline, on: date, options: options)
}

extension GateVerdict {
  func rule(_ id: String) -> RuleResult? { rules.first { $0.id == id } }

  /// Everything a reader may see of it.
  var allText: String {
    let texts: [String] =
      [summary] + faults.map(\.description) + warnings.map(\.description)
      + needs.map(\.description)
    let found = rules.flatMap { rule in
      [rule.requirement] + rule.findings.map(\.note) + rule.diagnostics.map(\.description)
    }
    let heads: [String] = [policy.id, policy.title, policy.source] + policy.notJudged
    return (texts + found + heads).joined(separator: "\n")
  }
}
