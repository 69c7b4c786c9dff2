import ArgumentParser
import ErrorRates
import PADVocabulary

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
    help: ArgumentHelp(
      "Use this threshold instead of setting one on dev; accepted is what scores at least this.",
      valueName: "score"))
  var threshold: Double?

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
    if let criterion {
      do {
        _ = try Criterion(criterion)
      } catch {
        throw ValidationError(
          error.diagnostics.map { "\($0.message); \($0.remedy)" }.joined(separator: "\n"))
      }
    }
  }

  /// What the threshold is chosen by.
  func chosenCriterion() throws(InvalidInput) -> Criterion {
    if let threshold { return .fixed(threshold) }
    return try Criterion(criterion ?? "eer")
  }

  /// The options of an evaluation.
  var evaluationOptions: EvaluationOptions {
    EvaluationOptions(
      nonResponsePolicy: nonResponse, confidenceLevel: confidence,
      choosesThresholdOnTest: oracle)
  }
}
