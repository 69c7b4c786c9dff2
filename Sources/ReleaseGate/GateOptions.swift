import ErrorRates

/// How a gate draws its bootstrap replicates.
public struct GateOptions: Sendable, Hashable {
  /// Replicates of the clustered bootstrap, held within 1 to `BootstrapOptions.mostReplicates`.
  public var replicates: Int
  /// What its draws depend on.
  public var seed: UInt64

  /// Makes options.
  public init(replicates: Int = 2000, seed: UInt64 = 2019) {
    self.replicates = min(max(replicates, 1), BootstrapOptions.mostReplicates)
    self.seed = seed
  }
}
