import Comparison
import Evidence
import PADVocabulary
import ReleaseGate
import Testing

@testable import Reports

/// A verdict with every kind of finding: kept, broken, undecided, waived, golden, no regression.
enum GateFixture {
  static let policyText = """
    id: release
    version: "3"
    title: Release limits
    source: the team
    status: secondary
    non_response: conservative
    rules:
      - {id: apcer, metric: apcer, at_most: 0.07}
      - {id: sexes, metric: bpcer, at_most: 0.15, slice: {attribute: sex}, status: verified}
      - {id: area, metric: auc, at_least: 0.9}
      - {id: apnrr, metric: apnrr, at_most: 0.05}
      - {id: bpnrr, metric: bpnrr, at_most: 0.05}
      - {id: bpcer, metric: bpcer, at_most: 0.01}
    no_regression:
      - {id: worse, metric: apcer, margin: 0.02}
    golden: {never_pass: [mask-0], always_pass: [live-9]}
    waivers:
      - {rule: bpcer, reason: the new camera, expires: 2026-12-31}
    not_judged: [the matcher]
    """

  /// 200 bona fide with 4 rejected, 30 prints, 200 masks with 40 accepted.
  static func evidence(_ name: String, text: String = "", better: Bool = false) -> GateEvidence {
    let species = text.isEmpty ? ["print", "mask-3d/resin"] : [text + "1", text + "2"]
    var rows: [PresentationOutcome] = []
    func add(_ kind: String, _ species: String?, count: Int, errors: Int) {
      for index in 0..<count {
        let isWrong = index < errors
        rows.append(
          PresentationOutcome(
            id: "\(kind)-\(text)\(index)", species: species.map { PAISpecies($0) },
            outcome: .score(isWrong == (species != nil) ? 0.75 : 0.25),
            attributes: [text.isEmpty ? (index % 2 == 0 ? "f" : "m") : text],
            mediaDigest: "\(kind)-\(index)"))
      }
    }
    add("live", nil, count: 200, errors: 4)
    add("print", species[0], count: 30, errors: 0)
    add("mask", species[1], count: 200, errors: better ? 30 : 40)
    return GateEvidence(
      facts: RunFacts(
        datasetName: text.isEmpty ? "faces" : text, datasetDigest: ContentDigest(of: "faces"),
        protocolName: text.isEmpty ? "grandtest" : text, isSynthetic: false, isComplete: true,
        leftOut: [
          .init(reason: text.isEmpty ? "left out by the protocol" : text, presentations: 12)
        ],
        expected: [
          .init(species: nil, presentations: 200),
          .init(species: PAISpecies(species[0]), presentations: 30),
          .init(species: PAISpecies(species[1]), presentations: 200),
        ]),
      outcomes: OutcomeSet(
        name: text.isEmpty ? name : text,
        operatingPoint: OperatingPoint(
          threshold: 0.5, origin: .dev(criterion: text.isEmpty ? "eer" : text)),
        attributeNames: [text.isEmpty ? "sex" : text], outcomes: rows))
  }

  /// The report; `text` is put into every field that comes from outside.
  static func report(text: String = "", hasBaseline: Bool = true) throws -> VerdictReport {
    var policy = try Policy.parse(Array(policyText.utf8), file: "policy.yaml")
    if !text.isEmpty {
      policy.id = text
      policy.version = text
      policy.title = text
      policy.source = text
      policy.notJudged = [text, text]
      for index in policy.rules.indices {
        let name = policy.rules[index].id
        policy.rules[index].id = text + name
        policy.rules[index].note = text
        if policy.rules[index].slice != nil {
          policy.rules[index].slice = PolicySlice(attribute: text, value: text)
        }
      }
      policy.noRegression[0].id = text
      policy.waivers[0].rule = text + "bpcer"
      policy.waivers[0].reason = text
      policy.golden = GoldenPresentations(
        neverPass: ["mask-\(text)0"], alwaysPass: ["live-\(text)9"])
    }
    let candidate = evidence("v2", text: text)
    let day = try #require(CalendarDate("2026-06-01"))
    let verdict = Gate.judge(
      candidate, by: policy,
      baseline: hasBaseline ? evidence("v1", text: text, better: true) : nil, on: day,
      options: GateOptions(replicates: 100))
    return VerdictReport(
      verdict, of: candidate, policyName: text.isEmpty ? "policy.yaml" : text,
      diagnostics: text.isEmpty
        ? [] : [Diagnostic(.warning, file: text, line: 2, text, remedy: text)])
  }

  static func unjudged(_ text: String) throws -> VerdictReport {
    VerdictReport(
      unjudged: [Diagnostic(.error, file: text, text, remedy: text)], policyName: text,
      candidate: text, baseline: text, date: try #require(CalendarDate("2026-06-01")))
  }
}
