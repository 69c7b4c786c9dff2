public import ErrorRates
import PADVocabulary

/// What `SubsystemComparison` may be told.
public struct ComparisonOptions: Sendable, Hashable {
  /// With fewer replicates the ends of an interval hang on the seed.
  public static let fewestReplicates = 200

  /// How presentations without a score count; `exclude` is refused because it would drop pairs.
  public var nonResponsePolicy: NonResponsePolicy
  /// Confidence of all intervals, two-sided.
  public var confidenceLevel: Double
  /// Criteria that both are set to on the pairs themselves, besides their own thresholds.
  public var matched: [Criterion]
  /// Replicates of the clustered bootstrap, `fewestReplicates` to `BootstrapOptions.mostReplicates`.
  public var replicates: Int
  /// What its draws depend on.
  public var seed: UInt64

  /// Makes options; matched points are BPCER of at most 5 % and APCER of at most 5 %.
  public init(
    nonResponsePolicy: NonResponsePolicy = .operational, confidenceLevel: Double = 0.95,
    matched: [Criterion] = [.apcer(20), .bpcer(20)], replicates: Int = 2000, seed: UInt64 = 2019
  ) {
    self.nonResponsePolicy = nonResponsePolicy
    self.confidenceLevel = confidenceLevel
    self.matched = matched
    self.replicates = replicates
    self.seed = seed
  }

  var faults: [Diagnostic] {
    var faults: [Diagnostic] = []
    if nonResponsePolicy == .exclude {
      faults.append(
        Diagnostic(
          .error, "a comparison cannot exclude presentations without a response",
          remedy: "choose operational or conservative: a pair is kept when one side refused"))
    }
    if !(confidenceLevel > 0 && confidenceLevel < 1) {
      faults.append(
        Diagnostic(
          .error, "the confidence level \(confidenceLevel) is not between 0 and 1",
          remedy: "write 0.95 for 95 %"))
    }
    if !(Self.fewestReplicates...BootstrapOptions.mostReplicates).contains(replicates) {
      faults.append(
        Diagnostic(
          .error,
          "\(replicates) bootstrap replicates are not between \(Self.fewestReplicates) and "
            + "\(BootstrapOptions.mostReplicates)"))
    }
    if let given = matched.first(where: \.isGiven) {
      faults.append(
        Diagnostic(
          .error, "\(given) is a threshold, and scores of two subsystems have no common scale",
          remedy: "match at eer, bpcer20, apcer20 or far=RATE"))
    }
    return faults
  }
}
