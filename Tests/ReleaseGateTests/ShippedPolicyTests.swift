import ErrorRates
import PADVocabulary
import ReleaseGate
import Testing

struct ShippedPolicyTests {
  /// Limit and status of the rule that is the scheme's own.
  private static let expected: [ShippedPolicy: (GateMetric, PolicyRule.Sense, Double, RuleStatus)] =
    [
      .commonCriteriaPADL1: (.iapar, .atMost, 0.15, .verified),
      .commonCriteriaPADL2: (.iapar, .atMost, 0.07, .verified),
      .nistSP80063B3: (.apcer, .atMost, 0.10, .verified),
      .nistSP80063B4InitialDraft: (.apcer, .atMost, 0.10, .verified),
      .nistSP80063A4Draft: (.iapar, .below, 0.15, .verified),
      .nistSP80063A4: (.iapar, .below, 0.07, .secondary),
      .iBetaStyleLevel1: (.apcer, .atMost, 0, .secondary),
      .iBetaStyleLevel2: (.apcer, .atMost, 0.01, .secondary),
      .androidClass3: (.iapar, .atMost, 0.07, .unverified),
      .androidClass2: (.iapar, .atMost, 0.20, .unverified),
      .fidoStyle: (.iapar, .atMost, 0.07, .unverified),
    ]

  @Test(arguments: ShippedPolicy.allCases)
  func `every policy reads, names its source and limits refusals`(shipped: ShippedPolicy) throws {
    let policy = try shipped.policy()
    let expected = try #require(Self.expected[shipped])
    let rule = try #require(policy.rules.first)
    #expect(policy.id == shipped.rawValue)
    #expect(!policy.source.isEmpty && !policy.notJudged.isEmpty)
    #expect((rule.metric, rule.sense, rule.limit, rule.status) == expected)
    #expect(policy.status == expected.3)
    #expect(policy.isSuperseded == (shipped == .nistSP80063B4InitialDraft))
    #expect(policy.nonResponsePolicy == .conservative && !policy.dataset.allowsSynthetic)
    #expect(
      policy.rules.filter { $0.metric == .apnrr || $0.metric == .bpnrr }.map(\.status)
        == [.own, .own])
  }

  @Test(arguments: ShippedPolicy.allCases)
  func `a flawless run passes and no verdict says more than it may`(shipped: ShippedPolicy) throws {
    let policy = try shipped.policy()
    let good = verdict(
      run([.init(species: nil, count: 300), .init(species: print, count: 300)]), policy)
    #expect(good.status == .pass, "\(good.allText)")
    let bad = verdict(
      run([
        .init(species: nil, count: 300), .init(species: print, count: 300, errors: 120),
      ]), policy)
    // Where only the detector was tested, a full-system limit is never shown to be broken.
    let isOfSystem = policy.rules[0].metric == .iapar
    #expect(bad.status == (isOfSystem ? .undecided : .fail))
    for found in [good, bad] {
      #expect(!found.allText.lowercased().contains("certified"))
      #expect(found.summary.contains("limits \(policy.status)"))
    }
    #expect(good.warnings.contains { $0.message.contains("superseded") } == policy.isSuperseded)
    #expect(
      good.warnings.contains { $0.message.contains("are \(policy.status)") }
        == (policy.status != .verified))
  }
}
