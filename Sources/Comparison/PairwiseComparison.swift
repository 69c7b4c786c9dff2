public import PADVocabulary

/// A candidate against a baseline on the same presentations.
public struct PairwiseComparison: Sendable, Hashable {
  /// The name of the candidate's set.
  public var candidate: String
  /// Presentations that both were given.
  public var pairs: Int
  /// Presentations that only one was given; they enter no figure.
  public var missing: [MissingPresentation]
  /// Whether both answered every presentation alike and have the same threshold: then there is
  /// nothing to compare ("same evidence").
  public var isSameEvidence: Bool
  /// At each version's own threshold first, then at the matched ones; a point is left out, with a
  /// warning, where either side has none.
  public var points: [OperatingPointComparison]
  /// All attacks together, then the species sorted by name; those with fewer than two
  /// presentations on a side are left out.
  public var areas: [AreaComparison]
  /// What a reader must know, in a fixed order.
  public var warnings: [Diagnostic]

  /// The comparison at the versions' own thresholds.
  public var own: OperatingPointComparison? { points.first { $0.kind == .own } }
}

/// One or more candidates against one baseline.
public struct ComparisonResults: Sendable, Hashable {
  /// The name of the baseline's set.
  public var baseline: String
  /// One per candidate, in the order given.
  public var comparisons: [PairwiseComparison]
  /// What the figures were computed with.
  public var options: ComparisonOptions
  /// How many tests Holm's correction at the own thresholds is over: classes times comparisons.
  public var familySize: Int
}
