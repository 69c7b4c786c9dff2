import ErrorRates
import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Reports

/// Hostile texts in every field that a report shows.
@Suite struct InjectionTests {
  static let payloads = [
    "=cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3", "\t=1", "＝1+1", "<script>alert(1)</script>",
    "![x](http://127.0.0.1/beacon.png)", "[x](javascript:alert(1))", "a|b", "`code`",
    "```\nfence", "# heading", "- item", "1. item", "<!-- timing: begin -->", "-->", "a\nb",
    "a\r\nb", "**bold**", "\u{202e}gnp.exe", "\u{1b}[2J", "\u{9b}31m", "$x$", "@user #1",
    "http://127.0.0.1/x", "www.example.com", "| a | b |\n| --- | --- |", "'; system('x'); '",
    "\\", "\\|", "\u{2028}x", "\0", "&lt;b&gt;", "~~x~~", "> quote", "[!WARNING]",
  ]

  /// The fixture's report with one text in every field.
  static func report(_ text: String) -> RunReport {
    var subsystem = Fixture.subsystem(text)
    subsystem.version = text
    subsystem.kind = text
    subsystem.digest = text
    subsystem.preprocessing = text
    let species = PAISpecies(text)
    var results = subsystem.results
    results.operatingPoint = OperatingPoint(threshold: 0.625, origin: .dev(criterion: text))
    results.test.species[1].species = species
    results.test.worst?.species = [species]
    results.speciesAbsentFromDev = [species]
    results.warnings = [Diagnostic(.warning, file: text, line: 1, text, remedy: text)]
    results.test.accounting.nonResponses[0].reason = NonResponseReason(rawValue: text)
    subsystem.results = results
    subsystem.scores = subsystem.scores.map { part in
      var part = part
      part.rows = part.rows.map { row in
        var row = row
        row.presentationID = text + row.presentationID
        row.subject = text
        row.target = text
        row.attributes = [text]
        if row.species == Fixture.phone { row.species = species }
        if row.outcome.reason != nil {
          row.outcome = .nonResponse(NonResponseReason(rawValue: text))
        }
        return row
      }
      return part
    }
    var report = Fixture.report([subsystem, Fixture.subsystem("second")])
    report.title = text
    report.dataset.name = text
    report.dataset.version = text
    report.dataset.lock = .locked(rootDigest: text)
    report.dataset.protocolName = text
    report.dataset.licence = text
    report.dataset.consentBasis = text
    report.dataset.purposes = [text, text]
    report.dataset.provenance = text
    report.dataset.attributeNames = [text]
    report.dataset.counts[4].species = species
    report.exclusions[0].reason = text
    report.nonResponses = [
      NonResponseEntry(
        presentationID: text, subsystem: text, reason: NonResponseReason(rawValue: text),
        message: text)
    ]
    report.diagnostics = [Diagnostic(.error, file: text, line: 3, text, remedy: text)]
    report.provenance = [ReportEntry(text, text, text)]
    report.timing = [ReportEntry(text, text, text)]
    return report
  }

  @Test(arguments: payloads)
  func `a text never becomes markup of the report`(payload: String) {
    let harmless = ReportMarkdown.render(Self.report("x"))
    let hostile = ReportMarkdown.render(Self.report(payload))
    #expect(markdownMarks(hostile) == markdownMarks(harmless))
    #expect(!hostile.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" })
    #expect(!hostile.contains("http://"))
  }

  @Test(.reference("text/generated/payloads.json"))
  func `no published payload becomes markup`() throws {
    let data = try Data(contentsOf: ReferenceData.url("text/generated/payloads.json"))
    let lists = try JSONDecoder().decode([String: [String]].self, from: data)
    let harmless = markdownMarks(ReportMarkdown.render(Self.report("x")))
    for (kind, payloads) in lists.sorted(by: { $0.key < $1.key }) {
      for payload in payloads {
        let hostile = ReportMarkdown.render(Self.report(payload))
        #expect(markdownMarks(hostile) == harmless, "\(kind): \(payload.debugDescription)")
      }
    }
  }

  @Test(arguments: payloads)
  func `a text never steers a terminal`(payload: String) {
    let report = Self.report(payload)
    let text = MetricsText.render(report.subsystems[0].results, name: payload)
    #expect(!text.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" })
    let harmless = MetricsText.render(Self.report("x").subsystems[0].results, name: "x")
    #expect(text.split(separator: "\n").count == harmless.split(separator: "\n").count)
  }

  @Test(arguments: payloads)
  func `no cell of a table for people starts a formula`(payload: String) {
    let report = Self.report(payload)
    let files = [
      MetricsCSV.bytes(
        report.subsystems.flatMap { MetricRows.rows($0.results, detector: $0.name) }),
      TimingFile.bytes(report),
    ]
    let harmless = Self.report("x")
    let counts = [
      MetricsCSV.bytes(
        harmless.subsystems.flatMap { MetricRows.rows($0.results, detector: $0.name) }),
      TimingFile.bytes(harmless),
    ].map { $0.count { $0 == 0x0a } }
    for (bytes, count) in zip(files, counts) {
      #expect(bytes.count { $0 == 0x0a } == count)
      let text = String(decoding: bytes, as: UTF8.self)
      for cell in Self.cells(text) {
        let first = cell.unicodeScalars.first
        guard let first, "=+@|%\t\r\u{ff1d}".unicodeScalars.contains(first) || first == "-" else {
          continue
        }
        #expect(Double(cell) != nil, "\(cell)")
      }
    }
  }

  /// The cells of a CSV text, quotes taken away.
  private static func cells(_ text: String) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted, "\n" where !isQuoted:
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      default: cell.append(scalar)
      }
    }
    return cells
  }

  @Test func `names of folders are single, safe and different`() {
    let names = [
      "a", "A", "../../etc", "a/b", "a\\b", "", ".", "..", "-rf", "all-detectors", "a_b", "naïve",
      String(repeating: "x", count: 100), String(repeating: "x", count: 101), "a-2", "nul\0",
    ]
    let components = FolderNames.components(for: names)
    #expect(components.count == names.count)
    #expect(Set(components.map { $0.lowercased() }).count == names.count)
    for component in components {
      #expect(!component.isEmpty && component.utf8.count <= 64)
      #expect(!component.hasPrefix(".") && !component.hasPrefix("-"))
      #expect(
        component.utf8.allSatisfy { byte in
          byte < 0x80
            && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
              || "._-".utf8.contains(byte))
        })
    }
    #expect(components[0] == "a" && components[10] == "a_b" && components[14] == "a-2")
    #expect(FolderNames.components(for: ["lbp-svm"]) == ["lbp-svm"])
  }
}
