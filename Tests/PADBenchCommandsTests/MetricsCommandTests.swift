import Foundation
import TestSupport
import Testing

/// Score files written by hand, and what `padbench metrics` says of them.
@Suite struct MetricsCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    // Bona fide 0.5 … 0.9 by steps of 0.1, print as given, replay far below.
    try write("dev", print: [0.1, 0.2, 0.3, 0.6])
    try write("test-a", print: [0.1, 0.2, 0.3, 0.4])
    try write("test-b", print: [0.1, 0.7, 0.8, 0.95])
  }

  private func write(_ name: String, print: [Double]) throws {
    var text = "claimed_id,test_label,is_bonafide,attack_type,score\n"
    for (number, score) in [0.5, 0.6, 0.7, 0.8, 0.9].enumerated() {
      text += "s\(number),\(name)-b\(number),True,,\(score)\n"
    }
    for (number, score) in print.enumerated() {
      text += "s\(number),\(name)-p\(number),False,print,\(score)\n"
    }
    for number in 0..<4 { text += "s\(number),\(name)-r\(number),False,replay,0.0\(number)\n" }
    try scratch.write("\(name).csv", text)
  }

  private func metrics(_ arguments: String...) async throws -> Tool.Ending {
    try await Tool.run(
      ["metrics"] + arguments, in: scratch.folder, configuration: scratch.path("configuration"))
  }

  /// The rows of the long form as values by column.
  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map(cells)
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Cells of one line; a cell in quotes may hold commas.
  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private func row(
    _ rows: [[String: String]], _ metric: String, species: String = "", detector: String? = nil
  ) -> [String: String]? {
    rows.first {
      $0["metric"] == metric && $0["species"] == species && $0["partition"] == "test"
        && (detector == nil || $0["detector"] == detector)
    }
  }

  // On dev the threshold 0.6 accepts 1 of 8 attacks and rejects 1 of 5: |1/8 - 1/5| is least.
  // With it, test-a has 0/4 prints in and 1/5 rejected, test-b 3/4 in and 1/5 rejected.
  @Test func `folds are summed up with mean, deviation and worst`() async throws {
    let ending = try await metrics(
      "dev.csv", "-e", "test-a.csv", "-e", "test-b.csv", "--format", "csv", "-l", "a", "-l", "b")
    #expect(ending.code == 0, "\(ending.errors)")
    let rows = rows(ending.output)
    #expect(row(rows, "apcer", species: "print", detector: "a")?["value"] == "0")
    #expect(row(rows, "apcer", species: "print", detector: "b")?["value"] == "0.75")
    #expect(row(rows, "apcer_mean", species: "print", detector: "folds")?["value"] == "0.375")
    // The sample standard deviation of 0 and 0.75.
    let deviation = try #require(
      row(rows, "apcer_sd", species: "print", detector: "folds")?["value"].flatMap(Double.init))
    #expect(abs(deviation - 0.75 / 2.0.squareRoot()) < 1e-15)
    let worst = row(rows, "apcer_worst", species: "print", detector: "folds")
    #expect(worst?["value"] == "0.75")
    #expect(worst?["note"] == "in b")
    let text = try await metrics("dev.csv", "-e", "test-a.csv", "-e", "test-b.csv")
    #expect(text.output.contains("Over 2 folds"))
    #expect(text.output.contains("it is no interval"))
    let each = try await metrics(
      "dev.csv", "test-a.csv", "-e", "test-a.csv", "-e", "test-b.csv", "--format", "json")
    #expect(each.code == 0)
    #expect(each.output.contains("\"folds\""))
  }

  @Test func `a kept threshold gives the same decisions later`() async throws {
    let first = try await metrics(
      "dev.csv", "-e", "test-b.csv", "--save-threshold", "kept.yaml", "-l", "lbp", "--format",
      "csv")
    #expect(first.code == 0, "\(first.errors)")
    let card = try String(contentsOfFile: scratch.path("kept.yaml"), encoding: .utf8)
    for line in [
      "subsystem: \"lbp\"", "threshold: 0.6", "origin: \"dev:eer\"", "  presentations: 13",
    ] { #expect(card.contains(line), "no '\(line)' in:\n\(card)") }
    let second = try await metrics(
      "test-b.csv", "--threshold-card", "kept.yaml", "--format", "csv")
    #expect(second.code == 0, "\(second.errors)")
    for species in ["print", "replay"] {
      let now = row(rows(second.output), "apcer", species: species)
      #expect(now?["value"] == row(rows(first.output), "apcer", species: species)?["value"])
      #expect(now?["origin"] == "card")
    }
  }

  @Test(arguments: [
    ("format: other\n", "the format is not 'padbench-threshold-1'"),
    ("threshold: [1]\n", "a number"), ("- 1\n", "a mapping"),
    ("threshold: .nan\n", "is not a number"),
  ])
  func `a damaged card is refused with its faults`(text: String, words: String) async throws {
    try scratch.write("bad.yaml", text)
    let ending = try await metrics("test-a.csv", "--threshold-card", "bad.yaml")
    #expect(ending.code == 65)
    #expect(ending.errors.contains(words), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }

  @Test func `curves come with thresholds, intervals and the performance to expect`() async throws {
    let ending = try await metrics("dev.csv", "-e", "test-a.csv", "--curves", "curves", "-l", "x")
    #expect(ending.code == 0, "\(ending.errors)")
    let curve = try String(
      contentsOfFile: scratch.path("curves/curves/x-test.csv"), encoding: .utf8)
    #expect(
      curve.hasPrefix(
        "curve,species,threshold,false_accepts,attacks,apcer,false_rejects,bona_fide,bpcer,"
          + "apcer_probit,bpcer_probit,apcer_lower,apcer_upper,bpcer_lower,bpcer_upper,level\n"))
    // scipy.stats.beta.ppf(0.975, 1, 4): the exact upper bound of 0 in 4.
    #expect(curve.contains("species,print,0.5,0,4,0,0,5,0,-inf,-inf,0,0.602364635616474"))
    let expected = try String(
      contentsOfFile: scratch.path("curves/curves/x-epc.csv"), encoding: .utf8)
    #expect(expected.split(separator: "\n").count == 102)
  }

  @Test func `the bootstrap is on, seeded, named, and can be turned off`() async throws {
    let one = try await metrics("test-b.csv", "--oracle", "--format", "csv")
    let two = try await metrics("test-b.csv", "--oracle", "--format", "csv")
    #expect(one.output == two.output)
    let bpcer = row(rows(one.output), "bpcer")
    #expect(bpcer?["clustered_lower"]?.isEmpty == false)
    let none = try await metrics("test-b.csv", "--oracle", "--format", "csv", "--bootstrap", "0")
    #expect(row(rows(none.output), "bpcer")?["clustered_lower"] == "")
    let text = try await metrics(
      "test-b.csv", "--oracle", "--bootstrap", "300", "--bootstrap-method", "bca", "--seed", "7")
    #expect(text.output.contains("300 bootstrap replicates"))
    #expect(text.output.contains("seed 7"))
    #expect(text.output.contains("bca"))
  }

  // statsmodels 0.15 proportion_confint(1, 5, method='wilson') and scipy.stats.beta.ppf(0.95, 2, 4).
  @Test func `intervals are of the asked kind and say so`() async throws {
    let wilson = try await metrics(
      "test-a.csv", "-T", "0.6", "--interval", "wilson", "--format", "csv")
    let bpcer = try #require(row(rows(wilson.output), "bpcer"))
    #expect(bpcer["method"] == "Wilson")
    #expect(bpcer["lower"]?.hasPrefix("0.036224") == true)
    #expect(bpcer["upper"]?.hasPrefix("0.624465") == true)
    let upper = try await metrics(
      "test-a.csv", "-T", "0.6", "--sides", "upper", "--format", "json")
    #expect(upper.output.contains("Clopper-Pearson, one-sided upper"))
    #expect(upper.output.contains("0.657408"))
  }

  @Test func `probabilities are held to their range`() async throws {
    let good = try await metrics(
      "test-a.csv", "--further", "--score-meaning", "probability", "--format", "csv")
    #expect(good.code == 0, "\(good.errors)")
    #expect(row(rows(good.output), "brier") != nil)
    try scratch.write("logits.txt", "3.5 1\n-2.5 0\n")
    let bad = try await metrics("logits.txt", "--further", "--score-meaning", "probability")
    #expect(bad.code == 65)
    #expect(bad.errors.contains("3.5"))
  }

  // Expected values of bob.measure 6.1.1 and scikit-learn 1.9.1 (AUC) on these files.
  @Test(
    .reference("scores/bob-measure/linsep.csv"), .reference("scores/bob-measure/nonsep.csv"),
    arguments: [("linsep.csv", "0", "1"), ("nonsep.csv", "0.11", "0.9326")])
  func `bob.measure's own files give its figures`(
    name: String, eer: String, auc: String
  ) async throws {
    let file = try ReferenceData.url("scores/bob-measure/\(name)").path
    let ending = try await metrics(file, "--oracle", "--format", "csv", "--bootstrap", "0")
    #expect(ending.code == 0, "\(ending.errors)")
    let rows = rows(ending.output)
    #expect(row(rows, "eer")?["value"] == eer)
    #expect(row(rows, "auc")?["value"] == auc)
  }

  // bob.measure 6.1.1: its EER threshold of dev-1 accepts 27 of 479 negatives of test-1 and rejects
  // 29 of 473 positives.
  @Test(.reference("scores/bob-measure/dev-1.txt"), .reference("scores/bob-measure/test-1.txt"))
  func `bob.measure's two columns are read where they are declared`() async throws {
    let folder = try ReferenceData.url("scores/bob-measure").path
    let ending = try await metrics(
      "\(folder)/test-1.txt", "--threshold=-0.008025286119635155", "--input-format",
      "label-score", "--format", "csv", "--bootstrap", "0")
    #expect(ending.code == 0, "\(ending.errors)")
    let bpcer = row(rows(ending.output), "bpcer")
    #expect([bpcer?["count"], bpcer?["trials"]] == ["29", "473"])
    let apcer = row(rows(ending.output), "apcer_worst", species: "attack")
    #expect([apcer?["count"], apcer?["trials"]] == ["27", "479"])
    let guessed = try await metrics("\(folder)/dev-1.txt", "--oracle")
    #expect(guessed.code == 65)
    #expect(guessed.errors.contains("label-score"))
  }

  @Test(arguments: [
    ["a.csv", "b.csv", "-e", "c.csv", "-e", "d.csv", "-e", "e.csv"],
    ["a.csv", "--save-threshold", "x"], ["a.csv", "--bootstrap", "-1"],
    ["a.csv", "--threshold-card", "x", "--oracle"], ["a.csv", "--sides", "left"],
  ])
  func `wrong use is refused before anything is read`(arguments: [String]) async throws {
    let ending = try await Tool.run(
      ["metrics"] + arguments, in: scratch.folder, configuration: scratch.path("configuration"))
    #expect(ending.code == 64, "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }
}
