import Foundation
import ErrorRates
import PADVocabulary
import Testing

@testable import Reports

@Suite struct ReportMarkdownTests {
  @Test func `the report of a small run is the recorded one`() throws {
    try expectGolden(ReportMarkdown.render(Fixture.report()), "report.md")
  }

  @Test func `the summary says in words what happened`() {
    let text = Headline(
      NamedResults("lbp-svm", Fixture.results()), Figures(decimals: 1, gap: " ")
    ).text.source
    #expect(
      text == """
        **lbp-svm**: At the threshold set on dev (eer), 3 of 60 bona fide presentations were \
        rejected (BPCER 5.0 %, 95 % interval 1.0–13.9 %); the worst species, replay/phone, got in \
        7 times out of 20 (APCER 35.0 %, 95 % interval 13.5–59.2 %). 2 of 122 presentations gave \
        no score; by the policy "exclude" presentations without a score are left out of APCER \
        and BPCER.
        """)
  }

  @Test func `a synthetic set is named so in the title, every caption and the dataset section`() {
    let text = ReportMarkdown.render(Fixture.report(isSynthetic: true))
    let lines = text.split(separator: "\n")
    #expect(lines.first == "# PAD evaluation of lbp-svm — SYNTHETIC DATA")
    let captions = lines.filter { $0.hasPrefix("**Table") }
    #expect(captions.count >= 5)
    for caption in captions {
      #expect(caption.hasSuffix("*(synthetic data: proves plumbing, not error rates)*"))
    }
    #expect(text.contains("Synthetic: **yes**"))
    #expect(!ReportMarkdown.render(Fixture.report()).lowercased().contains("proves plumbing"))
  }

  @Test func `an oracle threshold is called optimistic`() {
    var results = Fixture.results()
    results.operatingPoint = OperatingPoint(threshold: 0.5, origin: .oracle(criterion: "eer"))
    let text = Headline(NamedResults("d", results), Figures(decimals: 2)).text.source
    #expect(text.contains("At a threshold chosen on the evaluated data itself"))
    #expect(text.contains("optimistic"))
  }

  @Test func `without an operating point rates are undefined, not zero`() {
    var results = Fixture.results()
    results.operatingPoint = nil
    results.dev = nil
    results.gap = nil
    results.test.worst = nil
    results.test.pooledAPCER = nil
    results.test.meanAPCER = nil
    results.test.acerWorst = nil
    results.test.acerMean = nil
    results.test.hter = nil
    results.test.bonaFide.bpcer = nil
    for index in results.test.species.indices { results.test.species[index].apcer = nil }
    let text = MetricsText.render(
      [NamedResults("d", results)], format: .markdown, decimals: 2, isSynthetic: false)
    #expect(text.contains("there is no operating point"))
    #expect(text.contains("| APCER print |  | undefined (no threshold) |"))
    #expect(text.contains("| BPCER bona fide |  | undefined (no threshold) |"))
    #expect(text.contains("| ACER (worst) | undefined (no threshold) |"))
    #expect(text.contains("| D-EER (pooled) | 10.00\u{a0}% |"))
    #expect(!text.contains("NaN") && !text.contains("nan"))
  }

  @Test(arguments: [true, false])
  func `a set with one class leaves the other rate undefined`(hasAttacks: Bool) {
    var test = Fixture.test()
    if hasAttacks {
      test.bonaFide = BonaFideResult(
        accounting: Accounting(), clusters: 0, bpcer: Rate(errors: 0, trials: 0),
        bpnrr: Rate(errors: 0, trials: 0))
    } else {
      test.species = []
      test.worst = nil
      test.pooledAPCER = nil
      test.meanAPCER = nil
    }
    test.eer = nil
    test.eerWorst = nil
    test.auc = nil
    test.acerWorst = nil
    test.acerMean = nil
    test.hter = nil
    test.fixedRates = [
      FixedRateResult(
        definition: .bpcer(atAPCER: 20), support: .unsupported(present: 0, needed: 60))
    ]
    for index in test.species.indices {
      test.species[index].eer = nil
      test.species[index].auc = nil
      test.species[index].fixedRates = test.fixedRates
    }
    var results = Fixture.results()
    results.test = test
    results.dev = nil
    let reason = hasAttacks ? "no bona fide presentation" : "no attack presentation"
    for format in [MetricsFormat.text, .markdown, .csv, .json] {
      let text = MetricsText.render([NamedResults("d", results)], format: format)
      #expect(text.contains(reason), "\(format)")
      #expect(!text.lowercased().contains("nan"), "\(format)")
    }
    var subsystem = Fixture.subsystem()
    subsystem.results = results
    subsystem.scores = []
    let report = ReportMarkdown.render(Fixture.report([subsystem]))
    #expect(report.contains("undefined (\(reason))"))
  }

  @Test func `rows that do not add up are shouted about`() {
    var report = Fixture.report()
    #expect(report.imbalances().isEmpty)
    #expect(
      ReportMarkdown.render(report).contains(
        "170 rows of the dataset = 160 scored + 1 decode + 1 no-face + 3 left out (enrolment"
          + " references) + 5 left out (partitions not asked for)"))
    report.presentationsInDataset = 171
    #expect(report.imbalances().count == 1)
    let text = ReportMarkdown.render(report)
    #expect(text.contains("**This report does not add up.**"))
    #expect(text.contains("**does not add up: 170**"))
  }

  @Test func `rates and score files of different sizes are noticed`() {
    var subsystem = Fixture.subsystem()
    subsystem.scores[1].rows.removeLast()
    var report = Fixture.report([subsystem])
    report.presentationsInDataset -= 1
    #expect(report.imbalances().map(\.message).contains { $0.contains("122 rows, but 121") })
  }

  @Test func `only the marked section changes with the time that a run took`() throws {
    var slow = Fixture.report()
    slow.timing = [ReportEntry("run", "wall time", "12.5 s")]
    slow.subsystems[0].latency = LatencySummary(seconds: [0.25, 0.5])
    var slower = slow
    slower.timing[0].value = "99.0 s"
    slower.subsystems[0].latency = LatencySummary(seconds: [1.25, 2.5])
    func parts(_ text: String) throws -> (String, String) {
      let begin = try #require(text.range(of: "<!-- timing: begin -->"))
      let end = try #require(text.range(of: "<!-- timing: end -->"))
      return (
        String(text[..<begin.lowerBound]) + String(text[end.upperBound...]),
        String(text[begin.upperBound..<end.lowerBound])
      )
    }
    let first = try parts(ReportMarkdown.render(slow))
    let second = try parts(ReportMarkdown.render(slower))
    #expect(first.0 == second.0)
    #expect(first.1 != second.1)
    #expect(first.1.contains("12.5 s"))
  }

  @Test func `several detectors are set side by side`() {
    let report = Fixture.report([Fixture.subsystem("a"), Fixture.subsystem("b")])
    let text = ReportMarkdown.render(report)
    let row = """
      | a | dev:eer | 7/20 = 35.00\u{a0}% \\[13.47–59.22\u{a0}%\\] | replay/phone | 3/60 = \
      5.00\u{a0}% \\[1.04–13.92\u{a0}%\\] | 20.00\u{a0}% (no interval) | 0.9475 \
      \\[0.9083–0.9867\\] |
      """
    #expect(text.contains(row))
    #expect(text.contains("| b | dev:eer |"))
  }
}
