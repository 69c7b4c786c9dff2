import ErrorRates
import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Reports

@Suite struct ScoreHistogramTests {
  private func rows(_ scores: [Double], _ species: PAISpecies? = nil) -> [ScoredPresentation] {
    scores.map { ScoredPresentation(presentationID: "p", species: species, outcome: .score($0)) }
  }

  // Freedman-Diaconis by hand: 0…99 has IQR 49.5 and n^(1/3) rounded up is 5, so the width is
  // 19.8 and the range of 99 takes 5 bins, which is held to 10.
  @Test func `bins follow the stated rule`() throws {
    let histogram = try #require(
      ScoreHistogram(rows((0..<100).map(Double.init)), threshold: nil))
    #expect(histogram.edges.count - 1 == 11)
    #expect(abs(histogram.edges[1] - histogram.edges[0] - 9.9) < 1e-9)
    #expect(histogram.groups[0].counts.reduce(0, +) == 100)
    #expect(histogram.groups[0].counts.first == 10)
  }

  @Test func `the threshold is an edge, so that no bin mixes decisions`() throws {
    let scores = (0..<200).map { Double($0 % 97) / 97 }
    let histogram = try #require(ScoreHistogram(rows(scores), threshold: 0.317))
    #expect(histogram.edges.contains(0.317))
    let rejected = zip(histogram.edges, histogram.groups[0].counts)
      .filter { $0.0 < 0.317 }.reduce(0) { $0 + $1.1 }
    #expect(rejected == scores.count { $0 < 0.317 })
    #expect(histogram.groups[0].accepted == scores.count { $0 >= 0.317 })
  }

  @Test(
    arguments: [
      [], [0.5], [0.5, 0.5, 0.5], [-.infinity, .infinity], [0, .infinity], [1e308, -1e308],
      [.leastNonzeroMagnitude, 0], [1e300, 1.0000001e300], [-0.0, 0.0], [1e15, 1e15 + 1],
    ] as [[Double]])
  func `no set of scores stops it`(scores: [Double]) {
    for threshold in [nil, 0.5, 1e300, -.infinity, .infinity] as [Double?] {
      let histogram = ScoreHistogram(rows(scores), threshold: threshold)
      if let histogram {
        #expect(
          histogram.groups.reduce(0) { $0 + $1.counts.reduce(0, +) }
            == scores.count(where: \.isFinite))
        #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }

  @Test func `infinite scores are counted apart`() throws {
    let histogram = try #require(
      ScoreHistogram(rows([0, 1, .infinity, -.infinity]), threshold: 0.5))
    #expect(histogram.groups[0].infinite == 2)
    #expect(histogram.groups[0].accepted == 2)
  }

  @Test func `classes stand bona fide first, then by name`() throws {
    let all =
      rows([1], PAISpecies("z")) + rows([2], PAISpecies("a")) + rows([3]) + rows([4])
    let histogram = try #require(ScoreHistogram(all, threshold: nil))
    #expect(histogram.groups.map { $0.species?.name } == [nil, "a", "z"])
  }
}

@Suite struct PlotTextTests {
  @Test(arguments: [
    ("plain", "'plain'"), ("it's", "'it\u{2019}s'"), ("`rm -rf`", "'\u{2018}rm -rf\u{2018}'"),
    ("a\nplot x", "'a\\u{a}plot x'"), ("@macro", "'@macro'"), ("\\", "'\\'"),
  ])
  func `a text stays a text`(text: String, quoted: String) {
    #expect(PlotText.quoted(text) == quoted)
  }

  @Test func `data blocks hold numbers only`() {
    #expect(
      PlotText.block("a", [[0.5, .infinity], [-1, .nan]])
        == "$a << END_OF_DATA\n0.5 NaN\n-1 NaN\nEND_OF_DATA\n")
  }

  @Test(arguments: [
    (10, 5.0, 95.0), (60, 1.0, 99.0), (100, 0.5, 99.0), (10_000, 0.1, 99.0), (1, 5.0, 95.0),
  ])
  func `a DET shows what the counts can resolve`(trials: Int, lowest: Double, highest: Double) {
    let point = CurvePoint(
      threshold: 0, falseAccepts: 1, attacks: trials, falseRejects: 0, bonaFide: 1)
    let scale = DETScale(of: [Curve(subject: .pooled, points: [point], isThinned: false)])
    #expect(scale.lowest == lowest)
    #expect(scale.highest == highest)
  }
}

