import ArgumentParser
import PADVocabulary
import ScoreFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ScoresCommand {
  /// `padbench scores convert IN… -o OUT --to FORMAT`
  struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "convert",
      abstract: "Write scores in another format; nothing is lost without a word.",
      usage: """
        padbench scores convert <file> ... --output <file> --to <format> [<options>]
        padbench scores convert --bona-fide <file> --attacks <file> -o <file> --to <format>
        """,
      discussion: """
        Several inputs are put together in their order; a presentation may be in one of them \
        only. Scores leave with all their digits and with higher meaning more bona fide (gradgpad: \
        lower, as there). A format that has no place for what the input says is refused, with what \
        it would lose, unless --allow-loss is given. Columns of a CSV that are no part of a score \
        are not carried over.

        Formats for --to: csv (padbench's own, which Bob reads), bob-4-column, bob-5-column, \
        score-label, label-score, gradgpad. The others are read only.

        Examples:
          padbench scores convert scores-eval -o scores-eval.csv --to csv
          padbench scores convert shard-1.csv shard-2.csv -o whole.csv --to csv
          padbench scores convert --bona-fide live.txt --attacks spoof.txt \
        -o all.csv --to csv
          padbench scores convert model.json --labels manifest.csv \
        --polarity lower-is-bona-fide -o model.csv --to csv
        """)

    @Argument(
      help: ArgumentHelp("Score files of any known format.", valueName: "file"),
      completion: .file())
    var files: [String] = []

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A file of bona fide scores, one a line; with --attacks.", valueName: "file"),
      completion: .file())
    var bonaFide: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A file of attack scores, one a line; with --bona-fide.", valueName: "file"),
      completion: .file())
    var attacks: String?

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var output: String

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The format to write: csv, bob-4-column, bob-5-column, score-label, "
          + "label-score or gradgpad.",
        valueName: "format"))
    var to: ScoreFormat

    @Flag(
      name: .long,
      help: "Leave out what the format has no place for, such as species; it says what.")
    var allowLoss = false

    @Flag(name: .long, help: "Replace the output if it is there already.")
    var force = false

    @OptionGroup(title: "Score files") var input: ScoreInputOptions

    func validate() throws {
      guard (bonaFide == nil) == (attacks == nil) else {
        throw ValidationError("--bona-fide and --attacks go together.")
      }
      guard files.isEmpty != (bonaFide == nil) else {
        throw ValidationError("name score files, or a pair with --bona-fide and --attacks.")
      }
      guard ScoreConversion.writable.contains(to) else {
        throw ValidationError(
          "'\(to.rawValue)' is read only; --to wants one of "
            + ScoreConversion.writable.map(\.rawValue).joined(separator: ", ") + ".")
      }
    }

    func run() async throws {
      try claimOutput()
      let scores = try read()
      for diagnostic in scores.diagnostics { Console.note(diagnostic.description) }
      let lost = try ScoreConversion.write(scores, as: to, to: output, allowsLoss: allowLoss)
      for loss in lost { Console.note("note: left out: \(loss)") }
      let rows = scores.table.count
      try Console.result(
        "\(rows.grouped) \(rows == 1 ? "row" : "rows") in \(output.printable) (\(to.rawValue))")
    }

    private func read() throws -> ScoreFile {
      var options = try input.readingOptions(keepsPresentationIDs: true)
      options.keepsClaimedIDs = true
      if let bonaFide, let attacks {
        return try ScoreFile.read(bonaFide: bonaFide, attacks: attacks, options: options)
      }
      return try ScoreFile.read(paths: files, options: options)
    }

    /// Looks at the output before anything is read: it may be no input, and is replaced by force
    /// only.
    private func claimOutput() throws {
      let manager = FileManager.default
      guard manager.fileExists(atPath: output) else { return }
      let inputs = files + [bonaFide, attacks, input.labels].compactMap { $0 }
      if inputs.contains(where: { Self.resolved($0) == Self.resolved(output) }) {
        throw refusal("the output is an input too", remedy: "name another file with --output")
      }
      guard force else {
        throw refusal(
          "the file is there already",
          remedy: "name another one with --output, or replace it with --force")
      }
    }

    private static func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    private func refusal(_ message: String, remedy: String) -> InvalidInput {
      InvalidInput(Diagnostic(.error, file: output.printable, message, remedy: remedy))
    }
  }
}
