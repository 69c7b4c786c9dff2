import ErrorRates
import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Reports

@Suite struct RunIndexTests {
  /// A run of one detector with BPCER20 of `errors` in 60.
  private static func entry(
    _ folder: String, _ detector: String, _ errors: Int?, version: String = "1.0"
  ) -> RunIndexEntry {
    var subsystem = Fixture.subsystem(detector)
    subsystem.version = version
    subsystem.results.test.fixedRates =
      errors.map { errors in
        [
          FixedRateResult(
            definition: .bpcer(atAPCER: 20),
            rate: Fixture.rate(
              errors, 60, max(0, Double(errors) / 60 - 0.1), min(1, Double(errors) / 60 + 0.1)),
            support: .supported)
        ]
      } ?? []
    return RunIndexEntry(Fixture.report([subsystem]), folder: folder)
  }

  @Test func `detectors are ranked, ties share a rank and the unranked come last`() throws {
    let board = try #require(
      Leaderboard.all([
        Self.entry("1", "late", nil), Self.entry("2", "a", 12), Self.entry("3", "b", 6),
        Self.entry("4", "c", 12), Self.entry("5", "d", 40),
      ]).first)
    #expect(board.rows.map(\.detector.name) == ["b", "a", "c", "d", "late"])
    #expect(board.rows.map(\.rank) == [1, 2, 2, 4, nil])
    #expect(board.rows.map(\.overlapsFirst) == [nil, true, true, false, nil])
  }

  @Test func `the last run of a detector counts, and another version is another detector`() throws {
    let board = try #require(
      Leaderboard.all([
        Self.entry("1", "a", 3), Self.entry("2", "a", 30),
        Self.entry("3", "a", 6, version: "2.0"),
      ]).first)
    #expect(board.rows.map(\.entry.folder) == ["3", "2"])
  }

  @Test func `other data is another leaderboard`() {
    var other = Self.entry("2", "b", 6)
    other.dataset.version = "2"
    #expect(Leaderboard.all([Self.entry("1", "a", 6), other]).isEmpty)
  }

  @Test func `the order of entries changes nothing`() {
    let entries = [
      Self.entry("b", "a", 12), Self.entry("a", "b", 6), Self.entry("c", "a", 12),
    ]
    #expect(RunIndex.page(entries) == RunIndex.page(entries.reversed()))
    #expect(RunIndex.markdown(entries) == RunIndex.markdown(entries.reversed()))
  }

  @Test func `runs are linked by relative, encoded addresses and unfinished ones not at all`() {
    let entries = [
      Self.entry("2026 spring/ä", "a", 12), Self.entry("javascript:alert(1)", "b", 6),
      Self.entry("..", "c", 6),
      RunIndexEntry(
        unfinished: "broken", dataset: Fixture.report().dataset, presentations: 170),
    ]
    let page = PageReader(RunIndex.page(entries))
    let links = page.elements.compactMap { $0["href"] }.filter { !$0.hasPrefix("#") }
    #expect(
      Set(links) == [
        "2026%20spring%2F%C3%A4/report.html", "javascript%3Aalert%281%29/report.html",
      ])
    let text = RunIndex.markdown(entries)
    #expect(text.contains("[2026 spring/ä](2026%20spring%2F%C3%A4/report.md)"))
    #expect(text.contains("| broken | desk-set 1.10 |") && text.contains("| unfinished |"))
    #expect(page.elements.contains { $0.name == "td" && $0.text == "unfinished" })
  }

  @Test func `several runs of a detector are drawn over each other`() throws {
    let entries = ["a", "b", "c"].map { Self.entry($0, "d", 6) }
    let page = PageReader(RunIndex.page(entries))
    let drawing = try #require(page.elements.first { $0.name == "svg" && $0["role"] == "img" })
    #expect(drawing["aria-label"]?.contains("run 3, c: APCER 7/20 = 35.00") == true)
    #expect(!PageReader(RunIndex.page([entries[0]])).elements.contains { $0.name == "svg" })
  }

  @Test func `an index is written, empty or not, and its pages are well formed`() throws {
    let scratch = try Scratch()
    for entries in [[], [Self.entry("1", "a", 6), Self.entry("2", "b", 6)]] {
      let files = try RunIndex.write(entries, to: scratch.path("reports"))
      #expect(files == ["index.html", "index.md"])
      let text = try String(contentsOfFile: scratch.path("reports/index.html"), encoding: .utf8)
      let reader = PageReader(text)
      #expect(reader.faults.isEmpty)
      #expect(
        reader.elements.count { $0.name == "table" }
          == reader.elements.count {
            $0.name == "caption"
          })
    }
  }

  @Test func `synthetic runs are marked among others and alone`() {
    var synthetic = Self.entry("1", "a", 6)
    synthetic.dataset.isSynthetic = true
    let alone = RunIndex.page([synthetic])
    #expect(alone.contains("Runs — SYNTHETIC DATA") && alone.contains("class=\"banner\""))
    let mixed = RunIndex.page([synthetic, Self.entry("2", "a", 6)])
    #expect(!mixed.contains("class=\"banner\"") && mixed.contains("<em>(synthetic)</em>"))
  }
}
