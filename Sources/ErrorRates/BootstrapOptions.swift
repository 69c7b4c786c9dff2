/// How the clustered bootstrap beside the exact intervals is made.
public struct BootstrapOptions: Sendable, Hashable {
  /// How replicates become an interval.
  public enum Method: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    /// Percentiles of the replicates.
    case percentile
    /// Bias-corrected and accelerated, where at most as many clusters as replicates allow the
    /// jackknife and bias and acceleration are defined; else percentiles, named so.
    case bca

    /// The name in options and tables.
    public var description: String { rawValue }
  }

  /// The most replicates that are accepted.
  public static let mostReplicates = 1_000_000

  /// How often clusters are drawn again, 1 to `mostReplicates`.
  public var replicates: Int
  /// What the draws depend on, together with the data alone.
  public var seed: UInt64
  /// How replicates become an interval.
  public var method: Method
  /// Tables of more rows get no bootstrap, and the summary says so; `nil` for any size.
  public var rowLimit: Int?
  /// Whether a threshold that a criterion chose is chosen again in every replicate, on clusters
  /// drawn again too: then the intervals are about the procedure "choose, then test", otherwise
  /// about the subsystem at the threshold chosen.
  public var refitsThreshold: Bool

  /// Makes options.
  public init(
    replicates: Int = 1000, seed: UInt64 = 2019, method: Method = .percentile,
    rowLimit: Int? = 100_000, refitsThreshold: Bool = false
  ) {
    self.replicates = replicates
    self.seed = seed
    self.method = method
    self.rowLimit = rowLimit
    self.refitsThreshold = refitsThreshold
  }
}

/// What the clustered bootstrap of a result was.
public struct BootstrapSummary: Sendable, Hashable {
  /// Replicates drawn; 0 when skipped.
  public var replicates: Int
  /// What the draws depend on.
  public var seed: UInt64
  /// The method asked for; every interval names the one it was made by.
  public var method: BootstrapOptions.Method
  /// Distinct clusters over all classes; a row without one is a cluster of its own.
  public var clusters: Int
  /// Whether the same clusters (subjects) gave presentations of more than one class; such classes
  /// are drawn together.
  public var sharesClusters: Bool
  /// Whether the threshold was chosen again in every replicate.
  public var refitsThreshold: Bool
  /// Why there is no bootstrap; `nil` when there is one.
  public var skipped: String?

  /// Makes a summary.
  public init(
    replicates: Int, seed: UInt64, method: BootstrapOptions.Method, clusters: Int,
    sharesClusters: Bool, refitsThreshold: Bool = false, skipped: String? = nil
  ) {
    self.replicates = replicates
    self.seed = seed
    self.method = method
    self.clusters = clusters
    self.sharesClusters = sharesClusters
    self.refitsThreshold = refitsThreshold
    self.skipped = skipped
  }
}
