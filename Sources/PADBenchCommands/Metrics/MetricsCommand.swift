import ArgumentParser
import Reports
import StructuredText

/// `padbench metrics SCORES`
struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Report error rates from score files; no dataset or detector needed.",
    discussion: """
      Without --eval each file is evaluated as it is: give a --threshold, or set one on the same \
      scores with --oracle; EER and AUC need neither. With --eval the threshold is set on the \
      first file (dev) and applied to the other. Repeat --eval for the folds of a \
      cross-validation, with one dev file for all or one for each: mean, standard deviation and \
      worst fold are printed too.

      Known formats: padbench's own and Bob's CSV, Bob's 4- and 5-column files, 'score label' and \
      'label score' lines, gradgpad JSON, CASIA-SURF submissions, and two files of one score per \
      line (--bona-fide, --attacks). A score 'nan' is a non-response.

      Bob's CSV of comparisons (of a face matcher, with attacks) gives FMR, FNMR, IAPAR and RIAPAR; \
      its threshold is set on licit scores only: eer, min-hter or far=RATE for an FMR.

      Examples:
        padbench metrics reports/run/scores/quality/dev.csv -e reports/run/scores/quality/test.csv
        padbench metrics scores.csv --threshold 0.5 --format markdown
        padbench metrics dev1.csv dev2.csv -e test1.csv -e test2.csv --criterion bpcer20
        padbench metrics dev.csv -e test.csv --save-threshold release-1.threshold.yaml
        padbench metrics --bona-fide live.txt --attacks spoof.txt --oracle
        padbench metrics frames-dev.csv -e frames-test.csv --aggregate mean --frame-counts 1,4,16
        padbench metrics matcher-dev.csv -e matcher-test.csv -c far=0.001 --curves vulnerability
      """)

  @Argument(
    help: ArgumentHelp("Score files; with --eval, the dev file.", valueName: "scores"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("e"), .customLong("eval")], parsing: .singleValue,
    help: ArgumentHelp(
      "The score file to evaluate at the dev file's threshold; repeat for folds.",
      valueName: "scores"),
    completion: .file())
  var evals: [String] = []

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

  @OptionGroup(title: "Frames") var frames: FrameOptions

  @OptionGroup(title: "Rates") var rates: RateOptions

  @OptionGroup(title: "Comparisons") var vulnerability: VulnerabilityOptions

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Also print what papers and other tools print: EER variants, partial AUC, TPR at FPR, Bob's "
        + "BPCERk, calibration."))
  var further = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write curves (ROC and DET points with intervals, and with --eval the expected performance "
        + "curve) and their pictures into this folder.",
      valueName: "folder"),
    completion: .directory)
  var curves: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the threshold that was chosen on dev as a card, for --threshold-card later.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var saveThreshold: String?

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
      guard files.isEmpty, evals.isEmpty else {
        throw ValidationError("--bona-fide and --attacks stand instead of a score file.")
      }
      guard frames.aggregate == nil else {
        throw ValidationError("--aggregate needs presentation ids, and lists of scores have none.")
      }
    } else if files.isEmpty {
      throw ValidationError("name a score file.")
    }
    guard evals.isEmpty || files.count == 1 || files.count == evals.count else {
      throw ValidationError(
        "name one dev file for all \(evals.count) --eval files, or one for each.")
    }
    guard evals.isEmpty || !rates.oracle else {
      throw ValidationError("--oracle sets the threshold on the evaluated file: leave --eval out.")
    }
    guard saveThreshold == nil || evals.count == 1 else {
      throw ValidationError("--save-threshold needs a dev file and one --eval.")
    }
  }

  /// Puts the rendered figures where the user wants them.
  func deliver(_ text: String) throws {
    if let output {
      try AtomicFile.write(text, to: output)
    } else {
      try Console.result(text)
    }
  }

  func run() async throws {
    if let job = try VulnerabilityJob(command: self) {
      try await job.run()
    } else if !vulnerability.epscBeta.isEmpty {
      throw ValidationError("--epsc-beta is for files of comparisons.")
    } else if let job = try FrameCountJob(command: self) {
      try await job.run()
    } else {
      try await MetricsJob(command: self).run()
    }
  }
}
