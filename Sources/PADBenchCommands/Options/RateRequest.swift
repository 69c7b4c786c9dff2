import ErrorRates
import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How rates were asked for, as a value that a run keeps, so that its report can be made again.
struct RateRequest: Codable, Hashable {
  /// What the threshold is chosen by, as `Criterion` spells it.
  var criterion: String
  /// Whether the user said where the threshold comes from; where nobody did, a detector's own card
  /// does for a dataset without dev.
  var namesThreshold: Bool
  /// Whether the threshold is chosen on the test scores themselves.
  var oracle: Bool
  /// How presentations without a score enter the rates.
  var nonResponse: String
  /// Confidence of the intervals.
  var confidence: Double
  /// How intervals of rates are made.
  var interval: String
  /// Which ends they have.
  var sides: String
  /// Replicates of the bootstrap; `nil` for the standard number up to the standard size.
  var bootstrap: Int?
  /// How replicates become intervals.
  var bootstrapMethod: String
  /// Seed of the bootstrap; a text, because JSON has no 64-bit numbers for everybody.
  var seed: String
  /// Whether every replicate chooses the threshold again.
  var refitThreshold: Bool
  /// What scores claim to be.
  var scoreMeaning: String
  /// Decimals of rates in percent.
  var decimals: Int
  /// What match thresholds are chosen by; `nil` in a run without a matcher.
  var matchCriterion: String?
  /// The deployments that were asked for, as their files spell them; `nil` for none.
  var deployments: [String]?

  /// Takes options as they were parsed.
  ///
  /// - Throws: `FileFault` or `InvalidInput` for a deployment that cannot be read.
  init(
    _ options: RateOptions, criterion: Criterion, matching: MatchingOptions,
    deployments names: [String]
  ) throws {
    self.init(options, criterion: criterion)
    if !matching.matchers.isEmpty {
      matchCriterion = try matching.chosenCriterion().description
    }
    if !names.isEmpty { deployments = try DeploymentChoice.texts(names) }
  }

  /// Takes options as they were parsed.
  init(_ options: RateOptions, criterion: Criterion) {
    self.criterion = criterion.description
    namesThreshold = options.namesThreshold
    oracle = options.oracle
    nonResponse = options.nonResponse.rawValue
    confidence = options.confidence
    interval = options.interval.rawValue
    sides = options.sides.rawValue
    bootstrap = options.bootstrap
    bootstrapMethod = options.bootstrapMethod.rawValue
    seed = String(options.seed)
    refitThreshold = options.refitThreshold
    scoreMeaning = options.scoreMeaning.rawValue
    decimals = options.decimals
  }

  /// Reads what a run keeps.
  ///
  /// - Throws: `InvalidInput` for what no padbench has written.
  init(_ kept: JSONValue) throws {
    do {
      let request = try JSONDecoder().decode(RateRequest.self, from: Data(try kept.bytes()))
      guard request.isValid else { throw Self.unreadable }
      self = request
    } catch is DecodingError {
      throw Self.unreadable
    }
  }

  /// The value that a run keeps.
  func kept() throws -> JSONValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try StrictJSON.parse(Array(try encoder.encode(self)))
  }

  /// What the threshold is chosen by.
  func chosenCriterion() throws(InvalidInput) -> Criterion {
    if criterion.hasPrefix("card="), let threshold = Double(criterion.dropFirst(5)) {
      return .card(threshold)
    }
    return try Criterion(criterion)
  }

  /// What match thresholds are chosen by.
  func chosenMatchCriterion() throws(InvalidInput) -> Criterion {
    guard let matchCriterion else { return SystemEvaluation.defaultCriterion }
    return try Criterion(matchCriterion)
  }

  /// How clusters are drawn again; `nil` for not at all.
  var bootstrapOptions: BootstrapOptions? {
    if bootstrap == 0 { return nil }
    let standard = BootstrapOptions()
    return BootstrapOptions(
      replicates: bootstrap ?? standard.replicates, seed: UInt64(seed) ?? standard.seed,
      method: BootstrapOptions.Method(rawValue: bootstrapMethod) ?? .percentile,
      rowLimit: bootstrap == nil ? standard.rowLimit : nil, refitsThreshold: refitThreshold)
  }

  /// The options of an evaluation.
  ///
  /// - Parameters:
  ///   - wantsFurtherFigures: whether figures of papers and other tools are printed too.
  ///   - attackPotentials: what the dataset declares of its species.
  func evaluationOptions(
    wantsFurtherFigures: Bool, attackPotentials: AttackPotentialScale? = nil
  ) -> EvaluationOptions {
    EvaluationOptions(
      nonResponsePolicy: NonResponsePolicy(rawValue: nonResponse) ?? .exclude,
      confidenceLevel: confidence,
      intervalMethod: (RateInterval(rawValue: interval) ?? .clopperPearson).method,
      choosesThresholdOnTest: oracle,
      intervalSides: (IntervalSides(rawValue: sides) ?? .twoSided).sides,
      bootstrap: bootstrapOptions, wantsFurtherFigures: wantsFurtherFigures,
      scoreMeaning: ScoreMeaning(rawValue: scoreMeaning) ?? .score,
      attackPotentials: attackPotentials)
  }

  /// The options that decide what is printed, for a run's identity.
  var identityEntries: [(name: String, value: String)] {
    let resampling = bootstrapOptions.map { plan in
      "\(plan.replicates) replicates, \(plan.method), seed \(plan.seed)"
        + (plan.refitsThreshold ? ", threshold chosen again" : "")
    }
    let ofMatching = matchCriterion.map { [(name: "match_criterion", value: $0)] } ?? []
    return ofMatching + [
      (name: "criterion", value: oracle ? "oracle:test:\(criterion)" : criterion),
      (name: "non_response", value: nonResponse),
      (name: "confidence", value: String(confidence)),
      (name: "interval", value: "\(interval), \(sides)"),
      (name: "bootstrap", value: resampling ?? "none"),
      (name: "score_meaning", value: scoreMeaning),
    ]
  }

  private var isValid: Bool {
    confidence > 0.5 && confidence < 1 && (0...6).contains(decimals)
      && (0...BootstrapOptions.mostReplicates).contains(bootstrap ?? 0)
      && UInt64(seed) != nil && NonResponsePolicy(rawValue: nonResponse) != nil
      && RateInterval(rawValue: interval) != nil && IntervalSides(rawValue: sides) != nil
      && ScoreMeaning(rawValue: scoreMeaning) != nil
      && BootstrapOptions.Method(rawValue: bootstrapMethod) != nil
      && (try? chosenCriterion()) != nil && (try? chosenMatchCriterion()) != nil
  }

  private static var unreadable: InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, "the run does not say, in a way that can be read, how its rates were asked for",
        remedy: "evaluate again with --force"))
  }
}
