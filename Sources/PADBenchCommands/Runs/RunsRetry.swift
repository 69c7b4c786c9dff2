import ArgumentParser
import PADVocabulary
import PluginHost
import Runs
import StructuredText

extension RunsCommand {
  /// `padbench runs retry RUN DATASET`
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Show presentations without a score to their detectors again.",
      discussion: """
        For faults that pass: a model server that was down, a file that could not be read. What \
        gave a score is not asked again, and the report says how often the rest was. Everything \
        else is as in the run: dataset, detectors, rates. Built-in detectors are found by name; \
        name the cards of others.

        Example:
          padbench runs retry reports/model-1.2 my-set --detector model.card.yaml
        """)

    @Argument(help: "A run's folder.", completion: .directory)
    var run: String

    @Argument(help: "The dataset it was about.", completion: .directory)
    var dataset: String

    @Option(
      name: .customLong("detector"), parsing: .singleValue,
      help: ArgumentHelp("The card of a detector that is not built in.", valueName: "card"),
      completion: .file(extensions: ["yaml"]))
    var detectors: [String] = []

    @Option(
      name: .customLong("matcher"), parsing: .singleValue,
      help: ArgumentHelp("The card of a matcher that is not built in.", valueName: "card"),
      completion: .file(extensions: ["yaml"]))
    var matchers: [String] = []

    @Option(
      name: .long, help: ArgumentHelp("The card of the face finder.", valueName: "card"),
      completion: .file(extensions: ["yaml"]))
    var faceFinder: String?

    @OptionGroup var roots: RootOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp(
        "Presentations worked on at once. (default: all cores)", valueName: "count"))
    var jobs: Int?

    @Flag(name: [.short, .long], help: "Show no progress and no summary.")
    var quiet = false

    @OptionGroup(title: "Runtimes") var runtimes: RuntimeOptions

    func run() async throws {
      let record = try RunRecord.read(folder: run)
      let command = try await EvaluationDefaults.filled(
        EvaluateCommand.parse(try arguments(for: record)))
      try await EvaluationJob(options: command, rates: RateRequest(record.rates)).run()
    }

    /// The command line that began the run, as far as the run keeps it.
    private func arguments(for record: RunRecord) throws -> [String] {
      var words = try named("--detector", record.detectors, cards: detectors)
      words += try named("--matcher", record.matchers, cards: matchers)
      if let matching = record.matching {
        words += ["--impostor-comparisons", String(matching.mostImpostorComparisons)]
        words += ["--seed", String(matching.seed)]
        if matching.identifies { words.append("--identification") }
      }
      let partitions = record.identity["dataset"]?["partitions"]?.items ?? []
      for partition in partitions.compactMap(\.text) { words += ["--partition", partition] }
      for root in roots.roots { words += ["--root", root] }
      if !record.dataset.protocolName.isEmpty {
        words += ["--protocol", record.dataset.protocolName]
      }
      if let faceFinder { words += ["--face-finder", faceFinder] }
      if let policy = record.identity["decode_policy"]?.text {
        words += ["--decode-policy", policy]
      }
      if record.identity["pseudonym_key"]?.text == "" { words.append("--reveal-ids") }
      if let jobs { words += ["--jobs", String(jobs)] }
      if quiet { words.append("--quiet") }
      if let runtime = runtimes.onnxruntime { words += ["--onnxruntime", runtime] }
      words += ["--sandbox", runtimes.sandbox.rawValue]
      return words + ["--retry", "--output", run, "--", dataset]
    }

    /// The options that name the run's subsystems of one role again.
    private func named(
      _ option: String, _ subsystems: [RecordedDetector], cards: [String]
    ) throws -> [String] {
      var cards = cards
      var words: [String] = []
      for subsystem in subsystems {
        if subsystem.kind == "builtin" {
          words += [option, subsystem.name]
        } else if cards.isEmpty {
          throw ValidationError(
            "the run is of '\(subsystem.name.printable)' too: name its card with \(option).")
        } else {
          words += [option, cards.removeFirst()]
        }
      }
      guard cards.isEmpty else {
        let left = cards.map { "'\($0.printable)'" }.joined(separator: ", ")
        let names =
          subsystems.isEmpty
          ? "none" : subsystems.map(\.name.printable).joined(separator: ", ")
        throw ValidationError(
          "the run has no \(option.dropFirst(2)) for \(left): it is of \(names), and only what is not built in "
            + "needs a card.")
      }
      return words
    }
  }
}
