/// A range that holds the true value with a stated confidence, and how it was made.
public struct ConfidenceInterval: Sendable, Hashable {
  /// Which ends of an interval carry the uncertainty.
  public enum Sides: String, Sendable, Hashable {
    /// Both ends; the error probability is split evenly between them.
    case twoSided = "two-sided"
    /// Only the upper end; the lower end is trivial.
    case upper = "one-sided upper"
    /// Only the lower end; the upper end is trivial.
    case lower = "one-sided lower"
  }

  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The confidence, for example 0.95.
  public var level: Double
  /// Which ends carry the uncertainty.
  public var sides: Sides
  /// How it was made.
  public var method: IntervalMethod

  /// Makes an interval from its ends.
  public init(
    lower: Double, upper: Double, level: Double, sides: Sides = .twoSided, method: IntervalMethod
  ) {
    self.lower = lower
    self.upper = upper
    self.level = level
    self.sides = sides
    self.method = method
  }

  /// Whether a value lies in the interval, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
