import ArgumentParser
import ErrorRates
import PADVocabulary

/// How a report's rates may be asked for otherwise than the run did; what is left out stays.
struct ReportRates: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "What the threshold is set for on dev: eer, min-hter, far=RATE, bpcerK, apcerK.",
      valueName: "criterion"))
  var criterion: String?

  @Option(
    name: [.customShort("T"), .customLong("threshold"), .customLong("thres")],
    parsing: .unconditional,
    help: ArgumentHelp("Use this threshold.", valueName: "score"))
  var threshold: Double?

  @Option(
    name: .customLong("non-response"),
    help: ArgumentHelp(
      "How presentations without a score enter: exclude, operational or conservative.",
      valueName: "policy"))
  var nonResponse: NonResponsePolicy?

  @Option(
    name: .long, help: ArgumentHelp("Confidence of the intervals.", valueName: "level"))
  var confidence: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Replicates of the bootstrap over clusters; 0 for none.", valueName: "count")
  )
  var bootstrap: Int?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Decimals of rates in percent, 0 to 6.", valueName: "count"))
  var decimals: Int?

  func validate() throws {
    guard criterion == nil || threshold == nil else {
      throw ValidationError("--threshold is a threshold already: leave --criterion out.")
    }
    if let threshold, !threshold.isFinite {
      throw ValidationError("--threshold wants a finite number.")
    }
    if let confidence, !(confidence > 0.5 && confidence < 1) {
      throw ValidationError("--confidence wants a number between 0.5 and 1, for example 0.95.")
    }
    if let decimals, !(0...6).contains(decimals) {
      throw ValidationError("--decimals wants a number from 0 to 6.")
    }
    if let bootstrap, !(0...BootstrapOptions.mostReplicates).contains(bootstrap) {
      throw ValidationError(
        "--bootstrap wants a number from 0 to \(BootstrapOptions.mostReplicates).")
    }
    try RateOptions.check(criterion: criterion)
  }

  /// Whether anything is asked for otherwise.
  var isEmpty: Bool {
    criterion == nil && threshold == nil && nonResponse == nil && confidence == nil
      && bootstrap == nil && decimals == nil
  }

  /// The run's own way of asking, changed as the user says.
  func applied(to kept: RateRequest) -> RateRequest {
    var rates = kept
    if let criterion {
      rates.criterion = criterion
      rates.namesThreshold = true
    }
    if let threshold {
      rates.criterion = Criterion.fixed(threshold).description
      rates.namesThreshold = true
      rates.oracle = false
    }
    if let nonResponse { rates.nonResponse = nonResponse.rawValue }
    if let confidence { rates.confidence = confidence }
    if let bootstrap { rates.bootstrap = bootstrap }
    if let decimals { rates.decimals = decimals }
    return rates
  }
}
