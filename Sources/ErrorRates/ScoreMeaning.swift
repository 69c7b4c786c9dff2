/// What the scores of a subsystem claim to be; nothing is guessed from the numbers.
public enum ScoreMeaning: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Only their order means something.
  case score
  /// Probabilities of "bona fide", 0 to 1.
  case probability
  /// Natural-log likelihood ratios of bona fide over attack.
  case logLikelihoodRatio = "log-likelihood-ratio"

  /// The name in options and tables.
  public var description: String { rawValue }
}
