public import Statistics

/// What `ErrorRates.evaluate` may be told beyond the scores and the criterion.
public struct EvaluationOptions: Sendable, Hashable {
  /// How presentations without a score enter the rates.
  public var nonResponsePolicy: NonResponsePolicy
  /// Confidence of all intervals, for example 0.95.
  public var confidenceLevel: Double
  /// `clopperPearson` or `wilson`; others fall back to `clopperPearson`.
  public var intervalMethod: IntervalMethod
  /// The `BPCER@APCER` and `APCER@BPCER` figures wanted.
  public var fixedRates: [FixedRate]
  /// The most points a curve keeps; 0 leaves curves out.
  public var curvePoints: Int
  /// Choose the threshold on the very data that is evaluated (`oracle:test`): optimistic.
  public var choosesThresholdOnTest: Bool
  /// Which ends the intervals of rates have.
  public var intervalSides: ConfidenceInterval.Sides
  /// The clustered bootstrap of the test partition; `nil` for none.
  public var bootstrap: BootstrapOptions?
  /// Whether `PartitionResult.further` of the test partition and the expected performance curve are
  /// wanted.
  public var wantsFurtherFigures: Bool
  /// What the scores claim to be.
  public var scoreMeaning: ScoreMeaning
  /// The attack potential of species; `nil` when none is declared.
  public var attackPotentials: AttackPotentialScale?

  /// Makes options; the defaults are those of a report, never of a gate.
  public init(
    nonResponsePolicy: NonResponsePolicy = .exclude,
    confidenceLevel: Double = 0.95,
    intervalMethod: IntervalMethod = .clopperPearson,
    fixedRates: [FixedRate] = FixedRate.standard,
    curvePoints: Int = 1000,
    choosesThresholdOnTest: Bool = false,
    intervalSides: ConfidenceInterval.Sides = .twoSided,
    bootstrap: BootstrapOptions? = nil,
    wantsFurtherFigures: Bool = false,
    scoreMeaning: ScoreMeaning = .score,
    attackPotentials: AttackPotentialScale? = nil
  ) {
    self.nonResponsePolicy = nonResponsePolicy
    self.confidenceLevel = confidenceLevel
    self.intervalMethod = intervalMethod
    self.fixedRates = fixedRates
    self.curvePoints = curvePoints
    self.choosesThresholdOnTest = choosesThresholdOnTest
    self.intervalSides = intervalSides
    self.bootstrap = bootstrap
    self.wantsFurtherFigures = wantsFurtherFigures
    self.scoreMeaning = scoreMeaning
    self.attackPotentials = attackPotentials
  }
}
