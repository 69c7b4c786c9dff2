import Foundation
import TestSupport
import Testing

@Suite struct ScoresCommandTests {
  static let header = "claimed_id,test_label,is_bonafide,attack_type,score\n"
  static let rows = "s1,a,True,,0.9\ns2,b,False,print,0.1\n"

  /// A score file that cannot be used, and where it must be said to be wrong.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// Where and what, without the folder.
    var words: [String]

    init(_ name: String, _ text: String, _ words: String...) {
      self.init(name, bytes: Array(text.utf8), words)
    }

    init(_ name: String, bytes: [UInt8], _ words: [String]) {
      self.name = name
      self.bytes = bytes
      self.words = words
    }

    var testDescription: String { name }
  }

  static let spoilt: [Spoilt] = [
    Spoilt("short row", header + rows + "s3,c,True,1\n", "s.csv:4:5: error: 4 fields, 5 expected"),
    Spoilt("long row", header + "s3,c,True,,1,2\n", "s.csv:2:6: error: 6 fields, 5 expected"),
    Spoilt(
      "UTF-16", bytes: [0xff, 0xfe] + (header + rows).utf16.flatMap { [UInt8($0), 0] },
      ["s.csv: error: the file is UTF-16; save it as UTF-8"]),
    Spoilt(
      "UTF-16 without a mark", bytes: (header + rows).utf16.flatMap { [UInt8($0), 0] },
      ["s.csv: error: the file is UTF-16"]),
    Spoilt(
      "Latin-1", bytes: Array((header + rows + "Ren").utf8) + [0xe9] + Array(",c,True,,1\n".utf8),
      ["s.csv:4: error: the line is not UTF-8"]),
    Spoilt(
      "missing column", "claimed_id,test_label,is_bonafide,atack_type,score\ns,a,True,,1\n",
      "s.csv:1: error: column 'attack_type' is missing; is 'atack_type' meant"),
    Spoilt("hexadecimal", header + "s,a,True,,0x1F\n", "s.csv:2:5: error: '0x1F' is not a number"),
    Spoilt("1e400", header + rows + "s,c,True,,1e400\n", "s.csv:4:5: error: '1e400' is too large"),
    Spoilt(
      "decimal comma", header + "s,a,True,,\"0,5\"\n", "s.csv:2:5: error: '0,5' is not a number"),
    Spoilt("no score", header + rows + "s,c,True,,\n", "s.csv:4:5: error: '' is empty"),
    Spoilt(
      "duplicate id", header + rows + "s3,c,True,,1\ns2,b,False,print,0.2\n",
      "s.csv:5: error: presentation 'b' is there twice, first on line 3"),
    Spoilt(
      "line of 10 MB", header + String(repeating: "x", count: 10_000_000) + ",a,True,,1\n" + rows,
      "s.csv:2: error: the line is longer than 65536 bytes"),
    Spoilt(
      "line of 10 MB without an end", header + rows + String(repeating: "x", count: 10_000_000),
      "s.csv:4: error: the line is longer than 65536 bytes"),
    Spoilt("NUL", header + rows + "s\0,c,True,,1\n", "s.csv:4: error: a NUL byte in the line"),
    Spoilt("empty file", "", "s.csv: error: the file is empty"),
    Spoilt("header alone", header, "s.csv: error: there is no score in the file"),
    Spoilt(
      "open quote", header + rows + "\"s,c,True,,1\n",
      "s.csv:4: error: a quoted field does not end on its line"),
    Spoilt(
      "semicolons", header.replacing(",", with: ";") + "s;a;True;;1\n",
      "s.csv: error: its format cannot be told from its content; declare it as one of csv"),
    Spoilt(
      "four faults", header + "s,a,maybe,,1\ns,b,False,,1\ns,c,True,print,1\ns,d,True,,x\n",
      "s.csv:2:3: error: 'maybe' is neither True nor False",
      "s.csv:3:4: error: an attack has no attack type",
      "s.csv:4:4: error: a bona fide presentation has the attack type 'print'",
      "s.csv:5:5: error: 'x' is not a number"),
  ]

  private func run(_ arguments: [String], in scratch: Scratch) async throws -> Tool.Ending {
    try await Tool.run(
      arguments, in: scratch.folder, configuration: scratch.path("configuration"))
  }

  @Test(arguments: spoilt)
  func `metrics and lint say where a file is wrong`(spoilt: Spoilt) async throws {
    let scratch = try Scratch()
    try scratch.write("s.csv", bytes: spoilt.bytes)
    let metrics = try await run(["metrics", "s.csv", "--oracle"], in: scratch)
    #expect(metrics.code == 65, "\(metrics.output)")
    #expect(metrics.output.isEmpty)
    let lint = try await run(["scores", "lint", "s.csv"], in: scratch)
    #expect(lint.code == 65, "\(lint.output)")
    #expect(lint.errors.isEmpty)
    #expect(lint.output.hasSuffix("s.csv: cannot be used as it is\n"))
    for words in spoilt.words {
      #expect(metrics.errors.contains(words), "'\(words)' is not in: \(metrics.errors.prefix(900))")
      #expect(lint.output.contains(words), "'\(words)' is not in: \(lint.output.prefix(900))")
    }
    #expect(metrics.errors.utf8.count < 5_000)
  }

  @Test(arguments: [
    ("LF", rows), ("CRLF", rows.replacing("\n", with: "\r\n")),
    ("no line end at the end", String(rows.dropLast())),
    ("quoted", "s1,\"a\",True,,0.9\n\"s2\",\"b, c\",\"False\",print,0.1\n"),
  ])
  func `a clean file has no problem`(name: String, rows: String) async throws {
    let scratch = try Scratch()
    let header = name == "CRLF" ? Self.header.replacing("\n", with: "\r\n") : Self.header
    try scratch.write("s.csv", "\u{feff}" + header + rows)
    let ending = try await run(["scores", "lint", "s.csv"], in: scratch)
    #expect(ending.code == 0, "\(ending.output)")
    #expect(ending.output.hasSuffix("s.csv: 2 rows, no problem\n"), "\(ending.output)")
  }

  @Test func `a score nan is a non-response`() async throws {
    let scratch = try Scratch()
    try scratch.write("s.csv", Self.header + Self.rows + "s3,c,True,,nan\ns4,d,True,,0.8\n")
    let ending = try await run(["metrics", "s.csv", "--threshold", "0.5"], in: scratch)
    #expect(ending.code == 0, "\(ending.errors)")
    let json = try await run(
      ["metrics", "s.csv", "--threshold", "0.5", "--format", "csv"], in: scratch)
    let line = json.output.split(separator: "\n").first { $0.lowercased().contains("bpnrr") }
    #expect(line?.contains("0.333") == true, "\(json.output)")
    let lint = try await run(["scores", "lint", "s.csv"], in: scratch)
    #expect(lint.code == 0)
    #expect(lint.output.contains("1 of 4 presentations got no response"))
  }

  @Test func `looks at all files, whatever is wrong with the first`() async throws {
    let scratch = try Scratch()
    try scratch.write("bad.csv", Self.header + "s,a,True,,x\n")
    try scratch.write("good.csv", Self.header + Self.rows)
    try scratch.write("reversed.csv", Self.header + "s,a,True,,0.1\nt,b,False,print,0.9\n")
    let ending = try await run(
      ["scores", "lint", "nowhere.csv", "bad.csv", "good.csv", "reversed.csv"], in: scratch)
    #expect(ending.code == 65)
    for words in [
      "nowhere.csv: cannot open", "bad.csv:2:5: error", "good.csv: 2 rows, no problem",
      "(AUC below", "reversed.csv: 2 rows, 1 warning",
    ] {
      #expect(ending.output.contains(words), "'\(words)' is not in: \(ending.output)")
    }
    #expect(try await run(["scores", "lint", "nowhere.csv"], in: scratch).code == 74)
    #expect(try await run(["scores", "lint", "reversed.csv"], in: scratch).code == 0)
    #expect(try await run(["scores", "lint"], in: scratch).code == 64)
  }

  @Test func `lints comparisons and lists`() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "vuln.csv",
      "bio_ref_subject_id,probe_subject_id,probe_attack_type,score\n1,1,,0.9\n1,2,,0.1\n")
    try scratch.write("live.txt", "0.5\n0.25\n")
    let ending = try await run(["scores", "lint", "vuln.csv"], in: scratch)
    #expect(ending.output == "vuln.csv: 2 rows, no problem\n", "\(ending.output)")
    let list = try await run(
      ["scores", "lint", "live.txt", "--input-format", "paired-lists"], in: scratch)
    #expect(list.output == "live.txt: 2 rows, no problem\n", "\(list.output)")
  }

  @Test func `converts there and back`() async throws {
    let scratch = try Scratch()
    let text =
      "claimed_id,test_label,is_bonafide,attack_type,score,reason\n"
      + "s1,a,True,,0.1000000000000000055511151231257827,\ns2,b,False,print,-inf,\n"
      + "s3,c,False,replay,nan,\n"
    try scratch.write("in.csv", text)
    for format in ["bob-4-column", "bob-5-column", "csv"] {
      let there = try await run(
        ["scores", "convert", "in.csv", "-o", format, "--to", format], in: scratch)
      #expect(there.code == 0, "\(there.errors)")
      #expect(there.output == "3 rows in \(format) (\(format))\n")
      let back = try await run(
        ["scores", "convert", format, "-o", format + ".csv", "--to", "csv"], in: scratch)
      #expect(back.code == 0, "\(back.errors)")
      #expect(
        try String(contentsOfFile: scratch.path(format + ".csv"), encoding: .utf8)
          == "claimed_id,test_label,is_bonafide,attack_type,score,reason\n"
          + "s1,a,True,,0.1,\ns2,b,False,print,-inf,\ns3,c,False,replay,nan,unstated\n")
    }
    #expect(
      try String(contentsOfFile: scratch.path("bob-4-column"), encoding: .utf8)
        == "s1 s1 a 0.1\ns2 attack/print b -inf\ns3 attack/replay c nan\n")
  }

  @Test func `converts pairs, shards and formats that must be declared`() async throws {
    let scratch = try Scratch()
    try scratch.write("live.txt", "0.5\n")
    try scratch.write("spoof.txt", "-1\n0\n")
    let pair = try await run(
      [
        "scores", "convert", "--bona-fide", "live.txt", "--attacks", "spoof.txt", "-o", "p.txt",
        "--to", "score-label",
      ], in: scratch)
    #expect(pair.code == 0, "\(pair.errors)")
    #expect(
      try String(contentsOfFile: scratch.path("p.txt"), encoding: .utf8) == "0.5 1\n-1 0\n0 0\n"
    )
    try scratch.write("1.csv", Self.header + "s,a,True,,1\ns,b,True,,2\n")
    try scratch.write("2.csv", Self.header + "t,c,False,print,0\n")
    let whole = try await run(
      ["scores", "convert", "1.csv", "2.csv", "-o", "w.csv", "--to", "csv"], in: scratch)
    #expect(whole.output == "3 rows in w.csv (csv)\n", "\(whole.errors)")
    let twice = try await run(
      ["scores", "convert", "1.csv", "2.csv", "1.csv", "-o", "x.csv", "--to", "csv"], in: scratch)
    #expect(twice.code == 65)
    #expect(twice.errors.contains("presentation 'a' is in '1.csv' already"), "\(twice.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("x.csv")))
    try scratch.write("g.json", "{\"a\": 0.25, \"c\": 0.75}\n")
    let undeclared = try await run(
      ["scores", "convert", "g.json", "-o", "g.csv", "--to", "csv", "--labels", "w.csv"],
      in: scratch)
    #expect(undeclared.code == 65)
    #expect(undeclared.errors.contains("lower-is-bona-fide"))
    let declared = try await run(
      [
        "scores", "convert", "g.json", "-o", "g.csv", "--to", "csv", "--labels", "w.csv",
        "--polarity", "lower-is-bona-fide",
      ], in: scratch)
    #expect(declared.code == 0, "\(declared.errors)")
    #expect(
      try String(contentsOfFile: scratch.path("g.csv"), encoding: .utf8).contains(
        ",a,True,,-0.25,\n,c,False,print,-0.75,"))
  }

  @Test func `never replaces an input, and other files by force only`() async throws {
    let scratch = try Scratch()
    let text = Self.header + Self.rows
    try scratch.write("in.csv", text)
    try scratch.write("out.csv", "mine")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.csv"), withDestinationPath: scratch.path("in.csv"))
    for (output, words) in [
      ("in.csv", "is an input too"), ("./in.csv", "is an input too"),
      ("link.csv", "is an input too"),
    ] {
      let ending = try await run(
        ["scores", "convert", "in.csv", "-o", output, "--to", "csv", "--force"], in: scratch)
      #expect(ending.code == 65)
      #expect(ending.errors.contains(words), "\(ending.errors)")
    }
    let taken = try await run(
      ["scores", "convert", "in.csv", "-o", "out.csv", "--to", "csv"], in: scratch)
    #expect(taken.code == 65)
    #expect(taken.errors.contains("--force"))
    #expect(try String(contentsOfFile: scratch.path("out.csv"), encoding: .utf8) == "mine")
    #expect(try String(contentsOfFile: scratch.path("in.csv"), encoding: .utf8) == text)
    let forced = try await run(
      ["scores", "convert", "in.csv", "-o", "out.csv", "--to", "csv", "--force"], in: scratch)
    #expect(forced.code == 0, "\(forced.errors)")
    let lossy = try await run(
      ["scores", "convert", "in.csv", "-o", "x", "--to", "score-label"], in: scratch)
    #expect(lossy.code == 65)
    #expect(lossy.errors.contains("has no presentation ids"), "\(lossy.errors)")
    let meant = try await run(
      ["scores", "convert", "in.csv", "-o", "x", "--to", "score-label", "--allow-loss"],
      in: scratch)
    #expect(meant.code == 0)
    #expect(meant.errors.contains("left out: score-label has no presentation ids"))
    let readOnly = try await run(
      ["scores", "convert", "in.csv", "-o", "x", "--to", "casia-surf"], in: scratch)
    #expect(readOnly.code == 64)
    #expect(readOnly.errors.contains("read only"))
  }

  @Test(arguments: [["scores"], ["scores", "lint"], ["scores", "convert"], ["plan"]])
  func `prints help that fits a terminal`(command: [String]) async throws {
    let ending = try await run(command + ["--help"], in: try Scratch())
    #expect(ending.code == 0)
    #expect(ending.errors.isEmpty)
    #expect(ending.output.contains("USAGE: padbench " + command.joined(separator: " ")))
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }
}
