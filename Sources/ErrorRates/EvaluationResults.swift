public import PADVocabulary

/// Everything the evaluation of one subsystem on one dataset says; reports are rendered from it.
public struct EvaluationResults: Sendable, Hashable {
  /// What the threshold was chosen for; `nil` when none was asked for.
  public var criterion: Criterion?
  /// The threshold with its origin; `nil` when the data gave none, and then only curves and
  /// threshold-free figures are defined.
  public var operatingPoint: OperatingPoint?
  /// What the figures were computed with.
  public var options: EvaluationOptions
  /// The presentations that are evaluated.
  public var test: PartitionResult
  /// The same figures, at the same threshold, where the threshold was chosen.
  public var dev: PartitionResult?
  /// The gap between scores in which the threshold lies; `nil` for a given threshold.
  public var gap: ThresholdGap?
  /// Species of the test set that the threshold was chosen without, sorted by name.
  public var speciesAbsentFromDev: [PAISpecies]
  /// What a reader must know, in a fixed order.
  public var warnings: [Diagnostic]
  /// What the clustered bootstrap of the test partition was; `nil` when not wanted.
  public var bootstrap: BootstrapSummary?
  /// The expected performance curve for weights 0 to 1 in 101 steps: the half total error rate on
  /// test where the weighted error on dev is least. Empty when not wanted or when a class of either
  /// partition has no response.
  public var expectedPerformance: [ExpectedPerformancePoint]

  /// Makes results.
  public init(
    criterion: Criterion?, operatingPoint: OperatingPoint?, options: EvaluationOptions,
    test: PartitionResult, dev: PartitionResult? = nil, gap: ThresholdGap? = nil,
    speciesAbsentFromDev: [PAISpecies] = [], warnings: [Diagnostic] = [],
    bootstrap: BootstrapSummary? = nil, expectedPerformance: [ExpectedPerformancePoint] = []
  ) {
    self.criterion = criterion
    self.operatingPoint = operatingPoint
    self.options = options
    self.test = test
    self.dev = dev
    self.gap = gap
    self.speciesAbsentFromDev = speciesAbsentFromDev
    self.warnings = warnings
    self.bootstrap = bootstrap
    self.expectedPerformance = expectedPerformance
  }
}

/// The empty range of scores around a chosen threshold: every threshold in it makes the same
/// decisions on the data it was chosen on, and perhaps others on new data.
public struct ThresholdGap: Sendable, Hashable {
  /// The highest rejected score; `-infinity` when none was rejected.
  public var highestRejected: Double
  /// The lowest accepted score; `+infinity` when none was accepted.
  public var lowestAccepted: Double
  /// Test scores strictly inside: their decisions hang on where in the gap the threshold is put.
  public var testScoresInside: Int

  /// Makes a gap.
  public init(highestRejected: Double, lowestAccepted: Double, testScoresInside: Int) {
    self.highestRejected = highestRejected
    self.lowestAccepted = lowestAccepted
    self.testScoresInside = testScoresInside
  }

  /// Its width, in score units.
  public var width: Double { lowestAccepted - highestRejected }

  /// The middle of the gap, as Bob states thresholds; for display and comparison only. It is
  /// rounded, and may not lie strictly inside.
  public var midpoint: Double { highestRejected / 2 + lowestAccepted / 2 }
}
