public import PADVocabulary
public import Statistics

/// The areas under the ROC curves of two subsystems on the same presentations, with their
/// covariance (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988). Presentations count as
/// independent; a rejected non-response ranks below all scores.
public struct AreaComparison: Sendable, Hashable {
  /// The species set against the bona fide presentations; `nil` for all attacks together.
  public var species: PAISpecies?
  /// The areas: `first` is the candidate's, `second` the baseline's.
  public var areas: PairedAUC
  /// The two-sided p-value after Holm's correction over all species and comparisons; `nil` where
  /// the variance is 0, and always for all attacks together, which are no member of the family.
  public var adjustedP: Double?

  /// Candidate's area minus baseline's: negative is worse.
  public var difference: Double { areas.first - areas.second }
}
