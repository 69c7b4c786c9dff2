/// A threshold together with where it comes from; a presentation is accepted as bona fide if and
/// only if `score >= threshold`.
public struct OperatingPoint: Sendable, Hashable {
  /// The lowest accepted score; may be `+infinity` ("accept nothing"), never NaN.
  public var threshold: Double
  /// How the threshold was chosen, and on what.
  public var origin: ThresholdOrigin

  /// Makes an operating point.
  public init(threshold: Double, origin: ThresholdOrigin) {
    self.threshold = threshold
    self.origin = origin
  }
}

/// Where a threshold comes from; printed beside every rate that depends on it.
public enum ThresholdOrigin: Sendable, Hashable, CustomStringConvertible {
  /// A criterion met on the `dev` partition, for example `dev:eer` or `dev:bpcer20`.
  case dev(criterion: String)
  /// A number the user gave.
  case fixed
  /// The threshold the subsystem's own card states.
  case card
  /// A criterion met on the very data that is evaluated: optimistic, and named so.
  case oracle(criterion: String)

  /// `dev:CRITERION`, `fixed`, `card` or `oracle:test:CRITERION`.
  public var description: String {
    switch self {
    case .dev(let criterion): "dev:\(criterion)"
    case .fixed: "fixed"
    case .card: "card"
    case .oracle(let criterion): "oracle:test:\(criterion)"
    }
  }
}
