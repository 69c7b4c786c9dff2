import Foundation
import StructuredText
import TestSupport
import Testing

/// Two versions' score files, and what `padbench compare` says of them.
@Suite struct CompareCommandTests {
  private let scratch: Scratch

  /// `print` goes from 15 to 21 of 300 accepted attacks (.05 to .07), nothing else changes.
  init() throws {
    scratch = try Scratch()
    try write("v1.csv", accepted: 0..<15)
    try write("v2.csv", accepted: 3..<24)
  }

  private func write(_ name: String, accepted: Range<Int>, ids: String = "") throws {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score\n"
    for index in 0..<200 { text += ",live-\(ids)\(index),True,,\(index < 10 ? 0.25 : 0.875)\n" }
    for index in 0..<300 {
      text += ",print-\(ids)\(index),False,print,\(accepted.contains(index) ? 0.75 : 0.125)\n"
    }
    for index in 0..<100 { text += ",mask-\(ids)\(index),False,mask,\(index < 5 ? 0.625 : 0.0)\n" }
    try scratch.write(name, text)
  }

  private func compare(_ arguments: String...) async throws -> Tool.Ending {
    try await Tool.run(
      ["compare"] + arguments + ["--bootstrap", "200"], in: scratch.folder,
      configuration: scratch.path("configuration"))
  }

