import ErrorRates
import Foundation
import PADVocabulary
import ScoreFiles
import StructuredText
import TestSupport
import Testing

@testable import Reports

@Suite struct SystemReportTests {
  private static func report(_ system: SystemReport) throws -> RunReport {
    var report = try SimulatedRun.report(
      [SimulatedRun.subsystem("texture", seed: 1)], isSynthetic: false)
    report.systems = [system]
    return report
  }

  /// The figures of the section by hand: counts of a pass over the rows that knows nothing of the
  /// evaluation.
  private static func counted(
    _ system: SystemReport, _ kind: SystemTrials.Kind, _ species: PAISpecies?, pad: [Double]?
  ) -> (accepted: Int, claims: Int) {
    let trials = SimulatedSystem.trials(20).trials
    let threshold = system.results.operatingPoint?.threshold ?? .nan
    var counts = (accepted: 0, claims: 0)
    for row in 0..<trials.count where trials.kinds[row] == kind {
      let presentation = Int(trials.presentations[row])
      if trials.species(ofPresentation: presentation) != species { continue }
      counts.claims += 1
      let passed = pad.map { $0[presentation] >= 0.4 } ?? true
      if passed, trials.scores[row] >= threshold { counts.accepted += 1 }
    }
    return counts
  }

  @Test func `one sentence per number, for somebody who never heard of IAPAR`() async throws {
    let system = try await SimulatedSystem.report()
    let text = ReportMarkdown.render(try Self.report(system))
    let pad = SimulatedSystem.trials(20).pad
    let alone = Self.counted(system, .attack, SimulatedSystem.print, pad: nil)
    let both = Self.counted(system, .attack, SimulatedSystem.print, pad: pad)
    let words = SystemWords(results: system.results, figures: Figures(decimals: 2))
    let sentence = words.sentences.map(\.source).first { $0.contains("with print that show") }
    let found = try #require(sentence)
    #expect(text.contains(found))
    #expect(
      found.hasPrefix(
        "Of \(alone.claims) attacks with print that show an enrolled person, \(alone.accepted) were "
          + "let in as that person by the matcher alone (IAPAR "), "\(found)")
    #expect(found.contains("; with texture in front, \(both.accepted) ("), "\(found)")
    #expect(text.contains("## The whole system with matcher eigenface"))
    #expect(text.contains("IAPMR before"))
    #expect(text.contains("**What if, not measured**"))
    #expect(text.contains("Looked up among all 10 enrolled persons"))
    #expect(text.contains("did not want to be recognised"))
  }

  @Test func `every figure is in metrics csv and in the JSON, with counts`() async throws {
    let system = try await SimulatedSystem.report()
    let rows = SystemRows.rows(system)
    let pad = SimulatedSystem.trials(20).pad
    for (name, pad) in [("eigenface", nil), ("eigenface + texture", pad)] {
      let frr = try #require(rows.first { $0.detector == name && $0.metric == "system_frr" })
      let genuine = Self.counted(system, .genuine, nil, pad: pad)
      #expect(frr.count == genuine.claims - genuine.accepted)
      #expect(frr.trials == genuine.claims)
      #expect(frr.interval != nil)
      let far = try #require(rows.first { $0.detector == name && $0.metric == "system_far" })
      let impostors = Self.counted(system, .impostor, nil, pad: pad)
      #expect([far.count, far.trials] == [impostors.accepted, impostors.claims])
    }
    #expect(rows.contains { $0.detector == "eigenface + texture, fused" })
    for metric in [
      "fmr", "fnmr", "iapar", "system_iapar", "system_iapar_worst", "system_riapar",
      "system_concealed", "iapir_target", "what_if:PIN", "genuine_not_compared:no-face",
      "attack_passed_and_matched", "attack_as_if_independent",
    ] {
      #expect(rows.contains { $0.metric == metric }, "\(metric)")
    }
    // What a what-if says is the measured rate, scaled.
    let whatIf = try #require(rows.first { $0.metric == "what_if:PIN" })
    let measured = try #require(
      rows.first { $0.metric == "system_iapar" && $0.species == whatIf.species })
    #expect(whatIf.value == measured.value.map { $0 * 0.01 })
    let text = SystemJSON.text([system], isSynthetic: true)
    let parsed = try StrictJSON.parse(Array(text.utf8))
    #expect(parsed != .null)
  }

  @Test func `a run's folder holds comparisons that metrics reads back`() async throws {
    let scratch = try Scratch()
    let system = try await SimulatedSystem.report()
    let written = try await RunFolder.write(
      try Self.report(system), to: scratch.path("run"), options: .init(drawsPictures: false))
    for name in [
      "systems.json", "comparisons/eigenface/dev.csv", "comparisons/eigenface/test.csv",
      "curves/system-eigenface-test.csv", "curves/system-eigenface-accepted.csv",
      "curves/system-eigenface-texture-scatter.csv", "curves/system-eigenface-epsc.csv",
    ] {
      #expect(written.files.contains(name), "\(name)")
    }
    let dev = try ComparisonScores.read(path: scratch.path("run/comparisons/eigenface/dev.csv"))
    let test = try ComparisonScores.read(path: scratch.path("run/comparisons/eigenface/test.csv"))
    let again = try await VulnerabilityEvaluation.evaluate(
      dev: .init(mated: dev.mated, nonMated: dev.nonMated, attacks: dev.attacks),
      test: .init(mated: test.mated, nonMated: test.nonMated, attacks: test.attacks),
      criterion: .far(0.05), options: EvaluationOptions())
    #expect(again.operatingPoint == system.results.operatingPoint)
    #expect(again.fmr == system.results.comparisons.fmr)
    #expect(again.fnmr == system.results.comparisons.fnmr)
    #expect(
      again.attacked.test.species.map(\.apcer)
        == system.results.comparisons.attacked.test.species.map(\.apcer))
  }

  @Test func `pictures are drawn, in files and within the page`() async throws {
    let scratch = try Scratch()
    let system = try await SimulatedSystem.report()
    let report = try Self.report(system)
    let page = ReportPage.render(report)
    #expect(page.contains("texture and eigenface on test"))
    #expect(page.contains("Attacks that eigenface alone accepts"))
    guard (try? await Gnuplot.find("gnuplot")) != nil else { return }
    let written = try await RunFolder.write(report, to: scratch.path("run"))
    #expect(written.notes.isEmpty)
    for name in ["texture-scatter", "accepted", "det", "epsc-wer", "epsc-iapar"] {
      for end in ["svg", "png"] {
        #expect(written.files.contains("plots/system-eigenface-\(name).\(end)"), "\(name)")
      }
    }
  }

  @Test func `names from outside stay data`() async throws {
    let evil = "'; system('id') <script>|`**"
    let system = try await SimulatedSystem.report(matcher: evil, detector: evil, needs: [evil])
    let report = try Self.report(system)
    #expect(!ReportPage.render(report).contains("<script>|"))
    #expect(!ReportMarkdown.render(report).contains("<script>|"))
    let scatter = try #require(
      SystemPictures(system.results, isSynthetic: false, decimals: 2)
        .scatter(system.results.detectors[0]))
    #expect(scatter.frame.title.contains("'"))
    let scratch = try Scratch()
    let written = try await RunFolder.write(
      report, to: scratch.path("run"), options: .init(drawsPictures: false))
    #expect(written.files.allSatisfy { !$0.contains("'") && !$0.contains("<") })
  }

  @Test func `a matcher without a threshold or an attack says so`() async throws {
    let empty = SystemTrials(referenceCount: 2)
    let results = try await SystemEvaluation.evaluate(
      matcher: "m", dev: nil, test: empty,
      detectors: [SystemDetector(name: "d", operatingPoint: nil, dev: nil, test: [])],
      options: EvaluationOptions())
    let system = SystemReport(version: "1", kind: "builtin", digest: "", results: results)
    let text = ReportMarkdown.render(try Self.report(system))
    #expect(text.contains("It has no threshold here, so nobody can say whom it lets in."))
    #expect(text.contains("The whole system with d is undefined"))
  }
}
