import ArgumentParser
import Imaging
import Subsystems

/// What something is trained on, and where the model goes.
struct TrainingOptions: ParsableArguments {
  @Option(
    name: .long, help: "A dataset folder with presentations to learn from.",
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
      "The name results are shown under. (default: what is trained, followed by -trained)",
      valueName: "name"))
  var shownName: String?

  @Option(name: .long, help: "Decides what is left to chance.")
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
      throw ValidationError("a model file ends in .json: that is how other commands know it.")
    }
    if let shownName, !SubsystemCard.isName(shownName) {
      throw ValidationError("--as wants letters, digits, '.', '_' and '-', at most 64.")
    }
  }
}
