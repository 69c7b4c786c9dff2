public import PADVocabulary
public import Statistics

/// What a matcher, alone and with each detector, did with genuine users, zero-effort impostors and
/// attacks.
public struct SystemResults: Sendable, Hashable {
  /// The matcher's name.
  public var matcher: String
  /// What the match threshold was chosen for, on licit scores.
  public var criterion: Criterion
  /// The match threshold with its origin; `nil` when no threshold meets the criterion.
  public var operatingPoint: OperatingPoint?
  /// What the figures were computed with.
  public var options: EvaluationOptions
  /// References of the test partition.
  public var references: Int
  /// FMR, FNMR and IAPAR of the matcher alone, over comparisons that were made; EPSC with dev.
  public var comparisons: VulnerabilityResults
  /// False matches of zero-effort comparisons that were made, per reference: what a decision about
  /// FMR rests on. Empty without a threshold.
  public var falseMatches = ClusteredProportion([])
  /// False non-matches of mated comparisons that were made, per reference.
  public var falseNonMatches = ClusteredProportion([])
  /// FRR, FAR and IAPAR of the matcher alone, per transaction; `nil` without a threshold.
  public var matcherAlone: SystemFigures?
  /// The matcher with each detector, in the order given.
  public var detectors: [DetectorSystem]
  /// IAPAR over FMR of the matcher alone, by species; empty where either has no score.
  public var curves: [AcceptCurve]
  /// What a reader must know, in a fixed order.
  public var warnings: [Diagnostic]

  /// Makes results.
  public init(
    matcher: String, criterion: Criterion, operatingPoint: OperatingPoint?,
    options: EvaluationOptions, references: Int, comparisons: VulnerabilityResults,
    matcherAlone: SystemFigures? = nil, detectors: [DetectorSystem] = [],
    curves: [AcceptCurve] = [], warnings: [Diagnostic] = []
  ) {
    self.matcher = matcher
    self.criterion = criterion
    self.operatingPoint = operatingPoint
    self.options = options
    self.references = references
    self.comparisons = comparisons
    self.matcherAlone = matcherAlone
    self.detectors = detectors
    self.curves = curves
    self.warnings = warnings
  }
}

/// A matcher together with one detector.
public struct DetectorSystem: Sendable, Hashable {
  /// The detector's name.
  public var name: String
  /// What it needs beyond one picture.
  public var needs: [String]
  /// The detector's threshold; `nil` when it has none.
  public var operatingPoint: OperatingPoint?
  /// PAD and matcher in series; `nil` when either has no threshold.
  public var serial: SystemFigures?
  /// One score made of both; `nil` when it could not be trained, and `fusionNote` says why.
  public var fusion: SystemFigures?
  /// The formula behind `fusion`.
  public var fusionModel: ScoreFusion?
  /// Why there is no fusion; empty when there is one.
  public var fusionNote: String
  /// PAD score and match score of some claims, for a picture.
  public var scatter: SystemScatter

  /// Makes a detector's part.
  public init(
    name: String, needs: [String], operatingPoint: OperatingPoint?, serial: SystemFigures? = nil,
    fusion: SystemFigures? = nil, fusionModel: ScoreFusion? = nil, fusionNote: String = "",
    scatter: SystemScatter = SystemScatter()
  ) {
    self.name = name
    self.needs = needs
    self.operatingPoint = operatingPoint
    self.serial = serial
    self.fusion = fusion
    self.fusionModel = fusionModel
    self.fusionNote = fusionNote
    self.scatter = scatter
  }
}
