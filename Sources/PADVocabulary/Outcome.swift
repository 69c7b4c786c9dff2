/// What a subsystem made of one presentation: a score, or a non-response with its reason.
public enum Outcome: Sendable, Hashable {
  /// Higher means more bona fide (or, for a matcher, more alike). Never NaN; infinite only when
  /// it comes from an imported score file.
  case score(Double)
  /// No score, and why.
  case nonResponse(NonResponseReason)

  /// Turns what a subsystem computed into an outcome: what is not finite is a non-response.
  public init(computed value: Double) {
    self = value.isFinite ? .score(value) : .nonResponse(.notFinite)
  }

  /// The score, or `nil` for a non-response.
  public var score: Double? {
    if case .score(let value) = self { value } else { nil }
  }

  /// The reason of a non-response, or `nil` for a score.
  public var reason: NonResponseReason? {
    if case .nonResponse(let reason) = self { reason } else { nil }
  }
}
