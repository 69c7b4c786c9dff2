public import PADVocabulary

/// The deployments that come with the program, whole in the binary: examples to copy and change.
public enum ShippedDeployment: String, Sendable, Hashable, CaseIterable {
  /// An officer's booth.
  case borderCheckpoint = "border-checkpoint"
  /// An automatic gate that compares with a passport.
  case passportGate = "passport-gate"
  /// An automatic gate to an aeroplane.
  case selfBoardingGate = "self-boarding-gate"
  /// An automatic gate to a train.
  case railFareGate = "rail-fare-gate"
  /// A terminal that takes money.
  case paymentTerminal = "payment-terminal"
  /// A telephone whose camera sees a flat picture.
  case phoneUnlockFlat = "phone-unlock-flat"
  /// A telephone whose camera sees depth.
  case phoneUnlockDepth = "phone-unlock-depth"

  /// The bytes of the file.
  public var bytes: [UInt8] {
    switch self {
    case .borderCheckpoint: PackageResources.border_checkpoint_yaml
    case .passportGate: PackageResources.passport_gate_yaml
    case .selfBoardingGate: PackageResources.self_boarding_gate_yaml
    case .railFareGate: PackageResources.rail_fare_gate_yaml
    case .paymentTerminal: PackageResources.payment_terminal_yaml
    case .phoneUnlockFlat: PackageResources.phone_unlock_flat_yaml
    case .phoneUnlockDepth: PackageResources.phone_unlock_depth_yaml
    }
  }

  /// The deployment.
  ///
  /// - Throws: `InvalidInput` when the file is broken, which tests rule out.
  public func deployment() throws(InvalidInput) -> Deployment {
    try Deployment.parse(bytes, file: rawValue + ".yaml")
  }
}
