public import ErrorRates
public import PADVocabulary

extension NonResponsePolicy {
  /// Whether an outcome is an error at a threshold: an accepted attack or a rejected bona fide
  /// presentation.
  ///
  /// A non-response of a bona fide presentation is an error; one of an attack is an error under
  /// `conservative` only. `exclude` would drop pairs and counts here as `operational`; comparisons
  /// and gates refuse it before.
  public func isError(
    _ outcome: Outcome, of species: PAISpecies?, threshold: Double
  ) -> Bool {
    switch outcome {
    case .score(let score): species == nil ? !(score >= threshold) : score >= threshold
    case .nonResponse: species == nil || self == .conservative
    }
  }

  /// The score that stands for an outcome where only order counts: a rejected presentation ranks
  /// below and an accepted one above all scores.
  func rankingScore(_ outcome: Outcome, of species: PAISpecies?) -> Double {
    switch outcome {
    case .score(let score): score
    case .nonResponse: species != nil && self == .conservative ? .infinity : -.infinity
    }
  }
}
