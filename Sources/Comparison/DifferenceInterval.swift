public import Statistics

/// An interval of the difference of two error rates on the same presentations, with its method.
public struct DifferenceInterval: Sendable, Hashable {
  /// How an interval of a paired difference was made; its text stands in tables.
  public enum Method: String, Sendable, Hashable, CustomStringConvertible {
    /// Tango's score interval (Statistics in Medicine 17, 1998), pairs as independent trials.
    case tango = "Tango, paired"
    /// Bias-corrected and accelerated, whole clusters of pairs drawn again.
    case clusterBootstrapBCa = "paired cluster bootstrap, BCa"
    /// Percentiles, whole clusters of pairs drawn again.
    case clusterBootstrapPercentile = "paired cluster bootstrap, percentile"
    /// Tango's score interval with clusters as trials, by which side errs more often in them; where
    /// the bootstrap knows no variation.
    case tangoOnClusters = "Tango, clusters as trials"
    /// The wider, end by end, of Tango's interval and that of the clusters.
    case widerOfTangoAndClusters = "wider of Tango and clusters"

    /// The name in tables.
    public var description: String { rawValue }
  }

  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The confidence, for example 0.95.
  public var level: Double
  /// Which ends carry the uncertainty.
  public var sides: ConfidenceInterval.Sides
  /// How it was made.
  public var method: Method

  /// Makes an interval from its ends.
  public init(
    lower: Double, upper: Double, level: Double, sides: ConfidenceInterval.Sides = .twoSided,
    method: Method
  ) {
    self.lower = lower
    self.upper = upper
    self.level = level
    self.sides = sides
    self.method = method
  }
}
