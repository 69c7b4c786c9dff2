import ArgumentParser
import Datasets
import PADVocabulary
import ScoreFiles

/// `padbench plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say how many presentations a claim needs, or what a set can show.",
    discussion: """
      Four questions, by the options:
        how many trials show a rate to be at most a limit       (nothing, or --limit)
        … when the system's true rate is about so much          (--limit with --rate)
        how many presentations find a difference of versions    (--difference)
        what the presentations at hand can show                 (--dataset or --scores)

      Examples:
        padbench plan
        padbench plan --limit 0.05 --errors 3
        padbench plan --limit 0.05 --rate 0.01 --power 0.9
        padbench plan --difference 0.05 --discordant 0.15 --pairs 300
        padbench plan --dataset datasets/sample --limit 0.05
        padbench plan --scores scores-eval.csv --format markdown
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The rate that must not be exceeded, above 0 and below 1.", valueName: "rate"))
  var limit: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Confidence, one-sided for limits, between 0.5 and 1.", valueName: "level"))
  var confidence = 0.95

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show the trials for 0 up to this many errors. (default: 5)", valueName: "count"))
  var errors: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The true rate that is expected, below the limit.", valueName: "rate"))
  var rate: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The probability with which the trials shall succeed; for --rate and --difference. "
        + "(default: 0.8)",
      valueName: "probability"))
  var power: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The difference of two versions' error rates that shall be found.", valueName: "rate"))
  var difference: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The share of presentations on which exactly one version errs. (default: several)",
      valueName: "share"))
  var discordant: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also the power with this many presentations, up to 20,000; for --difference.",
      valueName: "count"))
  var pairs: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("A dataset to judge.", valueName: "folder"), completion: .directory)
  var dataset: String?

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "Take partitions from protocols/NAME.csv instead of the manifest.", valueName: "name"))
  var protocolName: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The dataset's partition to judge, train, dev or test. (default: test, or all presentations "
        + "where there is no test)",
      valueName: "name"))
  var partition: Partition?

  @Option(
    name: .long, help: ArgumentHelp("A score file to judge.", valueName: "file"),
    completion: .file())
  var scores: String?

  @OptionGroup(title: "Score files") var input: ScoreInputOptions

  @Option(name: .long, help: ArgumentHelp("text, markdown or csv.", valueName: "format"))
  var format: PlanFormat = .text

  func validate() throws {
    try check("--limit", limit, "0.05")
    try check("--power", power, "0.8")
    try check("--difference", difference, "0.05")
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence wants a number between 0.5 and 1, for example 0.95.")
    }
    let questions = [difference != nil, dataset != nil, scores != nil].count { $0 }
    guard questions <= 1 else {
      throw ValidationError("--difference, --dataset and --scores are different questions.")
    }
    if let errors {
      guard questions == 0, rate == nil else {
        throw ValidationError("--errors is for a table of trials: leave the other questions out.")
      }
      guard (0...1_000).contains(errors) else {
        throw ValidationError("--errors wants a number from 0 to 1000.")
      }
    }
    try validateRate(questions)
    try validateComparison()
    if dataset == nil, protocolName != nil || partition != nil {
      throw ValidationError("--protocol and --partition go with --dataset.")
    }
  }

  private func check(_ name: String, _ value: Double?, _ example: String) throws {
    if let value, !(value > 0 && value < 1) {
      throw ValidationError("\(name) wants a number above 0 and below 1, for example \(example).")
    }
  }

  private func validateRate(_ questions: Int) throws {
    if let rate {
      guard questions == 0, let limit else {
        throw ValidationError("--rate goes with --limit alone.")
      }
      guard rate >= 0, rate < limit else {
        throw ValidationError(
          "--rate wants a rate below the limit: at or above it no number of trials shows it.")
      }
    } else if power != nil, difference == nil {
      throw ValidationError("--power goes with --rate or --difference.")
    }
  }

  private func validateComparison() throws {
    guard let difference else {
      guard discordant == nil, pairs == nil else {
        throw ValidationError("--discordant and --pairs go with --difference.")
      }
      return
    }
    guard limit == nil else {
      throw ValidationError("--limit and --difference are different questions.")
    }
    if let discordant, !(discordant >= difference && discordant <= 1) {
      throw ValidationError("--discordant wants a share from the difference up to 1.")
    }
    if let pairs, !(1...ComparisonPlan.mostPairs).contains(pairs) {
      throw ValidationError("--pairs wants a number from 1 to 20000.")
    }
  }

  func run() async throws {
    try Console.result(try table().rendered(as: format))
  }

  private func table() throws -> PlanTable {
    if let difference {
      return ComparisonPlan(
        difference: difference, discordant: discordant, pairs: pairs, level: confidence,
        power: power ?? 0.8
      ).table
    }
    if let dataset { return try support(ofDataset: dataset) }
    if let scores {
      let file = try ScoreFile.read(path: scores, options: input.readingOptions())
      for diagnostic in file.diagnostics { Console.note(diagnostic.description) }
      return SupportPlan(file.table).table(of: scores, level: confidence, limit: limit)
    }
    return limits()
  }

  private func limits() -> PlanTable {
    var table = LimitPlan(
      limits: limit.map { [$0] } ?? LimitPlan.usualLimits, level: confidence,
      mostErrors: errors ?? 5
    ).table
    guard let limit, let rate else { return table }
    let plan = PassingPlan.least(
      limit: limit, level: confidence, expected: rate, power: power ?? 0.8)
    table.notes.insert(
      plan?.sentence(limit: limit, rate: rate)
        ?? "The expected rate is so near the limit that no feasible number of trials shows it.",
      at: 0)
    return table
  }

  private func support(ofDataset folder: String) throws -> PlanTable {
    let loaded = try Dataset.load(folder: folder, protocol: protocolName)
    for warning in loaded.warnings { Console.note(warning.description) }
    let presentations = loaded.presentations
    let hasTest = presentations.indices.contains { presentations.partition(at: $0) == .test }
    let chosen = partition ?? (hasTest ? .test : nil)
    var name = loaded.description.name
    if let chosen { name += " (\(chosen.rawValue))" }
    return SupportPlan(presentations, partition: chosen)
      .table(of: name, level: confidence, limit: limit)
  }
}
