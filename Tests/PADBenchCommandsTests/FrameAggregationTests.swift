import Foundation
import TestSupport
import Testing

/// Score files whose rows are frames of presentations.
@Suite struct FrameAggregationTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try write(
      "frames.csv",
      [
        ("b0", "", ["0.9", "0.1", "0.9", "0.9"]), ("b1", "", ["0.2", "0.8", "0.8", "0.8"]),
        ("p0", "print", ["0.6", "0.2", "0.2", "0.2"]), ("p1", "print", ["nan", "nan"]),
        ("p2", "print", ["0.1"]),
      ])
  }

  private func write(
    _ name: String, _ presentations: [(id: String, species: String, scores: [String])]
  ) throws {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score\n"
    for (id, species, scores) in presentations {
      for score in scores {
        text += "c-\(id),\(id),\(species.isEmpty ? "True" : "False"),\(species),\(score)\n"
      }
    }
    try scratch.write(name, text)
  }

  /// Runs the command, without a bootstrap unless a test asks for one.
  private func metrics(_ arguments: String...) async throws -> Tool.Ending {
    let quick = arguments.contains("--bootstrap") ? [] : ["--bootstrap", "0"]
    return try await Tool.run(
      ["metrics"] + arguments + quick, in: scratch.folder,
      configuration: scratch.path("configuration"))
  }

  private func count(_ ending: Tool.Ending, _ metric: String, _ species: String = "") -> String? {
    let lines = ending.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard
      let cells = lines.first(where: {
        $0.count > 8 && $0[1] == "test" && $0[2] == metric && $0[3] == species
      })
    else { return nil }
    return "\(cells[7])/\(cells[8])"
  }

  // Two frames of one video under two labels: by Bob's video_key they are one presentation.
  @Test func `frames are grouped by Bob's video key where there is one`() async throws {
    try scratch.write(
      "videos.csv",
      """
      claimed_id,test_label,is_bonafide,attack_type,video_key,score
      a,a/1,True,,a,0.9
      a,a/2,True,,a,0.3
      b,b/1,False,print,b,0.6
      b,b/2,False,print,b,0.2

      """)
    let ending = try await metrics(
      "videos.csv", "-T", "0.5", "--aggregate", "mean", "--format", "csv")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(count(ending, "bpcer") == "0/1")
    #expect(count(ending, "apcer", "print") == "0/1")
  }

  @Test func `a presentation that is there twice may be frames, and the message says so`()
    async throws
  {
    let ending = try await metrics("frames.csv", "-T", "0.5")
    #expect(ending.code == 65)
    #expect(ending.errors.contains("--aggregate"))
  }

  // By hand at 0.5: means 0.7, 0.65 and 0.3, 0.1; medians 0.9, 0.8 and 0.2, 0.1; minima 0.1, 0.2
  // and 0.2, 0.1; maxima 0.9, 0.8 and 0.6, 0.1. p1 has no scored frame.
  @Test(arguments: [
    ("mean", "0/2", "0/2"), ("median", "0/2", "0/2"), ("min", "0/2", "2/2"), ("max", "1/2", "0/2"),
  ])
  func `frames become one score per presentation`(
    how: String, apcer: String, bpcer: String
  ) async throws {
    let ending = try await metrics(
      "frames.csv", "-T", "0.5", "--aggregate", how, "--format", "csv")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(count(ending, "apcer", "print") == apcer)
    #expect(count(ending, "bpcer") == bpcer)
    // A presentation without a scored frame is a non-response, once, with its reason.
    #expect(count(ending, "apnrr", "print") == "1/3")
    #expect(ending.output.contains("non_response:unstated"))
    let text = try await metrics("frames.csv", "-T", "0.5", "--aggregate", how)
    #expect(
      text.output.contains(
        "the \(how) of a presentation's frames, 15 frames of 5 presentations; without a score: "
          + "frames 2 (left out), presentations 1"))
  }

  @Test func `frames are refused as duplicates without an aggregation`() async throws {
    let ending = try await metrics("frames.csv", "-T", "0.5")
    #expect(ending.code == 65)
    #expect(ending.errors.contains("twice"))
  }

  @Test func `frames of lines without columns are put together too`() async throws {
    try scratch.write(
      "four.txt",
      """
      a a b0 0.9
      a a b0 0.3
      a attack/print p0 0.4
      a attack/print p0 0.2

      """)
    let ending = try await metrics(
      "four.txt", "-T", "0.5", "--aggregate", "mean", "--format", "csv")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(count(ending, "apcer", "print") == "0/1")
    #expect(count(ending, "bpcer") == "0/1")
  }

  @Test func `frames that disagree are refused, all of them at once`() async throws {
    try scratch.write(
      "bad.csv",
      """
      claimed_id,test_label,is_bonafide,attack_type,score
      a,v0,True,,1
      a,v0,False,print,1
      a,v1,False,print,1
      a,v1,False,replay,1
      a,v2,True,,1
      b,v2,True,,1

      """)
    let ending = try await metrics("bad.csv", "-T", "0.5", "--aggregate", "mean")
    #expect(ending.code == 65)
    #expect(
      ending.errors.contains(
        "presentation 'v0' is bona fide in row 1 and an attack of species 'print' in row 2"))
    #expect(ending.errors.contains("'v1' is an attack of species 'print' in row 3"))
    #expect(ending.errors.contains("'v2' is of cluster 'a' in row 5 and of 'b' in row 6"))
    #expect(ending.output.isEmpty)
  }

  @Test func `a format without ids has no frames`() async throws {
    try scratch.write("pairs.txt", "0.25 1\n0.125 0\n")
    let ending = try await metrics("pairs.txt", "-T", "0.5", "--aggregate", "mean")
    #expect(ending.code == 65)
    #expect(ending.errors.contains("no presentation ids"))
    try scratch.write("no-ids.csv", "is_bonafide,attack_type,score\nTrue,,1\nFalse,print,0\n")
    let csv = try await metrics("no-ids.csv", "-T", "0.5", "--aggregate", "mean")
    #expect(csv.code == 65)
    #expect(csv.errors.contains("no presentation ids"))
  }

  // By hand at 0.5: first frames 0.9, 0.2 and 0.6, 0.1; means of two 0.5, 0.5 and 0.4, 0.1.
  @Test func `the table by frames counts the first ones of every presentation`() async throws {
    let ending = try await metrics(
      "frames.csv", "-T", "0.5", "--aggregate", "mean", "--frame-counts", "1,2,4", "--format", "csv"
    )
    #expect(ending.code == 0, "\(ending.errors)")
    let lines = ending.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let rows = lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
    #expect(rows.map { $0["frames"] } == ["1", "2", "4"])
    #expect(rows.map { $0["complete_presentations"] } == ["5", "4", "3"])
    #expect(rows.map { $0["apcer_worst"] } == ["0.5", "0", "0"])
    #expect(rows.map { $0["bpcer"] } == ["0.5", "0", "0"])
    #expect(rows.map { $0["without_score"] } == ["1", "1", "1"])
    // One of four pairs of first frames is the wrong way round: 0.2 against 0.6.
    #expect(rows.map { $0["auc"] } == ["0.75", "1", "1"])
  }

  @Test func `the dev threshold of a row is chosen on equally aggregated scores`() async throws {
    let presentations = [
      ("b0", "", ["0.875", "10.875"]), ("b1", "", ["0.75", "10.75"]),
      ("p0", "print", ["0.125", "10.125"]), ("p1", "print", ["0.25", "10.25"]),
    ]
    try write("dev.csv", presentations)
    for format in ["csv", "json", "text", "markdown"] {
      let ending = try await metrics(
        "dev.csv", "-e", "dev.csv", "--aggregate", "mean", "--frame-counts", "1,2", "--format",
        format)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.contains("dev:eer"))
      // (0.75 + 10.75) / 2
      for threshold in ["0.75", "5.75"] { #expect(ending.output.contains(threshold), "\(format)") }
    }
  }

  @Test func `what is said of one row of the table names its frames`() async throws {
    try write(
      "late.csv",
      [("b0", "", ["nan", "0.9"]), ("b1", "", ["0.9"]), ("p0", "print", ["0.1", "0.1"])])
    let ending = try await metrics(
      "late.csv", "-T", "0.5", "--aggregate", "mean", "--frame-counts", "1,2")
    #expect(ending.output.contains("1 frame: 1 of 3 presentations got no response"))
    #expect(!ending.output.contains("2 frames:"))
  }

  @Test func `ids that only look alike are different presentations`() async throws {
    // U+00E9 and U+0065 U+0301 are equal texts, and different bytes.
    try write(
      "alike.csv",
      [("\u{e9}", "", ["0.9"]), ("e\u{301}", "", ["0.1"]), ("p0", "print", ["0.1", "0.3"])])
    let ending = try await metrics(
      "alike.csv", "-T", "0.5", "--aggregate", "mean", "--format", "csv")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(count(ending, "bpcer") == "1/2")
    #expect(count(ending, "apcer", "print") == "0/1")
  }

  @Test(arguments: [
    ["frames.csv", "--frame-counts", "1,2"],
    ["frames.csv", "--aggregate", "mean", "--frame-counts", "0"],
    ["frames.csv", "--aggregate", "mean", "--frame-counts", "1,,2"],
    ["frames.csv", "--aggregate", "mean", "--frame-counts", "1,1"],
    ["frames.csv", "--aggregate", "mean", "--frame-counts", "99999999999999999999"],
    ["frames.csv", "--aggregate", "mean", "--frame-counts", "1", "--further"],
    ["frames.csv", "frames.csv", "--aggregate", "mean", "--frame-counts", "1"],
    ["frames.csv", "--aggregate", "mode"],
    ["--bona-fide", "a", "--attacks", "b", "--aggregate", "mean"],
  ])
  func `wrong use is refused`(arguments: [String]) async throws {
    let ending = try await Tool.run(
      ["metrics"] + arguments, in: scratch.folder, configuration: scratch.path("configuration"))
    #expect(ending.code == 64, "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }
}
