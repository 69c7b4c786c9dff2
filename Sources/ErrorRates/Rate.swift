public import Statistics

/// A proportion of errors together with its counts and its uncertainty.
public struct Rate: Sendable, Hashable {
  /// Errors counted.
  public var errors: Int
  /// Trials they were counted among.
  public var trials: Int
  /// The uncertainty; `nil` when there was no trial.
  public var interval: ConfidenceInterval?
  /// The uncertainty by drawing whole clusters again; `nil` without a clustered bootstrap.
  public var clustered: ConfidenceInterval?

  /// Makes a rate from counts.
  public init(
    errors: Int, trials: Int, interval: ConfidenceInterval? = nil,
    clustered: ConfidenceInterval? = nil
  ) {
    self.errors = errors
    self.trials = trials
    self.interval = interval
    self.clustered = clustered
  }

  /// `errors / trials`, or `nil` ("undefined", never 0) without a trial.
  public var value: Double? {
    trials > 0 ? Double(errors) / Double(trials) : nil
  }
}
