import ErrorRates
import Foundation
import PADVocabulary
import Statistics
import StructuredText
import Testing

@testable import Reports

@Suite struct MetricsTests {
  private let sets = [NamedResults("lbp-svm", Fixture.results())]

  @Test(arguments: [
    (MetricsFormat.text, "metrics.txt"), (.markdown, "metrics.md"), (.csv, "metrics.csv"),
    (.json, "metrics.json"),
  ])
  func `results print as recorded`(format: MetricsFormat, file: String) throws {
    try expectGolden(MetricsText.render(sets, format: format), file)
  }

  @Test func `percentages carry as many decimals as asked for`() {
    #expect(MetricsText.render(Fixture.results(), name: "d", decimals: 0).contains("35 %"))
    #expect(MetricsText.render(Fixture.results(), name: "d", decimals: 4).contains("13.9243 %"))
    #expect(!MetricsText.render(Fixture.results(), name: "d", decimals: -3).contains("35."))
  }

  @Test func `CSV keeps full precision and every row has every column`() throws {
    let text = MetricsText.render(sets, format: .csv, decimals: 0)
    let lines = text.split(separator: "\n")
    #expect(
      lines.first
        == "detector,partition,metric,species,operating_point,origin,value,count,trials,lower,upper,level,method,clustered_lower,clustered_upper,clustered_method,note"
    )
    #expect(
      lines.contains(
        "lbp-svm,test,bpcer,,0.625,dev:eer,0.05,3,60,0.010432329644348228,0.13924324672107277,0.95,Clopper-Pearson,,,,"
      ))
    // A figure that was read at a threshold chosen on test says so.
    #expect(lines.contains { $0.contains(",bpcer20,,0.75,oracle:test:bpcer20,0.5,30,60,") })
    for line in lines where !line.contains("\"") {
      #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == 17)
    }
  }

  @Test func `JSON is read back, with infinite thresholds as text`() throws {
    var results = Fixture.results()
    results.operatingPoint = OperatingPoint(threshold: .infinity, origin: .fixed)
    let text = MetricsText.render([NamedResults("d", results)], format: .json)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let detectors = try #require(root["detectors"] as? [[String: Any]])
    let point = try #require(detectors[0]["operating_point"] as? [String: Any])
    #expect(point["threshold"] as? String == "inf")
    #expect(point["origin"] as? String == "fixed")
  }

  @Test func `names of any kind keep their rows apart`() {
    var results = Fixture.results()
    for (index, name) in ["=1+1,\"x\"", "a\nb"].enumerated() {
      results.test.species[index].species = PAISpecies(name)
    }
    let lines = MetricsText.render([NamedResults("d", results)], format: .csv)
      .split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("d,test,apcer,\"'=1+1,\"\"x\"\"\",0.625") })
    #expect(lines.contains { $0.hasPrefix("d,test,apcer,a\\u{a}b,0.625") })
  }

  // Bounds of the clustered columns by hand; what they stand beside stays as it was.
  @Test(arguments: [MetricsFormat.text, .markdown])
  func `intervals over clusters stand beside the exact ones`(format: MetricsFormat) {
    var results = Fixture.results()
    results.test.bonaFide.bpcer?.clustered = ConfidenceInterval(
      lower: 0.0125, upper: 0.175, level: 0.95, method: .clusterBootstrapPercentile)
    results.bootstrap = BootstrapSummary(
      replicates: 500, seed: 7, method: .percentile, clusters: 12, sharesClusters: true)
    let text = MetricsText.render([NamedResults("d", results)], format: format)
    let bare = MetricsText.render(sets, format: format)
    #expect(text.contains("over clusters"))
    #expect(!bare.contains("over clusters"))
    #expect(text.contains("1.25–17.50"))
    #expect(text.contains("1.04–13.92"))
    #expect(text.contains("500 bootstrap replicates"))
    #expect(text.contains("seed 7; classes that share clusters were drawn together"))
  }

  @Test func `the sentence at the top takes the wider interval, and says which`() {
    var results = Fixture.results()
    results.test.bonaFide.bpcer?.clustered = ConfidenceInterval(
      lower: 0, upper: 0.25, level: 0.95, method: .clusterBootstrapPercentile)
    let text = MetricsText.render([NamedResults("d", results)], format: .markdown)
    #expect(text.contains("BPCER 5.00\u{a0}%, 95\u{a0}% interval over clusters 0.00–25.00\u{a0}%"))
  }

  @Test func `why there is no bootstrap is said`() {
    var results = Fixture.results()
    results.bootstrap = BootstrapSummary(
      replicates: 0, seed: 7, method: .bca, clusters: 12, sharesClusters: false,
      skipped: "too many rows")
    let text = MetricsText.render([NamedResults("d", results)], format: .text)
    #expect(text.contains("No clustered bootstrap: too many rows."))
  }

  // numpy.percentile(x, p, method="inverted_cdf") of numpy 2.4.6 on the same values.
  @Test func `percentiles of latencies are measured values`() throws {
    let seconds = (1...20).reversed().map { Double($0) * Double($0) / 100 }
    let summary = try #require(LatencySummary(seconds: seconds))
    #expect(summary.median == 1.0)
    #expect(summary.percentile90 == 3.24)
    #expect(summary.percentile99 == 4.0)
    #expect(summary.maximum == 4.0)
    #expect(abs(summary.mean - 1.435) < 1e-12)
    #expect(LatencySummary(seconds: [Double.nan]) == nil)
    #expect(LatencySummary(seconds: [Double]()) == nil)
  }

  @Test(arguments: [
    (0.625, "0.6250"), (0, "0"), (-12.3456, "-12.35"), (1234.56, "1235"), (0.00123456, "0.001235"),
    (1e-9, "1.000e-9"), (123_456_789, "1.235e8"), (Double.infinity, "inf"),
  ])
  func `a threshold in a picture has four digits`(value: Double, text: String) {
    #expect(Figures.brief(value) == text)
  }

  @Test(arguments: [(0.95, "95 %"), (0.999, "99.9 %"), (0.8, "80 %"), (1, "100 %")])
  func `a confidence level is written without noise`(level: Double, text: String) {
    #expect(Figures(decimals: 2, gap: " ").level(level) == text)
  }
}
