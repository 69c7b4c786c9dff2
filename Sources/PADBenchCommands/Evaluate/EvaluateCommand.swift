import ArgumentParser
import Imaging
import PADVocabulary

/// `padbench evaluate DATASET`
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Run detectors on a dataset and report their error rates.",
    discussion: """
      Every presentation goes through every detector once. The threshold is set on the dev \
      partition by the criterion and applied to test. The report, scores and curves are written \
      into one folder; a summary goes to standard output. A run that was interrupted, even by a \
      power cut, goes on where it was when the same command is given again; other rates, such as \
      --criterion bpcer20, are then computed without scoring anything twice.

      Examples:
        padbench evaluate datasets/sample --detector frequency --detector quality
        padbench evaluate my-set --detector model.card.yaml --face-finder yunet.card.yaml \
      -c bpcer20 -o reports/model-1.2
        padbench evaluate test-only-set --detector quality --threshold 0.4
        padbench evaluate my-set --detector texture.json --matcher lbph
        padbench evaluate datasets/incident-2019 --deployment all
      """)

  @OptionGroup var source: DatasetOptions

  @Option(
    name: .customLong("detector"), parsing: .singleValue,
    help: ArgumentHelp(
      "A built-in detector's name or the path of a card or trained model; repeat to evaluate several.",
      valueName: "card-or-name"),
    completion: .file(extensions: ["yaml", "json"]))
  var detectors: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The card of a face finder, for presentations without a face box in the dataset.",
      valueName: "card"),
    completion: .file(extensions: ["yaml"]))
  var faceFinder: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The run's folder. (default: reports/ and the dataset folder's name)", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Replace a run that the output folder holds already.")
  var force = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      "Go on with the run in the output folder, or say that there is none. Naming the folder of an "
        + "unfinished run goes on with it anyway."))
  var resume = false

  @Flag(
    name: .long,
    help: "Show presentations without a score to their detectors again; the report counts it.")
  var retry = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Take over scores of an earlier run's folder, where detector, conditions and files are the "
        + "same to the byte; repeat for several.",
      valueName: "run"),
    completion: .directory)
  var reuse: [String] = []

  @Flag(
    name: .long,
    help: "Also score what a trained detector has learned from; the report says so.")
  var onTrainingData = false

  @Flag(
    name: .long,
    help: "Write beside each score what the detector went by, where it can say (scores/*.csv).")
  var explain = false

  @Option(
    name: .customLong("partition"), parsing: .singleValue,
    help: ArgumentHelp(
      "A partition to score, train, dev or test; repeat for several. (default: dev and test)",
      valueName: "name"))
  var partitions: [Partition] = []

  @OptionGroup var jobs: JobsOptions

  @OptionGroup(title: "Rates") var rates: RateOptions

  @OptionGroup(title: "The whole system") var matching: MatchingOptions

  @Option(
    name: .customLong("deployment"), parsing: .singleValue,
    help: ArgumentHelp(
      "Say what the figures mean where a system stands: a shipped deployment's name "
        + "(border-checkpoint, phone-unlock-flat …), a file, or all; repeat for several. Without "
        + "--detector every detector that is there is evaluated, without --matcher lbph.",
      valueName: "name-or-file"))
  var deployments: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "strict counts damaged pictures as non-responses, lenient scores what could be decoded.",
      valueName: "policy"))
  var decodePolicy: DecodePolicy = .strict

  @Flag(
    name: .long,
    help: "Write subject and target ids as they are instead of pseudonyms.")
  var revealIds = false

  @Flag(name: .customLong("no-pictures"), help: "Leave out the pictures that gnuplot draws.")
  var omitsPictures = false

  @Flag(
    name: .long,
    help: "Show small pictures of the worst errors in report.html: faces, so mind who gets it.")
  var thumbnails = false

  @Flag(name: [.short, .long], help: "Show no progress and no summary.")
  var quiet = false

  @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

  func validate() throws {
    guard !detectors.isEmpty || !deployments.isEmpty else {
      throw ValidationError(
        "name at least one detector: --detector frequency (padbench detector list shows them).")
    }
    guard !(force && (resume || retry)) else {
      throw ValidationError("--force begins anew: leave --resume and --retry out.")
    }
  }

  func run() async throws {
    try await EvaluationJob(options: try await EvaluationDefaults.filled(self)).run()
  }
}
