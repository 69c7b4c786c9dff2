import Comparison
import Foundation
import PADVocabulary
import ReleaseGate
import StructuredText
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct GateReportTests {
  @Test(arguments: [
    (VerdictFormat.text, "verdict.txt"), (.markdown, "verdict.md"), (.json, "verdict.json"),
    (.junit, "verdict.xml"), (.github, "verdict.github.txt"), (.generic, "verdict.generic.txt"),
  ])
  func `every format stays as it is`(format: VerdictFormat, name: String) throws {
    try expectGolden(try GateFixture.report().render(format), name)
  }

  @Test func `the verdict stands first, in one sentence`() throws {
    let text = try GateFixture.report().render(.text)
    let first = try #require(text.split(separator: "\n").first)
    #expect(first.hasPrefix("FAIL: v2 breaks policy release, version 3 (limits secondary)"))
    #expect(first.contains("apcer of mask-3d/resin is 40/200 = 20.00 %, allowed is at most 7 %"))
    let without = try GateFixture.report(hasBaseline: false)
    #expect(without.status == .cannotJudge)
    #expect(
      without.render(.text).hasPrefix("CANNOT JUDGE: v2 cannot be judged by policy release"))
    #expect(without.render(.text).contains("there is none"))
  }

  @Test(arguments: VerdictFormat.allCases)
  func `nothing is ever called certified or compliant`(format: VerdictFormat) throws {
    for report in [try GateFixture.report(), try GateFixture.unjudged("x")] {
      let text = report.render(format).lowercased()
      for word in ["certif", "complian", "conform"] { #expect(!text.contains(word)) }
    }
  }

  @Test func `undecided says how many more presentations of which species`() throws {
    let report = try GateFixture.report()
    // 42 error-free trials show 7 %, 59 show 5 % (scipy 1.17.1); 133 flip-free pairs show a margin of
    // 2 points (z^2 (1 - m) / m); 30 are there. The greatest need counts.
    let sum = "needs about 103 more presentations of print (apcer, apnrr, worse)"
    #expect(report.render(.text).contains(sum) && report.render(.markdown).contains(sum))
    let junit = try XMLTree(report.render(.junit))
    let needs = junit.elements.filter { $0.name == "error" }.compactMap { $0.attributes["message"] }
    for count in [12, 29, 103] {
      #expect(needs.contains("needs about \(count) more presentations of print"))
    }
    #expect(
      junit.elements.filter { $0.name == "error" }.allSatisfy {
        $0.attributes["type"] == "undecided"
      })
  }

  @Test func `counts of test cases add up, and there is always a case`() throws {
    for report in [try GateFixture.report(), try GateFixture.unjudged("x")] {
      let tree = try XMLTree(report.render(.junit))
      let suite = try #require(tree.elements.first { $0.name == "testsuite" })
      func count(_ name: String) -> String { String(tree.elements.count { $0.name == name }) }
      #expect(suite.attributes["tests"] == count("testcase"))
      #expect(suite.attributes["failures"] == count("failure"))
      #expect(suite.attributes["errors"] == count("error"))
      #expect(suite.attributes["skipped"] == count("skipped"))
      #expect(tree.elements.contains { $0.name == "testcase" })
    }
    let unjudged = try XMLTree(try GateFixture.unjudged("x").render(.junit))
    #expect(unjudged.elements.contains { $0.attributes["type"] == "cannot judge" })
  }

  @Test(arguments: VerdictFormat.allCases)
  func `what weakens a verdict stands in every format`(format: VerdictFormat) throws {
    var candidate = GateFixture.evidence("v2")
    candidate.outcomes.operatingPoint?.origin = .fixed
    candidate.facts.retries = 4
    let policy = try Policy.parse(Array(GateFixture.policyText.utf8), file: "policy.yaml")
    let verdict = Gate.judge(
      candidate, by: policy, baseline: GateFixture.evidence("v1", better: true),
      on: try #require(CalendarDate("2026-06-01")), options: GateOptions(seed: 77))
    let text = VerdictReport(
      verdict, of: candidate, policyName: "policy.yaml", thresholdSource: "no card"
    ).render(format)
    #expect(text.contains("whether it was chosen on the test presentations"))
    #expect(text.contains("asked again 4 times"))
    if format == .text || format == .markdown || format == .junit {
      #expect(text.contains("2000 replicates, seed 77") && text.contains("no card"))
    }
    if format == .json {
      let json = try StrictJSON.parse(Array(text.utf8))
      #expect(json["bootstrap"]?["replicates"]?.whole == 2000)
      #expect(json["bootstrap"]?["seed"]?.text == "77")
      #expect(json["candidate"]?["operating_point"]?["source"]?.text == "no card")
    }
  }

  @Test func `JSON holds the verdict, its exit code and every bound`() throws {
    let value = try StrictJSON.parse(Array(try GateFixture.report().render(.json).utf8))
    #expect(value["format"]?.text == "padbench-verdict/1")
    #expect(value["verdict"]?.text == "fail" && value["exit_code"]?.whole == 1)
    let findings = (value["rules"]?.items ?? []).flatMap { $0["findings"]?.items ?? [] }
    #expect(findings.count == 14)
    let masks = try #require(findings.first { $0["species"]?.text == "mask-3d/resin" })
    #expect(masks["errors"]?.whole == 40 && masks["trials"]?.whole == 200)
    // scipy 1.17.1: beta.ppf(.05, 40, 161).
    #expect(abs(try #require(masks["lower"]?.double) - 0.15456) < 5e-5)
    #expect(value["policy"]?["digest"]?.text?.count == 64)
    #expect(value["waivers_used"]?.items?.count == 1)
  }

  @Test func `no text becomes markup, steers a terminal or ends a command`() throws {
    func marks(_ text: String) throws -> [[String]] {
      [try GateFixture.report(text: text), try GateFixture.unjudged(text)].map {
        markdownMarks($0.render(.markdown))
      }
    }
    let harmless = try marks("x")
    let shape = try XMLTree(try GateFixture.report(text: "x").render(.junit)).elements.map(\.name)
    let commands = try GateFixture.report(text: "x").render(.github).split(separator: "\n").count
    for payload in try hostileTexts() where !payload.isEmpty {
      #expect(try marks(payload) == harmless, "\(payload.debugDescription)")
      let report = try GateFixture.report(text: payload)
      for format in VerdictFormat.allCases {
        let text = report.render(format)
        #expect(isHarmless(text), "\(format): \(payload.debugDescription)")
      }
      let tree = try XMLTree(report.render(.junit))
      #expect(tree.elements.map(\.name) == shape, "\(payload.debugDescription)")
      let json = try StrictJSON.parse(Array(report.render(.json).utf8))
      let title = json["policy"]?["title"]?.text
      #expect(title?.unicodeScalars.elementsEqual(payload.unicodeScalars) == true)
      let lines = report.render(.github).split(separator: "\n")
      #expect(lines.count == commands)
      for line in lines {
        let parts = line.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        #expect(parts.count == 3 && parts[0].isEmpty)
        #expect(parts[1].hasPrefix("error title=") || parts[1].hasPrefix("warning title="))
        #expect(!parts[1].dropFirst(14).contains(","))
      }
    }
  }

  @Test(arguments: [
    ("a&b<c>\"d'", "a&amp;b&lt;c&gt;&quot;d&#39;"), ("\u{0}\u{8}\u{b}", "\\u{0}\\u{8}\\u{b}"),
    ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"), ("\u{fffe}\u{ffff}", "\\u{fffe}\\u{ffff}"),
    ("]]>", "]]&gt;"), ("naïve 😀", "naïve 😀"),
  ])
  func `text for XML holds nothing that XML cannot hold`(text: String, escaped: String) {
    #expect(XMLText.escaped(text) == escaped)
  }
}

/// The elements of an XML document, in order.
private final class XMLTree: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }
}