  // statsmodels 0.15 mcnemar(exact=True) of 9 and 3: p = 0.14599609375.
  @Test func `a planted change of one species is named first, with its flips`() async throws {
    let ending = try await compare("v1.csv@0.5", "v2.csv@0.5")
    #expect(ending.code == 0, "\(ending.errors)")
    let lines = ending.output.split(separator: "\n")
    #expect(
      lines.dropFirst().first?.hasPrefix(
        "  print is worse, could be chance: APCER 15/300 = 5.00 % → 21/300 = 7.00 %, +2.00 points")
        == true)
    #expect(ending.output.contains("9 newly accepted attacks, 3 repaired attacks"))
    let table = try #require(lines.first { $0.contains("APCER print") && $0.contains("0.1460") })
    #expect(table.contains("0.4380"))
    let csv = try await compare("v1.csv@0.5", "v2.csv@0.5", "--format", "csv")
    let flips = csv.output.split(separator: "\n").filter { $0.hasPrefix("flip,") }
    #expect(flips.count { $0.contains(",own,") } == 12)
    #expect(flips.first?.contains("print-15,newly accepted attack,0.125,0.75") == true)
    let json = try StrictJSON.parse(
      Array(try await compare("v1.csv@0.5", "v2.csv@0.5", "--format", "json").output.utf8))
    #expect(json["format"]?.text == "padbench-comparison/1")
    #expect(json["holm_family"]?.whole == 3)
  }

  @Test func `without a threshold only matched ones are compared, and it says so`() async throws {
    let ending = try await compare("v1.csv", "v2.csv@0.5", "--matched", "eer")
    #expect(ending.code == 0)
    #expect(ending.output.contains("v1.csv: warning: no threshold of its own"))
    #expect(!ending.output.contains("each version's own"))
    #expect(ending.output.contains("(oracle:test:eer)"))
    let none = try await compare("v1.csv@0.5", "v2.csv@0.5", "--matched", "none")
    #expect(!none.output.contains("oracle:test"))
  }

  @Test func `a threshold card stands behind its file`() async throws {
    let card = try await Tool.run(
      [
        "metrics", "v1.csv", "-e", "v1.csv", "-c", "bpcer20", "--save-threshold", "v1.yaml",
        "--bootstrap", "0",
      ], in: scratch.folder, configuration: scratch.path("configuration"))
    #expect(card.code == 0, "\(card.errors)")
    let ending = try await compare("v1.csv@v1.yaml", "v2.csv@0.5", "-l", "old", "-l", "new")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("new against old, the baseline"))
    #expect(ending.output.contains("(card)") && ending.output.contains("0.5 (fixed)"))
  }

  @Test func `a file whose name holds an at sign is that file`() async throws {
    try write("v1@home.csv", accepted: 0..<15)
    let ending = try await compare("v1@home.csv", "v1@home.csv@0.5")
    #expect(ending.code == 0, "\(ending.errors)")
  }

  @Test func `refusals drop no pair`() async throws {
    let text = try String(contentsOfFile: scratch.path("v2.csv"), encoding: .utf8)
      .replacingOccurrences(of: "False,print,0.75", with: "False,print,nan")
    try scratch.write("v2.csv", text)
    let lenient = try await compare("v1.csv@0.5", "v2.csv@0.5")
    #expect(lenient.output.contains("15/300 = 5.00 %  0/300 = 0.00 %"), "\(lenient.output)")
    #expect(lenient.output.contains("0 → 21"))
    let strict = try await compare("v1.csv@0.5", "v2.csv@0.5", "--non-response", "conservative")
    #expect(strict.output.contains("15/300 = 5.00 % → 21/300 = 7.00 %"))
  }

  @Test func `writes where it is told, the same bytes each time`() async throws {
    for name in ["a.md", "b.md"] {
      let ending = try await compare(
        "v1.csv@0.5", "v2.csv@0.5", "--format", "markdown", "-o", name)
      #expect(ending.code == 0 && ending.output.isEmpty)
    }
    let first = try Data(contentsOf: scratch.folder.appending(path: "a.md"))
    #expect(try Data(contentsOf: scratch.folder.appending(path: "b.md")) == first)
    #expect(String(decoding: first, as: UTF8.self).contains("**print is worse"))
  }

  @Test func `ids that nobody controls stay text in every format`() async throws {
    let ids = ["<script>", "a|b`c", "[x](http://127.0.0.1)", "=1+1", "\u{202e}gnp", "@user"]
    for (name, score) in [("x1.csv", 0.25), ("x2.csv", 0.75)] {
      var text = "claimed_id,test_label,is_bonafide,attack_type,score\n,live,True,,0.875\n"
      text += ",live-2,True,,0.875\n"
      for id in ids { text += ",\"\(id)\",False,\"\(id)\",\(score)\n" }
      try scratch.write(name, text)
    }
    for format in ["text", "markdown", "csv", "json"] {
      let ending = try await compare("x1.csv@0.5", "x2.csv@0.5", "--format", format)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(!ending.output.contains("\u{202e}"))
      if format == "markdown" {
        #expect(!ending.output.contains("<script>") && !ending.output.contains("http://"))
      }
      if format == "csv" { #expect(!ending.output.contains(",=1+1")) }
    }
  }

  @Test(arguments: [
    (["v1.csv"], Int32(64), "baseline"),
    (["v1.csv", "v2.csv", "--non-response", "exclude"], 64, "operational"),
    (["v1.csv", "v2.csv", "--matched", "none", "--matched", "eer"], 64, "no criterion at all"),
    (["v1.csv", "v2.csv", "--bootstrap", "199"], 64, "a number from 200"),
    (["v1.csv", "v2.csv", "--matched", "0.5"], 64, "common scale"),
    (["v1.csv", "v2.csv", "--matched", "bpcr20"], 64, "--matched"),
    (["v1.csv", "v2.csv", "--confidence", "1"], 64, "--confidence"),
    (["v1.csv", "v2.csv", "--flips", "-1"], 64, "--flips"),
    (["v1.csv", "v2.csv", "-l", "a", "-l", "b", "-l", "c"], 64, "--legend"),
    (["v1.csv", "nowhere.csv"], 74, "nowhere.csv"),
    (["v1.csv", "v2.csv@nowhere.yaml"], 74, "nowhere.yaml"),
    (["v1.csv", "other.csv"], 65, "no presentation is also in"),
    (["v1.csv", "labels.csv"], 65, "another class or species"),
    (["v1.csv", "noid.csv"], 65, "test_label"),
  ])
  func `says what is wrong`(arguments: [String], code: Int32, words: String) async throws {
    try write("other.csv", accepted: 0..<15, ids: "x")
    let good = try String(contentsOfFile: scratch.path("v1.csv"), encoding: .utf8)
    try scratch.write("labels.csv", good.replacingOccurrences(of: ",mask,", with: ",print,"))
    try scratch.write(
      "noid.csv", "is_bonafide,attack_type,score\nTrue,,0.5\nFalse,print,0.25\n")
    let ending = try await Tool.run(
      ["compare"] + arguments, in: scratch.folder, configuration: scratch.path("configuration"))
    #expect(ending.code == code, "\(ending.errors)")
    #expect(ending.errors.contains(words), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }
}
