import ErrorRates
import Evidence
import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Reports

@Suite struct ReportPageTests {
  private static func page(_ report: RunReport) -> PageReader {
    PageReader(ReportPage.render(report))
  }

  @Test func `the page of a small run is the recorded one`() throws {
    let content = ReportContent(Fixture.report(), ReportMarkdown.Context())
    try expectGolden(DocumentBody(content.document).html.markup, "report-body.html")
  }

  @Test(arguments: [true, false])
  func `a page is well formed and runs nothing but its own script`(isSynthetic: Bool) throws {
    let page = ReportPage.render(try SimulatedRun.report(isSynthetic: isSynthetic))
    let reader = PageReader(page)
    #expect(reader.faults.isEmpty, "\(reader.faults.prefix(3))")
    // A value of ours that was printed rather than written.
    #expect(!page.contains("(runs:") && !page.contains("(markup:") && !page.contains("nil"))
    let policy = try #require(
      reader.elements.first { $0["http-equiv"] == "Content-Security-Policy" }?["content"])
    #expect(policy.hasPrefix("default-src 'none'; "))
    for name in ["style", "script"] {
      let found = reader.elements.filter { $0.name == name }
      #expect(found.count == 1 && found.first?.attributes.isEmpty == true)
      let digest = Data(ContentDigest(of: found.first?.text ?? "").bytes).base64EncodedString()
      #expect(policy.contains("\(name)-src 'sha256-\(digest)'"))
    }
    for element in reader.elements {
      for attribute in element.attributes {
        #expect(!attribute.name.hasPrefix("on") && attribute.name != "style")
        if attribute.name == "href" { #expect(attribute.value.hasPrefix("#")) }
        #expect(attribute.name != "src", "no picture was given")
      }
    }
  }

  @Test func `every table and picture has a caption with the mark of synthetic data`() throws {
    let reader = Self.page(try SimulatedRun.report(isSynthetic: true))
    let tables = reader.elements.filter { $0.name == "table" }
    let captions = reader.elements.filter { $0.name == "caption" }
    let pictures = reader.elements.filter { $0.name == "figure" }
    let legends = reader.elements.filter { $0.name == "figcaption" }
    #expect(tables.count > 8 && captions.count == tables.count)
    #expect(pictures.count == 9 && legends.count == pictures.count)
    for element in captions + legends {
      #expect(element.text.contains("(synthetic data: proves plumbing, not error rates)"))
    }
    #expect(reader.elements.contains { $0["class"] == "banner" && $0.text.contains("Synthetic") })
    let genuine = ReportPage.render(try SimulatedRun.report(isSynthetic: false))
    #expect(!genuine.contains("proves plumbing"))
  }

