import ArgumentParser
import ErrorRates
import PADVocabulary
import Reports
import ScoreFiles
import StructuredText

/// `padbench metrics SCORES`
struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Report error rates from score files; no dataset or detector needed.",
    discussion: """
      Without --eval each file is evaluated as it is: give a --threshold, or set one on the same \
      scores with --oracle; EER and AUC need neither. With --eval the threshold is set on the \
      first file (dev) and applied to the other.

      Known formats: padbench's own and Bob's CSV, Bob's 4- and 5-column files, 'score label' \
      lines, gradgpad JSON, CASIA-SURF submissions, and two files of one score per line \
      (--bona-fide, --attacks). A score 'nan' is a non-response.

      Examples:
        padbench metrics reports/run/scores/quality/dev.csv -e reports/run/scores/quality/test.csv
        padbench metrics scores.csv --threshold 0.5 --format markdown
        padbench metrics --bona-fide live.txt --attacks spoof.txt --oracle
      """)

  @Argument(
    help: ArgumentHelp("Score files; with --eval, the dev file.", valueName: "scores"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("e"), .customLong("eval")],
    help: ArgumentHelp(
      "The score file to evaluate at the dev file's threshold.", valueName: "scores"),
    completion: .file())
  var eval: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file of bona fide scores, one a line; with --attacks.", valueName: "file"),
    completion: .file())
  var bonaFide: String?

  @Option(
    name: .long,
    help: ArgumentHelp("A file of attack scores, one a line; with --bona-fide.", valueName: "file"),
    completion: .file())
  var attacks: String?

  @OptionGroup(title: "Score files") var input: ScoreInputOptions

  @OptionGroup(title: "Rates") var rates: RateOptions

  @Option(
    name: .long,
    help: ArgumentHelp("text, markdown, csv (full precision) or json.", valueName: "format"))
  var format: MetricsFormat = .text

  @Option(
    name: [.customLong("legends"), .customLong("legend"), .customShort("l")], parsing: .singleValue,
    help: ArgumentHelp("A name to show instead of a file's; repeat in order.", valueName: "name"))
  var legends: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write there instead of to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    guard (bonaFide == nil) == (attacks == nil) else {
      throw ValidationError("--bona-fide and --attacks go together.")
    }
    if bonaFide != nil {
      guard files.isEmpty, eval == nil else {
        throw ValidationError("--bona-fide and --attacks stand instead of a score file.")
      }
    } else if files.isEmpty {
      throw ValidationError("name a score file.")
    }
    guard eval == nil || files.count == 1 else {
      throw ValidationError("with --eval, name one dev file.")
    }
    guard eval == nil || !rates.oracle else {
      throw ValidationError("--oracle sets the threshold on the evaluated file: leave --eval out.")
    }
  }

  func run() async throws {
    let named = try evaluated()
    let text = MetricsText.render(named, format: format, decimals: rates.decimals)
    if let output {
      try AtomicFile.write(text, to: output)
    } else {
      try Console.result(text)
    }
  }

  private func evaluated() throws -> [NamedResults] {
    let options = try input.readingOptions()
    if let bonaFide, let attacks {
      let pair = try ScoreFile.read(bonaFide: bonaFide, attacks: attacks, options: options)
      return [try results(of: pair, dev: nil, name: attacks, at: 0)]
    }
    if let eval {
      let dev = try read(files[0], options)
      return [try results(of: try read(eval, options), dev: dev, name: eval, at: 0)]
    }
    return try files.enumerated().map { position, file in
      try results(of: try read(file, options), dev: nil, name: file, at: position)
    }
  }

  private func read(_ path: String, _ options: ScoreReadingOptions) throws -> ScoreFile {
    let file = try ScoreFile.read(path: path, options: options)
    for diagnostic in file.diagnostics { Console.note(diagnostic.description) }
    return file
  }

  private func results(
    of test: ScoreFile, dev: ScoreFile?, name: String, at position: Int
  ) throws -> NamedResults {
    let hasWish = rates.criterion != nil || rates.threshold != nil || rates.oracle
    let results = try ErrorRates.evaluate(
      dev: dev?.table, test: test.table,
      criterion: dev == nil && !hasWish ? nil : try rates.chosenCriterion(),
      options: rates.evaluationOptions)
    return NamedResults(legends.indices.contains(position) ? legends[position] : name, results)
  }
}
