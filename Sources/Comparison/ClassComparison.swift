public import ErrorRates
public import PADVocabulary

/// Two subsystems on the presentations of one species, or on the bona fide ones, each at its own
/// threshold.
public struct ClassComparison: Sendable, Hashable {
  /// The species; `nil` for the bona fide presentations.
  public var species: PAISpecies?
  /// Who errs on how many of the same presentations.
  public var counts: PairedCounts
  /// APCER or BPCER of the baseline on the pairs.
  public var baseline: Rate
  /// APCER or BPCER of the candidate on the pairs.
  public var candidate: Rate
  /// Non-responses of the baseline among the pairs.
  public var baselineNonResponses: Int
  /// Non-responses of the candidate among the pairs.
  public var candidateNonResponses: Int
  /// Candidate's rate minus baseline's: positive is worse.
  public var difference: Double
  /// The interval of the difference; it names its method.
  public var interval: DifferenceInterval?
  /// McNemar's exact two-sided p-value; it takes presentations as independent.
  public var exactP: Double
  /// McNemar's mid-p-value.
  public var midP: Double
  /// The exact p-value after Holm's correction over the family of all classes and comparisons at
  /// this kind of operating point.
  public var adjustedP: Double

  /// Whether the candidate errs more often than the baseline.
  public var isWorse: Bool { difference > 0 }

  /// Whether clusters have several rows, so that McNemar's p-values are too small.
  public var isClustered: Bool { counts.isClustered }
}
