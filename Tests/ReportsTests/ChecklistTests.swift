import ErrorRates
import PADVocabulary
import Testing

@testable import Reports

@Suite struct ChecklistTests {
  private static func statement(
    _ topic: String, in checklist: ReportChecklist
  ) -> ReportChecklist.Statement? {
    checklist.items.first { $0.topic == topic }?.statement
  }

  @Test func `what the run knows is stated`() {
    var report = Fixture.report()
    report.dataset.captureDevices = ["camera-1", "camera-2"]
    report.dataset.sessions = 3
    report.dataset.attackPotentials = [Fixture.print: "basic"]
    let checklist = ReportChecklist(report, decimals: 1)
    let expected: [(String, String)] = [
      ("Level of evaluation", "PAD subsystem"),
      ("Number of PAI species", "2: print, replay/phone"),
      ("PAI series", "12"), ("PAI instruments", "16; not stated for 1 of 2 species"),
      ("Attack presentations", "61"), ("Bona fide presentations", "61"),
      ("Bona fide capture subjects", "12"),
      ("Attack potential per species", "print: basic; not stated for 1 of 2 species"),
      ("Capture devices", "2: camera-1, camera-2"), ("Capture sessions", "3"),
      ("Capture conditions, as attributes", "lighting"),
      ("Item under test", "lbp-svm, version 1.0, builtin, digest sha256:0123456789abcdef"),
      ("Operating point and its origin", "threshold 0.625, dev:eer"),
      (
        "APCER, maximum over species",
        "7/20 = 35.0\u{a0}% [13.5–59.2\u{a0}%]"
      ),
      ("BPNRR", "1/61 = 1.6\u{a0}% [0.0–8.8\u{a0}%]"),
    ]
    for (topic, text) in expected {
      #expect(Self.statement(topic, in: checklist) == .stated(text), "\(topic)")
    }
    #expect(checklist.material.map(\.attackPotential) == [nil, "basic", nil])
    #expect(checklist.material.map(\.count.presentations) == [61, 40, 21])
  }

  @Test func `what is missing is named as missing`() {
    var report = Fixture.report()
    report.dataset.attributeNames = []
    report.subsystems[0].results.operatingPoint = nil
    report.subsystems[0].results.test.worst = nil
    let checklist = ReportChecklist(report)
    for topic in [
      "Attack potential per species", "Capture devices", "Capture sessions",
      "Capture conditions, as attributes",
    ] {
      #expect(Self.statement(topic, in: checklist) == .notStated, "\(topic)")
    }
    for topic in [
      "Operating point and its origin", "APCER, maximum over species",
      "Processing time of the PAD subsystem", "Full system: IAPAR with FRR, and RIAPAR",
    ] {
      guard case .notMeasured = Self.statement(topic, in: checklist) else {
        Issue.record("\(topic)")
        continue
      }
    }
    for text in [ReportMarkdown.render(report), ReportPage.render(report)] {
      #expect(text.contains("ISO/IEC 30107-3 checklist"))
      #expect(text.contains("not stated by the dataset") && text.contains("not measured"))
    }
  }

  @Test func `potentials come from the scale where the dataset names none`() {
    var report = Fixture.report()
    report.subsystems[0].results.options.attackPotentials = AttackPotentialScale(
      names: ["basic", "moderate"], levels: [Fixture.phone: 1, Fixture.print: 7])
    #expect(ReportChecklist(report).material.map(\.attackPotential) == [nil, nil, "moderate"])
  }
}
