import ArgumentParser
import Imaging
import Subsystems

extension DetectorCommand {
  /// `padbench detector train NAME --dataset D -o MODEL.json`
  struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "train",
      abstract: "Train a detector on a dataset's train partition.",
      discussion: """
        Learns from the partition train alone; regularisation and calibration are chosen on dev, \
        and test is never looked at. The same dataset and seed give the same bytes, on any number \
        of jobs. The model file says what it was trained on, and 'padbench evaluate --detector \
        MODEL.json' evaluates it.

        'texture' learns colour texture, 'quality' learns image distortions, and 'fusion' weighs \
        what they and the other built-in detectors say; parts that have nothing to judge in the \
        dataset (no frames, no depth) are left out.

        Example:
          padbench detector train texture --dataset my-set -o texture.json
          padbench evaluate my-set --detector texture.json
        """)

    @Argument(help: "What to train: texture, quality or fusion.")
    var name: String

    @Option(
      name: .long, help: "A dataset folder with presentations in train and in dev.",
      completion: .directory)
    var dataset: String

    @Option(
      name: .customLong("protocol"),
      help: ArgumentHelp(
        "Take partitions from protocols/NAME.csv instead of the manifest.", valueName: "name"))
    var protocolName: String?

    @OptionGroup var roots: RootOptions

    @Option(
      name: [.short, .long], help: ArgumentHelp("The model file.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var output: String

    @Flag(name: .long, help: "Replace a file that is there already.")
    var force = false

    @Option(
      name: .customLong("as"),
      help: ArgumentHelp(
        "The name results are shown under. (default: the detector's, followed by -trained)",
        valueName: "name"))
    var shownName: String?

    @Option(name: .long, help: "Decides what is left to chance: which persons are held out.")
    var seed: UInt64 = 1

    @Option(
      name: .long,
      help: ArgumentHelp(
        "The card of a face finder, for presentations without a face box in the dataset.",
        valueName: "card"),
      completion: .file(extensions: ["yaml"]))
    var faceFinder: String?

    @Option(
      name: .long,
      help: ArgumentHelp(
        "strict leaves damaged pictures out, lenient learns from what could be decoded.",
        valueName: "policy"))
    var decodePolicy: DecodePolicy = .strict

    @OptionGroup var jobs: JobsOptions

    @Flag(name: [.short, .long], help: "Show no progress.")
    var quiet = false

    @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

    func validate() throws {
      guard output.hasSuffix(".json") else {
        throw ValidationError("a model file ends in .json: that is how --detector knows it.")
      }
      if let shownName, !SubsystemCard.isName(shownName) {
        throw ValidationError("--as wants letters, digits, '.', '_' and '-', at most 64.")
      }
    }

    func run() async throws {
      try await TrainingJob(self).run()
    }
  }
}
