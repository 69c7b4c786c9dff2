public import Statistics

/// A factor that a deployment asks for beside the face, independent of it: a PIN, a token, an
/// attendant.
public struct AdditionalFactor: Sendable, Hashable {
  /// What it is, such as `PIN`.
  public var name: String
  /// The probability that an attacker overcomes it, 0...1: declared, not measured here.
  public var compromiseProbability: Double

  /// Makes a factor; a probability outside 0...1 is held within, NaN counts as 1.
  public init(name: String, compromiseProbability: Double) {
    self.name = name
    self.compromiseProbability =
      compromiseProbability.isNaN ? 1 : min(max(compromiseProbability, 0), 1)
  }

  /// What an attacker's success would be with the factor: an accept rate times the declared
  /// probability. A what-if, not a measurement: it rests on independence.
  public func success(of acceptRate: Double) -> Double { acceptRate * compromiseProbability }

  /// The interval of the same: the ends of the measured rate's interval, each times the declared
  /// probability, which itself is taken as given.
  public func success(of interval: ConfidenceInterval) -> ConfidenceInterval {
    var scaled = interval
    scaled.lower *= compromiseProbability
    scaled.upper *= compromiseProbability
    return scaled
  }
}