/// Whether gnuplot is here; asked once.
private let gnuplotIsHere: Bool = {
  let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  return path.split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
  }
}()

@Suite(.enabled(if: gnuplotIsHere, "gnuplot is not installed (apt install gnuplot-nox)"))
struct GnuplotTests {
  @Test func `it is found with its version and terminals`() async throws {
    let gnuplot = try await Gnuplot.find()
    #expect(gnuplot.version.hasPrefix("gnuplot "))
    #expect(["pngcairo", "png"].contains(gnuplot.pngTerminal))
  }

  @Test func `a script that is refused is a fault with its words`() async throws {
    let gnuplot = try await Gnuplot.find()
    await #expect(throws: GnuplotFault.self) { try await gnuplot.draw("plot ) nonsense\n") }
  }

  @Test func `a script that does not end is ended`() async throws {
    let gnuplot = try await Gnuplot.find()
    let fault = await #expect(throws: GnuplotFault.self) {
      try await gnuplot.draw("while (1) { x = 1 }\n", seconds: 1)
    }
    #expect(fault?.code == .timeout)
  }

  @Test func `a run has pictures of every kind, and the report shows them`() async throws {
    let scratch = try Scratch()
    let written = try await RunFolder.write(
      try SimulatedRun.report(), to: scratch.path("run"), options: .init(keepsScripts: true))
    #expect(written.notes.isEmpty)
    let report = try String(contentsOfFile: written.report, encoding: .utf8)
    for name in ["lbp-svm", "texture-frequency"] {
      for kind in ["det", "roc", "scores"] {
        #expect(report.contains("](plots/\(name)-\(kind).svg)"))
        let svg = try String(
          contentsOfFile: scratch.path("run/plots/\(name)-\(kind).svg"), encoding: .utf8)
        #expect(svg.contains("Synthetic data: proves plumbing, not error rates"))
        let png = try Data(
          contentsOf: URL(fileURLWithPath: scratch.path("run/plots/\(name)-\(kind).png")))
        #expect(png.starts(with: [0x89, 0x50, 0x4e, 0x47]))
      }
    }
    #expect(report.contains("](plots/all-detectors-det.svg)"))
  }

  @Test(arguments: [
    "'; system('touch pwned'); '", "`touch pwned`", "\" . system(\"touch pwned\") . \"",
    "<script>alert(1)</script>", "a & b", "@x", "{/*9 big}", "x\nplot sin(x)", "\\n", "END_OF_DATA",
    "%s %d", "日本語", "\u{202e}x", "$mark0", "&#x3c;b&#x3e;",
  ])
  func `a species of any name is drawn under its name and does nothing`(name: String) async throws {
    let gnuplot = try await Gnuplot.find()
    let subsystem = try SimulatedRun.subsystem(
      name, seed: 3, species: [(name, 0, 20), ("mask", 0.2, 20)])
    var report = SimulatedRun.report([subsystem], isSynthetic: false)
    report.dataset.name = name
    let plans = Pictures(report, components: ["d"], decimals: 2).plans()
    #expect(plans.map(\.kind) == [.det, .roc, .scores])
    for plan in plans {
      let bytes = try await gnuplot.draw(plan.script(.svg, gnuplot))
      let svg = String(decoding: bytes, as: UTF8.self)
      #expect(!svg.contains("<script"))
      #expect(svg.contains("</svg>"))
    }
    #expect(!FileManager.default.fileExists(atPath: "pwned"))
  }

  @Test func `pictures of degenerate sets are drawn or left out, never a failure`() async throws {
    let scratch = try Scratch()
    for (number, species) in [
      [("one", 5.0, 1)], [("one", -5.0, 2)], [("same", 1.0, 30)],
      (0..<20).map { ("species-\($0)", Double($0) / 10 - 1, 12) },
    ].enumerated() {
      let subsystem = try SimulatedRun.subsystem("d", seed: 9, species: species)
      let written = try await RunFolder.write(
        SimulatedRun.report([subsystem]), to: scratch.path("run\(number)"))
      #expect(written.notes.isEmpty)
    }
  }
}
