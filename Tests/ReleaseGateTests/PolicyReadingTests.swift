import Comparison
import Evidence
import Foundation
import PADVocabulary
import ReleaseGate
import TestSupport
import Testing

struct PolicyReadingTests {
  private func faults(_ text: String) -> [Diagnostic] {
    do throws(InvalidInput) {
      _ = try Policy.parse(Array(text.utf8), file: "p.yaml")
      return []
    } catch { return error.diagnostics }
  }

  private let head = """
    id: test
    version: "1"
    non_response: conservative
    rules:
      - {id: apnrr, metric: apnrr, at_most: 0.05}
      - {id: bpnrr, metric: bpnrr, at_most: 0.05}

    """

  @Test func `a policy without a non-response policy or limits on refusals is refused`() {
    let found = faults("id: a\nversion: \"1\"\nrules:\n  - {id: x, metric: apcer, at_most: 0.05}\n")
    #expect(found.map(\.severity) == [.error, .error, .error])
    #expect(found[0].message.contains("'non_response' is missing"))
    #expect(found[1].message == "no rule limits APNRR of every species")
    #expect(found[2].message == "no rule limits BPNRR")
    #expect(found.map(\.line) == [1, 4, 4])
    let narrow = head.replacing("apnrr, at_most", with: "apnrr, species: print, at_most")
    #expect(faults(narrow).map(\.message) == ["no rule limits APNRR of every species"])
    #expect(faults(head.replacing("bpnrr, at_most: 0.05", with: "bpnrr, at_most: 1")).count == 1)
  }

  @Test(arguments: [
    ("apcer, at_most: 1", "at most 1"), ("apcer, at_most: 1.0, bound: point", "at most 1"),
    ("auc, at_least: 0", "at least 0"), ("auc, at_least: 0, bound: point", "at least 0"),
  ])
  func `a limit that nothing can break is refused`(rule: String, words: String) {
    let found = faults(head + "  - {id: x, metric: \(rule)}\n")
    #expect(found.map(\.message) == ["no figure can break a limit of \(words)"])
  }

  @Test func `every fault is told at once with its place and the nearest name`() {
    let text = """
      id: test one
      version: "1"
      non_response: exclude
      rulez: []
      thresholds: [oracle, dev:eer, fix]
      rules:
        - {id: apnrr, metric: apnrr, at_most: 0.05}
        - {id: bpnrr, metric: bpnr, at_most: 0.05}
        - {id: apnrr, metric: apcer, at_most: .inf}
        - {id: zero, metric: apcer, at_most: 0}
        - {id: nothing, metric: apcer}
        - {id: two, metric: apcer, at_most: 0.1, below: 0.2}
        - {id: area, metric: auc, at_most: 0.9}
        - {id: live, metric: bpcer, species: print, at_most: 0.1}
      no_regression:
        - {id: same, metric: apcer, margin: 0}
        - {id: curve, metric: eer, margin: 0.01}
      waivers:
        - {rule: apnrr, reason: we like it, expires: 2026-12-31}
        - {rule: nothng, reason: r, expires: 31.12.2026}
      """
    let found = faults(text)
    let expected: [(Int, Int?, String, String)] = [
      (4, 1, "unknown key 'rulez'", "did you mean 'rules'?"),
      (1, 5, "'test one' is no name", "ASCII letters"),
      (3, 15, "cannot exclude", "conservative or operational"),
      (8, 25, "'bpnr' is no metric", "did you mean 'bpnrr'?"),
      (9, 41, "'.inf'", ""),
      (10, nil, "no number of presentations shows a limit of 0", "bound: point"),
      (11, nil, "the rule has no limit", "at_most, below, at_least"),
      (12, nil, "the rule has two limits", ""),
      (13, nil, "auc is better when larger", "at_least"),
      (14, 40, "bpcer has no species", ""),
      (16, nil, "a margin must be above 0", ""),
      (17, 25, "eer cannot be compared pair by pair", ""),
      (5, 14, "'oracle' is no threshold", "flatters"),
      (5, 31, "'fix' is no threshold", ""),
      (19, 12, "'apnrr' cannot be waived", ""),
      (20, nil, "'31.12.2026' is no day", "2026-12-31"),
    ]
    let places = found.map { ($0.line ?? 0) * 1000 + ($0.column ?? 0) }
    #expect(places == places.sorted())
    for (line, column, message, remedy) in expected {
      #expect(
        found.contains {
          $0.line == line && (column == nil || $0.column == column)
            && $0.message.contains(message) && (remedy.isEmpty || $0.remedy.contains(remedy))
            && $0.file == "p.yaml" && $0.severity == .error
        }, "\(line): \(message)\n\(found.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test(arguments: [
    ("waivers: [{rule: nothng, reason: r, expires: 2026-12-31}]", "there is no rule 'nothng'"),
    ("waivers: [{rule: golden, reason: r, expires: 2026-12-31}]", "'golden' cannot be waived"),
    ("waivers: [{rule: bpnrr, reason: r, expires: 2026-12-31}]", "'bpnrr' cannot be waived"),
    ("waivers: [{rule: bpnrr, expires: 2026-02-30}]", "'2026-02-30' is no day"),
    ("title: Certified by us", "cannot call anything certified"),
    ("golden: {never_pass: [a], always_pass: [a]}", "is listed twice"),
    ("dataset: {digest: abc}", "is no digest"),
    ("dataset: {synthetic: true}", "'true' is not a value that may stand here"),
    ("dataset: {species: []}", "the list of species is empty"),
    ("level: 95", "is not within"),
    ("level: .nan", "'.nan'"),
    ("minimum_trials: 0", "is not within"),
    ("minimum_trials: \"10\"", "is text where a whole number is expected"),
    ("status: certain", "is not a value that may stand here"),
  ])
  func `a value that makes no sense is refused`(line: String, words: String) {
    let found = faults(head + line + "\n")
    #expect(found.contains { $0.message.contains(words) && $0.line == 7 }, "\(found)")
  }