  @Test func `headings are in order, names are unique and links lead somewhere`() throws {
    let reader = Self.page(try SimulatedRun.report())
    let levels = reader.elements.compactMap { element in
      element.name.count == 2 && element.name.hasPrefix("h") ? Int(element.name.dropFirst()) : nil
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
    let names = reader.elements.compactMap { $0["id"] }
    #expect(Set(names).count == names.count)
    for element in reader.elements {
      if let target = element["href"] { #expect(names.contains(String(target.dropFirst()))) }
      if let label = element["aria-labelledby"] { #expect(names.contains(label)) }
      if element.name == "svg" { #expect(element["aria-label"] ?? element["aria-hidden"] != nil) }
    }
    let table = try #require(reader.elements.first { $0["class"] == "table" })
    #expect(table["tabindex"] == "0" && table["role"] == "region")
  }

  @Test func `equal reports give equal pages but for the section of timing`() throws {
    var slow = Fixture.report()
    slow.timing = [ReportEntry("run", "wall time", "12.5 s")]
    slow.subsystems[0].latency = LatencySummary(seconds: [0.25, 0.5])
    var slower = slow
    slower.timing[0].value = "99.0 s"
    slower.subsystems[0].latency = LatencySummary(seconds: [1.25, 2.5])
    func outside(_ text: String) throws -> String {
      let begin = try #require(text.range(of: "<!-- timing: begin -->"))
      let end = try #require(text.range(of: "<!-- timing: end -->"))
      return String(text[..<begin.lowerBound]) + String(text[end.upperBound...])
    }
    #expect(try outside(ReportPage.render(slow)) == outside(ReportPage.render(slower)))
    #expect(ReportPage.render(slow) != ReportPage.render(slower))
    #expect(ReportPage.render(slow) == ReportPage.render(slow))
  }

  @Test func `a page does not grow with the presentations`() throws {
    func size(_ scale: Int) throws -> Int {
      let subsystem = try SimulatedRun.subsystem("d", seed: 3, scale: scale)
      return ReportPage.render(SimulatedRun.report([subsystem])).utf8.count
    }
    let small = try size(2)
    #expect(small < 250_000)
    #expect(try size(12) < small * 3 / 2)
  }

  @Test func `small pictures are shown only where they are given and are pictures`() throws {
    let subsystem = Fixture.subsystem()
    let worst = try #require(WorstOffenders(subsystem)).acceptedAttacks.map(\.presentationID)
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]
    let context = ReportMarkdown.Context(thumbnails: [
      worst[0]: png, worst[1]: [0xff, 0xd8, 0xff, 0xe0], worst[2]: Array("<svg>".utf8),
      worst[3]: png + [UInt8](repeating: 0, count: 70_000), "bf-10": png,
    ])
    let reader = PageReader(ReportPage.render(Fixture.report([subsystem]), context: context))
    #expect(
      reader.elements.filter { $0.name == "img" }.map { $0["src"] ?? "" } == [
        "data:image/png;base64,iVBORw0KGgoB", "data:image/jpeg;base64,/9j/4A==",
      ])
  }

  @Test func `marks of literals become elements and those of data do not`() {
    let name = "a*b**c`d<e"
    let text: Markdown = "**\(name)**: *said* `\(name)` <&"
    #expect(
      text.html.markup
        == "<strong>a*b**c&#96;d&lt;e</strong>: <em>said</em> <code>a*b**c&#96;d&lt;e</code> &lt;&amp;"
    )
    let open: Markdown = "**a *b** c"
    #expect(open.html.markup == "<strong>a <em>b</em></strong> c")
    #expect(("**left open \(name)" as Markdown).html.markup.hasSuffix("</strong>"))
  }
}

/// Hostile texts in every field that a page shows.
@Suite struct PageInjectionTests {
  private static let harmless = PageReader(ReportPage.render(InjectionTests.report("x")))
  private static let plainIndex = PageReader(RunIndex.page(entries("x")))

  private static func entries(_ text: String) -> [RunIndexEntry] {
    let report = InjectionTests.report(text)
    return [
      RunIndexEntry(report, folder: text), RunIndexEntry(report, folder: "z" + text),
      RunIndexEntry(unfinished: text, dataset: report.dataset, presentations: 3),
    ]
  }

  private static func check(_ payload: String) {
    let page = ReportPage.render(InjectionTests.report(payload))
    let reader = PageReader(page)
    #expect(reader.faults.isEmpty, "\(payload.debugDescription): \(reader.faults.prefix(2))")
    #expect(reader.structure == harmless.structure, "\(payload.debugDescription)")
    #expect(reader.comments == harmless.comments)
    #expect(!page.unicodeScalars.contains { $0.isUnprintable && $0 != "\n" })
  }

  private static func checkIndex(_ payload: String) {
    let index = PageReader(RunIndex.page(entries(payload)))
    #expect(index.faults.isEmpty, "\(payload.debugDescription): \(index.faults.prefix(2))")
    #expect(index.structure == plainIndex.structure, "\(payload.debugDescription)")
    for address in index.elements.compactMap({ $0["href"] }) where !address.hasPrefix("#") {
      #expect(
        address.utf8.allSatisfy { $0 < 0x80 && !":<>\"'\\? &".utf8.contains($0) }
          && address.hasSuffix("/report.html") && address.split(separator: "/").count == 2,
        "\(address)")
    }
  }

  @Test(arguments: InjectionTests.payloads + ["\" onload=\"x", "' onload='x", "</title>", "{{x}}"])
  func `a text never becomes an element, an attribute or a link`(payload: String) {
    Self.check(payload)
  }

  @Test(
    arguments: [
      "javascript:alert(1)", "../../x", "//127.0.0.1/x", "\"><img src=x onerror=alert(1)>", "{{x}}",
      InjectionTests.payloads.filter { !$0.utf8.contains(0) }.joined(separator: " "),
    ])
  func `no name of a run, a dataset or a detector becomes an element or leads elsewhere`(
    payload: String
  ) {
    Self.checkIndex(payload)
  }

  @Test(.reference("text/generated/payloads.json"))
  func `no published payload becomes an element`() throws {
    let data = try Data(contentsOf: ReferenceData.url("text/generated/payloads.json"))
    let lists = try JSONDecoder().decode([String: [String]].self, from: data)
    // One text with all of a kind: a page per payload takes long.
    for (_, payloads) in lists.sorted(by: { $0.key < $1.key }) {
      Self.check(payloads.joined(separator: " "))
    }
  }
}
