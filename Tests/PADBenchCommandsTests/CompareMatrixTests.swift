import Foundation
import StructuredText
import TestSupport
import Testing

/// Versions on several datasets and folds, as `padbench compare --matrix` arranges them.
@Suite struct CompareMatrixTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    // Accepted prints of ten, rejected bona fide of ten.
    for (name, accepted, rejected) in [
      ("oulu-1", 1, 0), ("oulu-2", 3, 2), ("casia", 5, 0), ("replay", 0, 4),
    ] {
      var text = "test_label,is_bonafide,attack_type,score\n"
      for index in 0..<10 {
        text += "b\(index),True,,\(index < rejected ? 0.25 : 0.75)\n"
        text += "p\(index),False,print,\(index < accepted ? 0.75 : 0.25)\n"
      }
      try scratch.write("\(name).csv", text)
    }
  }

  private func compare(_ arguments: [String]) async throws -> Tool.Ending {
    try await Tool.run(
      ["compare", "--matrix"] + arguments, in: scratch.folder,
      configuration: scratch.path("configuration"))
  }

  private static let all = [
    "oulu-1.csv@0.5", "oulu-2.csv@0.5", "casia.csv@0.5", "replay.csv@0.5", "-l", "m", "-l", "m",
    "-l", "m", "-l", "m", "--dataset", "oulu/1", "--dataset", "oulu/2", "--dataset", "casia",
    "--dataset", "replay",
  ]

  // numpy 2: mean of .1, .3 is .2, std(ddof=1) .1414213562373095; of .2, .5, 0 they are .2333333 and
  // .2516611478423583.
  @Test func `folds, datasets and unseen datasets are summed up`() async throws {
    let learnt = ["oulu,replay", "oulu,replay", "oulu,replay", "oulu,casia"]
      .flatMap { ["--learnt-from", $0] }
    let ending = try await compare(Self.all + learnt + ["--format", "json"])
    #expect(ending.code == 0, "\(ending.errors)")
    let json = try StrictJSON.parse(Array(ending.output.utf8))
    #expect(json["format"]?.text == "padbench-matrix/1")
    func line(_ dataset: String?, _ relation: String) -> JSONValue? {
      json["figures"]?.items?.first {
        $0["figure"]?.text == "apcer_worst" && $0["dataset"]?.text == dataset
          && $0["relation"]?.text == relation
      }
    }
    func close(_ value: JSONValue?, _ expected: Double) -> Bool {
      value?.double.map { abs($0 - expected) < 1e-12 } ?? false
    }
    let oulu = try #require(line("oulu", "within"))
    #expect(close(oulu["mean"], 0.2) && close(oulu["sd"], 0.1414213562373095))
    #expect(close(oulu["worst"], 0.3) && oulu["worst_in"]?.text == "2")
    #expect(line("casia", "left out") != nil && line("replay", "left out") != nil)
    let every = try #require(line(nil, "all"))
    #expect(close(every["mean"], 0.7 / 3) && close(every["sd"], 0.2516611478423583))
    #expect(every["worst_in"]?.text == "casia")
    #expect(close(line(nil, "unseen")?["mean"], 0.25))
  }

  @Test func `the table names what nobody told`() async throws {
    let ending = try await compare(Self.all)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("20.00 % ± 14.14 %, worst 30.00 % in 2 (unknown)"))
    #expect(ending.output.contains("50.00 % on casia"))
    // scipy.stats.beta.ppf([.025, .975], [5, 6], [6, 5]): 18.71 and 81.29.
    #expect(ending.output.contains("5/10 = 50.00 % [18.71–81.29 %]"))
    let markdown = try await compare(Self.all + ["--format", "markdown"])
    #expect(markdown.output.contains("| version | oulu | casia | replay |"))
    let csv = try await compare(Self.all + ["--format", "csv"])
    #expect(csv.output.contains("\napcer,print,m,oulu,unknown,2,"))
  }

  @Test(arguments: [
    (["oulu-1.csv@0.5"], Int32(65), "--dataset"),
    (
      ["oulu-1.csv", "oulu-2.csv", "-l", "m", "-l", "m", "--dataset", "a", "--dataset", "a"], 65,
      "twice"
    ),
    (["oulu-1.csv", "--dataset", "a", "--dataset", "b"], 64, "--dataset"),
    (["nowhere.csv", "--dataset", "a"], 74, "nowhere.csv"),
  ])
  func `says what is wrong`(arguments: [String], code: Int32, words: String) async throws {
    let ending = try await compare(arguments)
    #expect(ending.code == code, "\(ending.errors)")
    #expect(ending.errors.contains(words), "\(ending.errors)")
    let pairs = try await Tool.run(
      ["compare", "oulu-1.csv", "casia.csv", "--learnt-from", "x"], in: scratch.folder,
      configuration: scratch.path("configuration"))
    #expect(pairs.code == 64)
  }
}