  @Test func `two rules of one name are refused`() {
    let twice = faults(head + "  - {id: apnrr, metric: apcer, at_most: 0.1}\n")
    #expect(twice.map(\.message) == ["two rules are called 'apnrr'"])
    let taken = faults(head + "  - {id: golden, metric: apcer, at_most: 0.1}\n")
    #expect(taken.map(\.message) == ["two rules are called 'golden'"])
  }

  @Test(
    .reference("text/generated/yaml"),
    arguments: [
      "billion_laughs", "bom", "deep_flow", "dup_key", "empty", "inf_threshold", "invalid_utf8",
      "merge_bomb", "multi_doc", "nan_threshold", "negative_threshold", "norway", "null_rules",
      "percent", "python_tag", "quadratic_alias", "self_alias", "string_number", "tabs",
      "unknown_key",
    ])
  func `hostile YAML is never a policy`(name: String) throws {
    let url = try ReferenceData.url("text/generated/yaml/\(name).yaml")
    let bytes = Array(try Data(contentsOf: url))
    #expect(throws: InvalidInput.self) { try Policy.parse(bytes, file: name) }
  }

  @Test func `a policy file is known by the digest of its bytes`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("p.yaml", head)
    let policy = try Policy.read(path: path)
    #expect(policy.digest == ContentDigest(of: head))
    #expect(try Policy.parse(Array(head.utf8), file: "x") == policy)
    #expect(throws: FileFault.self) { try Policy.read(path: scratch.path("none.yaml")) }
  }

  @Test func `a whole policy is read as written`() throws {
    let digest = ContentDigest(of: "set")
    let policy = try policy(
      """
      title: Release
      level: 0.9
      minimum_trials: 30
      thresholds: [dev:bpcer20, card]
      dataset:
        name: set
        digest: "\(digest)"
        protocol: grandtest
        synthetic: allowed
        unknown_media: allowed
        species: [print, mask-3d/resin]
      no_regression:
        - {id: worse, metric: apcer, species: worst, margin: 0.005, level: 0.95}
      baseline: {outcomes: "\(digest)", expires: 2027-01-31}
      golden: {never_pass: [p-1, p-2], always_pass: [b-1]}
      waivers:
        - {rule: apcer, species: print, reason: new sensor, expires: 2026-12-31}
      not_judged: [the weather]
      """,
      rules: """
          - {id: apcer, metric: apcer, below: 0.07, status: verified, note: theirs}
          - {id: women, metric: bpcer100, at_most: 0.2, bound: point, slice: {attribute: sex, value: f}}
          - {id: area, metric: auc, at_least: 0.9, species: [print]}

        """)
    #expect(policy.title == "Release" && policy.status == .own && policy.source == "")
    let rules = policy.rules
    #expect(rules.map(\.id) == ["apnrr", "bpnrr", "bpcer", "apcer", "women", "area"])
    #expect(rules.map(\.level) == Array(repeating: 0.9, count: 6))
    #expect(rules[3].sense == .below && rules[3].status == .verified && rules[3].note == "theirs")
    #expect(rules[4].metric == .bpcerAt(100) && rules[4].bound == .point)
    #expect(rules[4].slice == PolicySlice(attribute: "sex", value: "f"))
    #expect(rules[5].species == [print] && rules[5].sense == .atLeast)
    #expect(policy.noRegression[0].margin == 0.005 && policy.noRegression[0].level == 0.95)
    #expect(policy.noRegression[0].species == nil && policy.noRegression[0].minimumTrials == 30)
    #expect(policy.dataset.digest == digest && policy.dataset.species == [print, mask])
    #expect(policy.dataset.allowsSynthetic && policy.dataset.allowsUnknownMedia)
    #expect(policy.baseline.expires == date("2027-01-31"))
    #expect(policy.golden.neverPass == ["p-1", "p-2"])
    #expect(policy.waivers[0].species == print)
    #expect(policy.thresholds == [.dev(criterion: "bpcer20"), .card])
    #expect(policy.notJudged == ["the weather"])
  }

  @Test(arguments: [
    ("2026-12-31", true), ("2024-02-29", true), ("2026-02-29", false), ("2000-02-29", true),
    ("1900-02-29", false), ("2026-13-01", false), ("2026-00-10", false), ("2026-04-31", false),
    ("26-04-30", false), ("2026-4-30", false), ("+026-04-30", false), ("2026-04-3٠", false),
    ("", false), ("0000-01-01", false),
  ])
  func `a day is a day of the calendar`(text: String, exists: Bool) {
    let found = CalendarDate(text)
    #expect((found != nil) == exists)
    if exists { #expect(found?.description == text) }
  }
}
