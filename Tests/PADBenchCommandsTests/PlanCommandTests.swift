import Foundation
import TestSupport
import Testing

@Suite struct PlanCommandTests {
  private func plan(_ arguments: [String]) async throws -> Tool.Ending {
    let scratch = try Scratch()
    return try await Tool.run(["plan"] + arguments, configuration: scratch.path("configuration"))
  }

  /// The rows of a CSV without quotes.
  private func cells(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private struct Vectors: Decodable {
    struct Trials: Decodable {
      var p: Double
      var conf: Double
      var k: Int
      var n: Int
    }
    struct Power: Decodable {
      var n: Int
      var p10: Double
      var p01: Double
      var power_exact: Double
      var power_midp: Double
    }
    struct Connor: Decodable {
      var p10: Double
      var p01: Double
      var power: Double
      var n: Int
    }
    var mcnemar_power_exact_unconditional: [Power]
    var mcnemar_n_connor_1987: [Connor]
  }

  private func vectors() throws -> Vectors {
    try JSONDecoder().decode(
      Vectors.self,
      from: Data(contentsOf: ReferenceData.url("vectors/stats_vectors.json")))
  }

  /// Least n with scipy.stats.binom.cdf(k, n, p) <= 1 - c.
  @Test(arguments: [
    (0.07, 0.95, ["42", "66"]), (0.15, 0.95, ["19", "30"]), (0.05, 0.95, ["59", "93"]),
    (0.01, 0.95, ["299", "473"]), (0.0001, 0.95, ["29956"]), (0.05, 0.8, ["32"]),
    (0.01, 0.8, ["161"]),
  ])
  func `says how many trials show a limit`(
    limit: Double, confidence: Double, expected: [String]
  ) async throws {
    let ending = try await plan([
      "--limit", "\(limit)", "--confidence", "\(confidence)", "--errors",
      "\(expected.count - 1)", "--format", "csv",
    ])
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(cells(ending.output).dropFirst().map { $0[1] } == expected)
    #expect(cells(ending.output).dropFirst().map { $0[0] } == expected.indices.map { "\($0)" })
  }

  @Test func `shows the usual limits when asked for nothing`() async throws {
    let ending = try await plan([])
    #expect(ending.code == 0)
    let line = ending.output.split(separator: "\n").first { $0.hasPrefix("0 ") }
    let numbers = line?.split(separator: " ").map(String.init)
    #expect(numbers == ["0", "299", "59", "42", "29", "19", "14"])
  }

  /// scipy: n = 181 is the least n with binom.cdf(4, n, .05) <= .05; binom.cdf(4, 181, .01) = .9637;
  /// binom.cdf(k, n_k, .01) is .5527 (k 0), .7616 (1), .8716 (2), .9315 (3).
  @Test(arguments: [
    ("0.5", "59", "0 errors"), ("0.8", "124", "2 errors"), ("0.95", "181", "4 errors"),
  ])
  func `says how many trials a system of known rate needs`(
    power: String, trials: String, errors: String
  ) async throws {
    let ending = try await plan(["--limit", "0.05", "--rate", "0.01", "--power", power])
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("on \(trials) trials (\(errors) allowed)"), "\(ending.output)")
  }

  @Test(.reference("vectors/stats_vectors.json"))
  func `says how many pairs find a difference`() async throws {
    for vector in try vectors().mcnemar_n_connor_1987 {
      let ending = try await plan([
        "--difference", "\(vector.p10 - vector.p01)", "--discordant", "\(vector.p10 + vector.p01)",
        "--power", "\(vector.power)", "--format", "csv",
      ])
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(cells(ending.output).last?[3] == "\(vector.n)", "\(ending.output)")
    }
    for vector in try vectors().mcnemar_power_exact_unconditional {
      let ending = try await plan([
        "--difference", "\(vector.p10 - vector.p01)", "--discordant", "\(vector.p10 + vector.p01)",
        "--pairs", "\(vector.n)", "--format", "csv",
      ])
      let row = try #require(cells(ending.output).last)
      #expect(abs(try #require(Double(row[6])) - vector.power_exact) < 1e-9, "\(row)")
      #expect(abs(try #require(Double(row[7])) - vector.power_midp) < 1e-9, "\(row)")
    }
  }

  private static let scores: String = {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score\n"
    for row in 0..<60 { text += "s\(row % 12),b\(row),True,,\(row)\n" }
    for row in 0..<35 { text += "p\(row),a\(row),False,print,-\(row)\n" }
    return text
  }()

  /// One-sided bounds without an error: 1 - 0.05^(1/n).
  @Test func `says what a score file can show`() async throws {
    let scratch = try Scratch()
    let path = try scratch.write("scores.csv", Self.scores)
    let table = try await plan(["--scores", path, "--limit", "0.05", "--format", "csv"])
    #expect(table.code == 0, "\(table.errors)")
    let rows = cells(table.output)
    #expect(rows[1].prefix(3) == ["bona fide", "60", "12"])
    #expect(rows[2].prefix(3) == ["print", "35", "35"])
    for (row, column, trials) in [(1, 3, 60.0), (1, 4, 12.0), (2, 3, 35.0)] {
      let expected = 1 - pow(0.05, 1 / trials)
      #expect(abs(try #require(Double(rows[row][column])) - expected) < 1e-10)
    }
    #expect(rows[1].suffix(2) == ["0", "cannot be shown"])
    #expect(rows[2].suffix(2) == ["cannot be shown", "cannot be shown"])
    let text = try await plan(["--scores", path])
    for words in [
      "Supported: BPCER10.", "Not supported: BPCER20, BPCER100, BPCER1000",
      "no independent trials", "fewer than 20 clusters in bona fide",
    ] {
      #expect(text.output.contains(words), "'\(words)' is not in: \(text.output)")
    }
    #expect(
      try await plan(["--scores", path, "--format", "markdown"]).output.contains("| print |"))
  }

  @Test func `says what a dataset can show`() async throws {
    let faces = try FacesOnDisk()
    let ending = try await plan(["--dataset", faces.folder])
    #expect(ending.code == 0, "\(ending.errors)")
    for words in ["(test)", "bona fide", "print", "replay", "Not supported: BPCER10"] {
      #expect(ending.output.contains(words), "'\(words)' is not in: \(ending.output)")
    }
  }

  @Test(arguments: [
    ["--limit", "0"], ["--limit", "1.5"], ["--limit", "nan"], ["--confidence", "1"],
    ["--rate", "0.01"], ["--limit", "0.05", "--rate", "0.05"], ["--power", "0.8"],
    ["--difference", "0.1", "--discordant", "0.05"], ["--discordant", "0.1"],
    ["--difference", "0.1", "--limit", "0.1"], ["--difference", "0.1", "--pairs", "0"],
    ["--errors", "-1"], ["--partition", "dev"], ["--scores", "x", "--dataset", "y"],
  ])
  func `refuses questions that make no sense`(arguments: [String]) async throws {
    let ending = try await plan(arguments)
    #expect(ending.code == 64, "\(ending.output)")
    #expect(ending.output.isEmpty)
    #expect(!ending.errors.isEmpty)
  }
}
