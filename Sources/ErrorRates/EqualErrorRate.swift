public import Statistics

/// The point at which the rates of accepted attacks and rejected bona fide presentations meet.
public struct EqualErrorRate: Sendable, Hashable {
  /// (FAR + FRR) / 2 at the threshold, as Bob and most papers read it.
  public var value: Double
  /// The lowest accepted score at the highest of the best thresholds.
  public var threshold: Double
  /// Attacks accepted there.
  public var falseAccepts: Int
  /// Attacks.
  public var attacks: Int
  /// Bona fide presentations rejected there.
  public var falseRejects: Int
  /// Bona fide presentations.
  public var bonaFide: Int
  /// How many thresholds are equally good; the highest was taken.
  public var optimalPoints: Int
  /// The uncertainty of `value`.
  public var interval: ConfidenceInterval?
  /// The uncertainty by drawing whole clusters again; `nil` without a clustered bootstrap.
  public var clustered: ConfidenceInterval?

  /// Makes a result.
  public init(
    value: Double, threshold: Double, falseAccepts: Int, attacks: Int, falseRejects: Int,
    bonaFide: Int, optimalPoints: Int, interval: ConfidenceInterval? = nil,
    clustered: ConfidenceInterval? = nil
  ) {
    self.value = value
    self.threshold = threshold
    self.falseAccepts = falseAccepts
    self.attacks = attacks
    self.falseRejects = falseRejects
    self.bonaFide = bonaFide
    self.optimalPoints = optimalPoints
    self.interval = interval
    self.clustered = clustered
  }
}

/// The area under the ROC curve: P(bona fide > attack) + P(equal) / 2, over responses only.
public struct AreaUnderROC: Sendable, Hashable {
  /// The area, 0 to 1.
  public var value: Double
  /// Twice the number of pairs in which the bona fide score is higher, plus the ties, over twice
  /// the number of pairs: the exact fraction; `nil` where the counts pass 63 bits.
  public var exact: (Int, Int)? {
    guard let numerator, let denominator else { return nil }
    return (numerator, denominator)
  }
  /// Numerator of the exact fraction.
  public var numerator: Int?
  /// Denominator of the exact fraction.
  public var denominator: Int?
  /// Variance after DeLong, DeLong and Clarke-Pearson (1988); `nil` with fewer than two of a class.
  public var variance: Double?
  /// Its interval; `nil` where the variance is undefined or 0.
  public var interval: ConfidenceInterval?
  /// The uncertainty by drawing whole clusters again; `nil` without a clustered bootstrap.
  public var clustered: ConfidenceInterval?

  /// Makes a result.
  public init(
    value: Double, numerator: Int? = nil, denominator: Int? = nil, variance: Double? = nil,
    interval: ConfidenceInterval? = nil, clustered: ConfidenceInterval? = nil
  ) {
    self.value = value
    self.numerator = numerator
    self.denominator = denominator
    self.variance = variance
    self.interval = interval
    self.clustered = clustered
  }
}
