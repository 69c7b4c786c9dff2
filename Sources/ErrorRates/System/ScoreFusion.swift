/// One score made of a PAD score and a match score by logistic regression.
///
/// Both scores are standardised with mean and standard deviation of the training claims; the fused
/// score is the log odds of "genuine".
public struct ScoreFusion: Sendable, Hashable {
  /// How one score enters.
  public struct Term: Sendable, Hashable {
    /// Mean of the training claims, each kind weighed as in training.
    public var mean: Double
    /// Standard deviation of the same.
    public var deviation: Double
    /// Weight of the standardised score.
    public var weight: Double

    /// Makes a term.
    public init(mean: Double, deviation: Double, weight: Double) {
      self.mean = mean
      self.deviation = deviation
      self.weight = weight
    }
  }

  /// The PAD score.
  public var pad: Term
  /// The match score.
  public var match: Term
  /// What is added.
  public var bias: Double
  /// The lowest accepted fused score.
  public var threshold: Double

  /// Makes a formula.
  public init(pad: Term, match: Term, bias: Double, threshold: Double) {
    self.pad = pad
    self.match = match
    self.bias = bias
    self.threshold = threshold
  }

  /// The fused score; NaN when either score is NaN, which no threshold accepts.
  public func score(pad padScore: Double, match matchScore: Double) -> Double {
    bias + Self.contribution(pad, padScore) + Self.contribution(match, matchScore)
  }

  /// Scores may be infinite in imported files; far away is far enough.
  private static func contribution(_ term: Term, _ score: Double) -> Double {
    guard !score.isNaN else { return .nan }
    return term.weight * min(max((score - term.mean) / term.deviation, -1e6), 1e6)
  }
}
