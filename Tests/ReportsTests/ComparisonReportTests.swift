import Comparison
import Foundation
import PADVocabulary
import StructuredText
import Testing

@testable import Reports

@Suite struct ComparisonReportTests {
  @Test(arguments: [
    (MetricsFormat.text, "comparison.txt"), (.markdown, "comparison.md"),
    (.csv, "comparison.csv"), (.json, "comparison.json"),
  ])
  func `every format stays as it is`(format: MetricsFormat, name: String) throws {
    try expectGolden(try ComparisonFixture.report().render(format), name)
  }

  // statsmodels 0.15 mcnemar(exact=True) of 4 and 2 discordant pairs: p = 0.6875.
  @Test func `the species that got worse comes first, with its flips`() throws {
    let text = try ComparisonFixture.report().render(.text)
    let lines = text.split(separator: "\n").map(String.init)
    let headline = try #require(lines.first { $0.hasPrefix("  print is worse") })
    #expect(headline.contains("APCER 5/100 = 5.00 % → 7/100 = 7.00 %, +2.00 points"))
    #expect(headline.contains("also worse") == false)
    let rates = lines.filter { $0.hasPrefix("    APCER") || $0.hasPrefix("    BPCER") }
    #expect(rates.first?.contains("APCER print") == true)
    #expect(rates.first?.contains("0.6875") == true)
    let flips = lines.filter { $0.contains("newly accepted attack  ") }
    #expect(
      flips.map { $0.split(separator: " ").dropFirst(3).first } == [
        "print-5", "print-6", "print-7", "print-8",
      ])
    #expect(text.contains("4 newly accepted attacks, 4 repaired") == false)
    #expect(text.contains("4 newly accepted attacks, 2 repaired attacks, 2 repaired bona fide"))
    #expect(text.contains("synthetic data"))
  }

  @Test func `lists of flips are cut for people and whole for programs`() throws {
    let report = try ComparisonFixture.report(flipLimit: 3)
    #expect(report.render(.text).contains("5 more flips are in the csv and json formats"))
    #expect(report.render(.markdown).contains("5 more flips"))
    for format in [MetricsFormat.csv, .json] {
      #expect(report.render(format).contains("live-1"))
      #expect(report.render(format).contains("print-1"))
    }
  }

  @Test func `equal outcomes are the same evidence`() throws {
    let set = ComparisonFixture.version(1)
    let results = try SubsystemComparison.compare(baseline: set, candidates: [set])
    for format in [MetricsFormat.text, .markdown] {
      let text = ComparisonReport(groups: [results]).render(format)
      #expect(text.contains("same evidence"))
      #expect(!text.contains("APCER"))
    }
  }

  @Test func `several candidates are set side by side`() throws {
    let results = try SubsystemComparison.compare(
      baseline: ComparisonFixture.version(1),
      candidates: [ComparisonFixture.version(2), ComparisonFixture.version(1)],
      options: ComparisonOptions(replicates: 200))
    let text = ComparisonReport(groups: [results]).render(.markdown)
    #expect(text.contains("**Table 1.** All comparisons"))
    // Three classes in two comparisons.
    #expect(text.contains("over 6 tests"))
  }

  @Test func `no text becomes markup, steers a terminal or starts a formula`() throws {
    let species = [PAISpecies("x")]
    let harmless = try ComparisonFixture.report(text: "x", species: species)
    let marks = markdownMarks(harmless.render(.markdown))
    let lines = harmless.render(.text).split(separator: "\n").count
    let rows = harmless.render(.csv).split(separator: "\n").count
    for payload in try hostileTexts() where !payload.isEmpty {
      let report = try ComparisonFixture.report(text: payload, species: [PAISpecies(payload)])
      let markdown = report.render(.markdown)
      #expect(markdownMarks(markdown) == marks, "\(payload.debugDescription)")
      #expect(isHarmless(markdown) && !markdown.contains("http://"))
      let text = report.render(.text)
      #expect(isHarmless(text) && text.split(separator: "\n").count == lines)
      let csv = report.render(.csv)
      #expect(isHarmless(csv) && csv.split(separator: "\n").count == rows)
      #expect(csvFields(csv).allSatisfy { !isFormula($0) }, "\(payload.debugDescription)")
      let json = report.render(.json)
      #expect(isHarmless(json))
      let value = try StrictJSON.parse(Array(json.utf8))
      let comparison = try #require(value["comparisons"]?.items?.first)
      #expect(
        comparison["baseline"]?.text?.unicodeScalars.elementsEqual(payload.unicodeScalars) == true)
    }
  }
}
