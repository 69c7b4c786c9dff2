/// One error rate read where the other is held at 1/k: BPCERk or APCERk (ISO/IEC 30107-3).
public enum FixedRate: Sendable, Hashable, CustomStringConvertible {
  /// BPCER at APCER of at most 1/k for every species.
  case bpcer(atAPCER: Int)
  /// Worst-species APCER at BPCER of at most 1/k.
  case apcer(atBPCER: Int)

  /// BPCER10, BPCER20 and BPCER100.
  public static let standard: [FixedRate] = [
    .bpcer(atAPCER: 10), .bpcer(atAPCER: 20), .bpcer(atAPCER: 100),
  ]

  /// The name in tables, such as `BPCER20`.
  public var description: String {
    switch self {
    case .bpcer(let k): "BPCER\(k)"
    case .apcer(let k): "APCER\(k)"
    }
  }

  /// The k of 1/k, at least 1.
  public var divisor: Int {
    switch self {
    case .bpcer(let k), .apcer(let k): max(k, 1)
    }
  }

  /// The rate that is held: 1/k.
  public var limit: Double { 1 / Double(divisor) }
}

/// Whether a sample is large enough for a rate to mean something.
public enum Support: Sendable, Hashable, CustomStringConvertible {
  /// Large enough.
  case supported
  /// Too small: a limit of 1/k needs 3k trials, so that its upper bound at no error can reach it
  /// ("rule of three").
  case unsupported(present: Int, needed: Int)

  /// `supported`, or `unsupported: needs n >= 60, has 12`.
  public var description: String {
    switch self {
    case .supported: "supported"
    case .unsupported(let present, let needed):
      "unsupported: needs n >= \(needed), has \(present)"
    }
  }
}

/// The value of one `FixedRate` on a set of scores.
public struct FixedRateResult: Sendable, Hashable {
  /// What was held and what was read.
  public var definition: FixedRate
  /// The rate that was read; `nil` when a class is empty or no threshold holds the other rate.
  public var rate: Rate?
  /// The threshold it was read at: the lowest accepted score. `nil` without a rate.
  public var threshold: Double?
  /// `false` when only refusing every presentation holds the limit, because attacks scored
  /// `+infinity` and no threshold refuses those.
  public var isAttainable: Bool
  /// Whether the class whose rate is held has enough trials (the smallest species counts).
  public var support: Support

  /// Makes a result.
  public init(
    definition: FixedRate, rate: Rate? = nil, threshold: Double? = nil, isAttainable: Bool = true,
    support: Support
  ) {
    self.definition = definition
    self.rate = rate
    self.threshold = threshold
    self.isAttainable = isAttainable
    self.support = support
  }
}
