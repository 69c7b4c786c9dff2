/// Figures of bona fide against all attacks together that papers and other tools print beside those
/// of ISO/IEC 30107-3. All are over responses only.
public struct FurtherFigures: Sendable, Hashable {
  /// Equal error rate on the ROC's convex hull.
  public var eerROCCH: Double?
  /// Equal error rate on the linearly interpolated ROC.
  public var eerInterpolated: Double?
  /// Areas under the ROC up to an APCER of 0.01, 0.05 and 0.1.
  public var partialAUC: [PartialArea]
  /// Accepted bona fide where at most 0.1, 0.01, 0.001 and 0.0001 of the attacks are accepted.
  public var acceptanceAtFAR: [AcceptanceAtRate]
  /// The BPCERk of the options at the thresholds that Bob takes.
  public var bobFixedRates: [BobFixedRate]
  /// How well the scores mean what they say; `nil` when a class has no response.
  public var calibration: CalibrationFigures?

  /// Makes figures; all start undefined.
  public init(
    eerROCCH: Double? = nil, eerInterpolated: Double? = nil, partialAUC: [PartialArea] = [],
    acceptanceAtFAR: [AcceptanceAtRate] = [], bobFixedRates: [BobFixedRate] = [],
    calibration: CalibrationFigures? = nil
  ) {
    self.eerROCCH = eerROCCH
    self.eerInterpolated = eerInterpolated
    self.partialAUC = partialAUC
    self.acceptanceAtFAR = acceptanceAtFAR
    self.bobFixedRates = bobFixedRates
    self.calibration = calibration
  }
}

/// The share of accepted bona fide presentations at a limit on accepted attacks (TPR at FPR), read
/// at the last point that holds the limit, without interpolation.
public struct AcceptanceAtRate: Sendable, Hashable {
  /// The limit on the share of accepted attacks.
  public var limit: Double
  /// Accepted of all bona fide presentations: here `errors` counts acceptances. The interval is of
  /// that count at the threshold found.
  public var rate: Rate
  /// Whether there are attacks enough for the limit to mean something.
  public var support: Support

  /// Makes a figure.
  public init(limit: Double, rate: Rate, support: Support) {
    self.limit = limit
    self.rate = rate
    self.support = support
  }
}

/// BPCERk at the threshold of Bob's PAD package: the highest of the species' `far_threshold`, which
/// is an attack score and so never rejects fewer bona fide presentations than the definition.
public struct BobFixedRate: Sendable, Hashable {
  /// Such as `bpcer20_bob`.
  public var name: String
  /// The k of 1/k.
  public var divisor: Int
  /// The lowest accepted score.
  public var threshold: Double
  /// BPCER there, over responses.
  public var rate: Rate

  /// Makes a figure.
  public init(name: String, divisor: Int, threshold: Double, rate: Rate) {
    self.name = name
    self.divisor = divisor
    self.threshold = threshold
    self.rate = rate
  }
}

/// How well scores mean what they say; what the meaning does not allow is `nil`.
public struct CalibrationFigures: Sendable, Hashable {
  /// What the scores claim to be.
  public var meaning: ScoreMeaning
  /// Cost of the log-likelihood ratios in bits (logits of probabilities); `nil` for plain scores.
  public var cllr: Double?
  /// The cost after the best monotone recalibration; defined for any score.
  public var minCllr: Double
  /// Expected calibration error in 15 bins of equal width; probabilities only.
  public var expectedError: Double?
  /// Expected calibration error in 15 bins of equal numbers of scores; probabilities only.
  public var expectedErrorEqualMass: Double?
  /// Mean square error of probabilities.
  public var brierScore: Double?
  /// Mean negative log-likelihood of probabilities in nats; may be infinite.
  public var logLoss: Double?

  /// Makes figures.
  public init(
    meaning: ScoreMeaning, cllr: Double? = nil, minCllr: Double, expectedError: Double? = nil,
    expectedErrorEqualMass: Double? = nil, brierScore: Double? = nil, logLoss: Double? = nil
  ) {
    self.meaning = meaning
    self.cllr = cllr
    self.minCllr = minCllr
    self.expectedError = expectedError
    self.expectedErrorEqualMass = expectedErrorEqualMass
    self.brierScore = brierScore
    self.logLoss = logLoss
  }
}
