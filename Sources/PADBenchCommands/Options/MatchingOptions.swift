import ArgumentParser
import ErrorRates
import PADVocabulary
import Runs

/// Which face matchers decide who somebody is, and how their threshold is chosen.
struct MatchingOptions: ParsableArguments {
  @Option(
    name: .customLong("matcher"), parsing: .singleValue,
    help: ArgumentHelp(
      "Also compare faces: a built-in matcher's name or the path of a card or trained model; "
        + "repeat to compare with several. The report then says who gets in as whom.",
      valueName: "card-or-name"),
    completion: .file(extensions: ["yaml", "json"]))
  var matchers: [String] = []

  @Option(
    name: .customLong("match-criterion"),
    help: ArgumentHelp(
      "What the match threshold is set for on licit comparisons of dev: far=RATE (a false match "
        + "rate of at most RATE), eer or min-hter. (default: far=0.01)",
      valueName: "criterion"))
  var criterion: String?

  @Option(
    name: .customLong("match-threshold"), parsing: .unconditional,
    help: ArgumentHelp(
      "Use this match threshold instead of setting one; what scores at least this matches.",
      valueName: "score"))
  var threshold: Double?

  @Flag(
    name: .long,
    help: "Also compare every attack with everybody who is enrolled, as in a search (1:N).")
  var identification = false

  @Option(
    name: .customLong("impostor-comparisons"),
    help: ArgumentHelp(
      "The most comparisons of different people, per partition; beyond it a share is drawn.",
      valueName: "count"))
  var impostorComparisons = MatchingTerms.standardImpostorComparisons

  func validate() throws {
    guard (1...50_000_000).contains(impostorComparisons) else {
      throw ValidationError("--impostor-comparisons wants a number from 1 to 50,000,000.")
    }
    if let threshold {
      guard threshold.isFinite else {
        throw ValidationError("--match-threshold wants a finite number.")
      }
      guard criterion == nil else {
        throw ValidationError(
          "--match-threshold is a threshold already: leave --match-criterion out.")
      }
    }
    try RateOptions.check(criterion: criterion)
    switch try chosenCriterion() {
    case .eer, .minHTER, .far, .fixed, .card: break
    case .bpcer, .apcer:
      throw ValidationError(
        "--match-criterion is of comparisons: write far=RATE (a false match rate of at most RATE, "
          + "for example far=0.001), eer or min-hter.")
    }
  }

  /// What the match threshold is chosen by.
  func chosenCriterion() throws(InvalidInput) -> Criterion {
    if let threshold { return .fixed(threshold) }
    guard let criterion else { return SystemEvaluation.defaultCriterion }
    return try Criterion(criterion)
  }

  /// What decides which comparisons are made.
  func terms(seed: UInt64) -> MatchingTerms {
    MatchingTerms(
      identifies: identification, mostImpostorComparisons: impostorComparisons, seed: seed)
  }
}
