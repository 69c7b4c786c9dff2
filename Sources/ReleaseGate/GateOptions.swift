import ErrorRates

/// How a gate draws its bootstrap replicates.
public struct GateOptions: Sendable, Hashable {
  /// With fewer the ends of an interval hang on the seed, so that somebody could look for one that
  /// passes.
  public static let fewestReplicates = 1000

  /// Replicates of the clustered bootstrap, `fewestReplicates` to `BootstrapOptions.mostReplicates`.
  public let replicates: Int
  /// What its draws depend on.
  public var seed: UInt64

  /// Makes options; a number of replicates out of range becomes the nearest in it.
  public init(replicates: Int = 2000, seed: UInt64 = 2019) {
    self.replicates = min(max(replicates, Self.fewestReplicates), BootstrapOptions.mostReplicates)
    self.seed = seed
  }
}
