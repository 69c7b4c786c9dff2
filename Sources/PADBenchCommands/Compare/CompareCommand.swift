import ArgumentParser
import Comparison
import ErrorRates
import PADVocabulary
import Reports
import StructuredText

/// `padbench compare BASELINE CANDIDATE...`
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare versions of a detector on the same presentations.",
    discussion: """
      The first argument is the baseline; every other one is compared with it, presentation by \
      presentation: difference of APCER per species and of BPCER with its interval, McNemar's and \
      DeLong's tests after Holm's correction, and the presentations that flipped, newly accepted \
      attacks first. Each version stands at its own threshold, then both at matched ones.

      \(SubsystemArgument.help) Without a threshold only matched thresholds are compared. Runs with \
      several detectors are compared detector by detector, by their names.

      With --matrix the arguments are versions on several datasets, protocols or folds, and the result \
      is a table of them: what a version does on data it never learnt from.

      A comparison is no verdict: the exit code is 0 whatever it says (see padbench gate).

      Examples:
        padbench compare reports/v1 reports/v2
        padbench compare reports/v2@quality reports/v2@frequency --format markdown
        padbench compare v1.csv@0.5 v2.csv@v2.threshold.yaml --matched bpcer20
        padbench compare --matrix reports/on-oulu reports/on-casia --learnt-from oulu \
      --learnt-from oulu
      """)

  @Argument(
    help: ArgumentHelp(
      "The baseline, then what is compared with it.", valueName: "run-or-scores"),
    completion: .file())
  var subsystems: [String]

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Also compare where both meet this criterion on the compared presentations: eer, bpcer20, "
        + "apcer20, far=RATE; repeat for several, or none. (default: apcer20 and bpcer20)",
      valueName: "criterion"))
  var matched: [String] = []

  @Option(
    name: .customLong("non-response"),
    help: ArgumentHelp(
      "How presentations without a score count: operational (a refused attack is stopped, a refused "
        + "bona fide is an error) or conservative (both are errors).",
      valueName: "policy"))
  var nonResponse: PairedNonResponse = .operational

  @Option(
    name: .long,
    help: ArgumentHelp("Confidence of the intervals, between 0.5 and 1.", valueName: "level"))
  var confidence = 0.95

  @OptionGroup(title: "Bootstrap") var bootstrap: BootstrapCountOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many flipped presentations text and markdown list; csv and json list all.",
      valueName: "count"))
  var flips = 20

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Decimals of rates in percent, 0 to 6.", valueName: "count"))
  var decimals = 2

  @Option(
    name: .long,
    help: ArgumentHelp("text, markdown, csv (full precision) or json.", valueName: "format"))
  var format: MetricsFormat = .text

  @Option(
    name: [.customLong("legends"), .customLong("legend"), .customShort("l")], parsing: .singleValue,
    help: ArgumentHelp(
      "A name to show instead of an argument; repeat in order.", valueName: "name"))
  var legends: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write there instead of to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup(title: "Matrix") var matrixOptions: MatrixOptions

  @OptionGroup(title: "Score files") var input: ScoreInputOptions

  func validate() throws {
    guard subsystems.count > 1 || matrixOptions.matrix else {
      throw ValidationError(
        "name a baseline and at least one run or score file to compare with it.")
    }
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence wants a number between 0.5 and 1, for example 0.95.")
    }
    guard flips >= 0 else { throw ValidationError("--flips wants a number from 0 up.") }
    guard (0...6).contains(decimals) else {
      throw ValidationError("--decimals wants a number from 0 to 6.")
    }
    guard legends.count <= subsystems.count else {
      throw ValidationError("there are more --legend than runs and score files.")
    }
    guard matrixOptions.learntFrom.count <= subsystems.count,
      matrixOptions.datasets.count <= subsystems.count
    else {
      throw ValidationError("there are more --learnt-from or --dataset than runs and score files.")
    }
    try bootstrap.refuse(fewerThan: ComparisonOptions.fewestReplicates)
    _ = try matchedCriteria()
    try input.refuseUnused(by: subsystems)
  }

  /// The criteria that both sides are matched at.
  func matchedCriteria() throws -> [Criterion] {
    if matched.isEmpty { return ComparisonOptions().matched }
    if matched == ["none"] { return [] }
    guard !matched.contains("none") else {
      throw ValidationError(
        "--matched none means no criterion at all: leave it out, or the others.")
    }
    return try matched.map { text in
      let criterion: Criterion
      do throws(InvalidInput) {
        criterion = try Criterion(text)
      } catch {
        throw ValidationError("--matched: \(error.diagnostics.map(\.message).joined())")
      }
      guard !criterion.isGiven else {
        throw ValidationError(
          "--matched \(text) is a threshold, and two versions have no common scale; write eer, "
            + "bpcer20, apcer20 or far=RATE.")
      }
      return criterion
    }
  }

  func run() async throws {
    try await CompareJob(command: self).run()
  }
}

/// How a comparison counts presentations without a score; to exclude them would drop the pairs in
/// which one side refused.
enum PairedNonResponse: String, CaseIterable, ExpressibleByArgument {
  case operational
  case conservative

  /// The policy of that name.
  var policy: NonResponsePolicy {
    switch self {
    case .operational: .operational
    case .conservative: .conservative
    }
  }
}

/// Replicates and seed of a bootstrap.
struct BootstrapCountOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Replicates of the bootstrap that draws whole subjects and series again: 200 or more, for a "
        + "gate 1000 or more.",
      valueName: "count"))
  var bootstrap = 2000

  @Option(name: .long, help: ArgumentHelp("Seed of the bootstrap.", valueName: "number"))
  var seed: UInt64 = 2019

  /// Refuses so few replicates that a verdict would hang on the seed.
  func refuse(fewerThan fewest: Int) throws {
    guard (fewest...BootstrapOptions.mostReplicates).contains(bootstrap) else {
      throw ValidationError(
        "--bootstrap wants a number from \(fewest) to \(BootstrapOptions.mostReplicates).")
    }
  }
}
