import ArgumentParser
import ErrorRates
import PADVocabulary
import Reports
import Statistics

/// How rates are computed and shown; the same for every command that shows rates.
struct RateOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "What the threshold is set for on dev: eer, min-hter, far=RATE, bpcerK (BPCER at APCER 1/K) "
        + "or apcerK, for example bpcer20.",
      valueName: "criterion"))
  var criterion: String?

  @Option(
    name: [.customShort("T"), .customLong("threshold"), .customLong("thres")],
    parsing: .unconditional,
    help: ArgumentHelp(
      "Use this threshold instead of setting one on dev; accepted is what scores at least this.",
      valueName: "score"))
  var threshold: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Use the threshold of a card that --save-threshold or an earlier run wrote.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var thresholdCard: String?

  @Flag(
    name: .long,
    help: "Set the threshold on the test scores themselves: optimistic, and labelled oracle:test.")
  var oracle = false

  @Option(
    name: .customLong("non-response"),
    help: ArgumentHelp(
      "How presentations without a score enter the rates: exclude, operational (a refused attack "
        + "is stopped, a refused bona fide is an error) or conservative (both are errors).",
      valueName: "policy"))
  var nonResponse: NonResponsePolicy = .exclude

  @Option(
    name: .long,
    help: ArgumentHelp("Confidence of the intervals, between 0.5 and 1.", valueName: "level"))
  var confidence = 0.95

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Intervals of rates: clopper-pearson (exact) or wilson.", valueName: "method"))
  var interval: RateInterval = .clopperPearson

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Intervals of rates: two-sided, upper (what a rate is at most) or lower.",
      valueName: "sides"))
  var sides: IntervalSides = .twoSided

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Replicates of the bootstrap that draws whole subjects and series again; 0 for none. "
        + "(default: 1000 for up to 100,000 presentations)",
      valueName: "count"))
  var bootstrap: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("How replicates become intervals: percentile or bca.", valueName: "method"))
  var bootstrapMethod: BootstrapOptions.Method = .percentile

  @Option(name: .long, help: ArgumentHelp("Seed of the bootstrap.", valueName: "number"))
  var seed: UInt64 = 2019

  @Flag(
    name: .long,
    help: "Choose the dev threshold again in every replicate: intervals of the whole procedure.")
  var refitThreshold = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What scores claim to be, for calibration figures: score (nothing), probability or "
        + "log-likelihood-ratio.",
      valueName: "meaning"))
  var scoreMeaning: ScoreMeaning = .score

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Decimals of rates in percent, 0 to 6.", valueName: "count"))
  var decimals = 2

  func validate() throws {
    guard confidence > 0.5, confidence < 1 else {
      throw ValidationError("--confidence wants a number between 0.5 and 1, for example 0.95.")
    }
    guard (0...6).contains(decimals) else {
      throw ValidationError("--decimals wants a number from 0 to 6.")
    }
    if let bootstrap {
      guard (0...BootstrapOptions.mostReplicates).contains(bootstrap) else {
        throw ValidationError(
          "--bootstrap wants a number from 0 to \(BootstrapOptions.mostReplicates).")
      }
    }
    if thresholdCard != nil {
      guard criterion == nil, threshold == nil, !oracle else {
        throw ValidationError(
          "--threshold-card brings a threshold: leave --criterion, --threshold and --oracle out.")
      }
    }
    if let threshold {
      guard threshold.isFinite else {
        throw ValidationError("--threshold wants a finite number.")
      }
      guard criterion == nil else {
        throw ValidationError("--threshold is a threshold already: leave --criterion out.")
      }
      guard !oracle else {
        throw ValidationError("--threshold is a threshold already: leave --oracle out.")
      }
    }
    try Self.check(criterion: criterion)
  }

  /// Refuses a word that is no criterion.
  static func check(criterion: String?) throws {
    guard let criterion else { return }
    do {
      _ = try Criterion(criterion)
    } catch {
      throw ValidationError(
        error.diagnostics.map { "\($0.message); \($0.remedy)" }.joined(separator: "\n"))
    }
  }

  /// What the threshold is chosen by.
  ///
  /// - Throws: `FileFault` or `InvalidInput` when a threshold card cannot be read.
  func chosenCriterion() throws -> Criterion { try criterion(card: readThresholdCard()) }

  /// The same, where the threshold card was read already.
  func criterion(card: ThresholdCard?) throws(InvalidInput) -> Criterion {
    if let threshold { return .fixed(threshold) }
    if let card { return .card(card.threshold) }
    return try Criterion(criterion ?? "eer")
  }

  /// Whether the user said where the threshold comes from.
  var namesThreshold: Bool {
    criterion != nil || threshold != nil || thresholdCard != nil || oracle
  }

  /// The card the user named; `nil` when none was.
  func readThresholdCard() throws -> ThresholdCard? {
    try thresholdCard.map { try ThresholdCard.read(path: $0) }
  }

  /// The options of an evaluation.
  ///
  /// - Parameter wantsFurtherFigures: whether figures of papers and other tools are printed too.
  func evaluationOptions(wantsFurtherFigures: Bool) -> EvaluationOptions {
    // What the threshold is chosen by is no part of them.
    RateRequest(self, criterion: .eer).evaluationOptions(wantsFurtherFigures: wantsFurtherFigures)
  }
}

/// How intervals of rates are made, as the command line spells it.
enum RateInterval: String, CaseIterable, ExpressibleByArgument {
  case clopperPearson = "clopper-pearson"
  case wilson

  /// The method.
  var method: IntervalMethod {
    switch self {
    case .clopperPearson: .clopperPearson
    case .wilson: .wilson
    }
  }
}

/// Which ends intervals have, as the command line spells it.
enum IntervalSides: String, CaseIterable, ExpressibleByArgument {
  case twoSided = "two-sided"
  case upper
  case lower

  /// The sides.
  var sides: ConfidenceInterval.Sides {
    switch self {
    case .twoSided: .twoSided
    case .upper: .upper
    case .lower: .lower
    }
  }
}
