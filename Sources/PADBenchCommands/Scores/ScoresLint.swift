import ArgumentParser
import ErrorRates
import PADVocabulary
import ScoreFiles

extension ScoresCommand {
  /// `padbench scores lint FILE…`
  struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Say everything that is wrong with score files, line by line.",
      usage: "padbench scores lint <file> ... [<options>]",
      discussion: """
        All files are looked at, whatever is wrong with the first. Each problem stands on a line \
        of its own, FILE:LINE:COLUMN: what is wrong; what to do. A column is the number of the \
        field. At the end of every file one line sums it up.

        Exit codes: 0 no error (there may be warnings and notes), 65 a file cannot be used, \
        74 a file cannot be read.

        Examples:
          padbench scores lint scores-dev.csv scores-eval.csv
          padbench scores lint submission.txt --labels val_label.txt
          padbench scores lint model.json --labels manifest.csv \
        --polarity lower-is-bona-fide
        """)

    @Argument(
      help: ArgumentHelp("Score files of any known format.", valueName: "file"),
      completion: .file())
    var files: [String] = []

    @OptionGroup(title: "Score files") var input: ScoreInputOptions

    func validate() throws {
      guard !files.isEmpty else {
        throw ValidationError("name at least one score file: padbench scores lint scores.csv")
      }
    }

    func run() async throws {
      let options = try input.readingOptions()
      var hasBadData = false
      var hasFault = false
      for file in files {
        do throws(FileFault) {
          let lint = try ScoreLint.look(at: file, options: options)
          hasBadData = hasBadData || lint.hasErrors
          try Console.result(report(on: file, lint))
        } catch {
          if error.path == Console.standardOutputName { throw error }
          hasFault = true
          try Console.result("error: \(error)")
        }
      }
      if hasBadData { throw ExitCodes.badData }
      if hasFault { throw ExitCodes.inputOutput }
    }

    private func report(on file: String, _ lint: ScoreLint) -> String {
      let name = file.printable
      var found = lint.diagnostics
      if let table = lint.table { found += ScoreReview(table, file: name).remarks }
      let lines = found.map(\.description)
      guard let rows = lint.rows, !lint.hasErrors else {
        return (lines + ["\(name): cannot be used as it is"]).joined(separator: "\n")
      }
      let warnings = found.count { $0.severity == .warning }
      let verdict =
        switch warnings {
        case 0: "no problem"
        case 1: "1 warning"
        default: "\(warnings) warnings"
        }
      let counted = "\(rows.grouped) \(rows == 1 ? "row" : "rows")"
      return (lines + ["\(name): \(counted), \(verdict)"]).joined(separator: "\n")
    }
  }
}

/// What is worth knowing about a score file without faults.
struct ScoreReview {
  /// Warnings and notes, each about the file.
  let remarks: [Diagnostic]

  /// Looks at the outcomes of a file.
  init(_ table: ScoreTable, file: String) {
    var found = Self.ofEvaluation(table)
    if let few = Self.fewScores(table) { found.append(few) }
    remarks = found.map { remark in
      var remark = remark
      remark.file = file
      return remark
    }
  }

  /// What an evaluation would say: classes that are missing, scores that look reversed … The
  /// threshold is any, so that it does not ask for one.
  private static func ofEvaluation(_ table: ScoreTable) -> [Diagnostic] {
    do throws(InvalidInput) {
      return try ErrorRates.evaluate(dev: nil, test: table, criterion: .fixed(0)).warnings
    } catch {
      return error.diagnostics
    }
  }

  /// Detectors that give few different scores have curves of few steps; NIST's validation of face
  /// algorithms asks for a half of the scores to be distinct.
  private static func fewScores(_ table: ScoreTable) -> Diagnostic? {
    let scores = table.scores.indices.filter { table.reasonNumbers[$0] == ScoreTable.scoredNumber }
      .map { table.scores[$0] }.sorted()
    guard scores.count >= 20 else { return nil }
    let distinct = 1 + zip(scores, scores.dropFirst()).count { $0 != $1 }
    guard 2 * distinct < scores.count else { return nil }
    return Diagnostic(
      .note,
      "only \(distinct.grouped) of \(scores.count.grouped) scores are distinct: rates move in "
        + "steps, and ties are never split",
      remedy: "write scores with all their digits")
  }
}

extension Int {
  /// The number with commas between thousands, whatever the locale.
  var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}
