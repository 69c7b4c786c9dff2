public import PADVocabulary
import StructuredText

/// The layouts that come with the program, whole in the binary.
public enum ShippedLayout: String, Sendable, Hashable, CaseIterable {
  /// CASIA-FASD.
  case casiaFasd = "casia-fasd"
  /// A folder of your own.
  case folders
  /// MSU-MFSD.
  case msuMfsd = "msu-mfsd"
  /// OULU-NPU.
  case ouluNpu = "oulu-npu"
  /// REPLAY-ATTACK.
  case replayAttack = "replay-attack"
  /// REPLAY-MOBILE.
  case replayMobile = "replay-mobile"

  /// The bytes of the file.
  public var bytes: [UInt8] {
    switch self {
    case .casiaFasd: PackageResources.casia_fasd_yaml
    case .folders: PackageResources.folders_yaml
    case .msuMfsd: PackageResources.msu_mfsd_yaml
    case .ouluNpu: PackageResources.oulu_npu_yaml
    case .replayAttack: PackageResources.replay_attack_yaml
    case .replayMobile: PackageResources.replay_mobile_yaml
    }
  }
}

extension DatasetLayout {
  /// Loads a shipped layout by its name, or a layout file by its path.
  ///
  /// - Parameter choice: a path when it holds a `/` or ends in `.yaml`, else a name.
  /// - Throws: `InvalidInput` for an unknown name or a faulty file, `FileFault`.
  public static func load(_ choice: String) throws -> DatasetLayout {
    if choice.utf8.contains(UInt8(ascii: "/")) || choice.hasSuffix(".yaml") {
      let bytes = try readWholeFile(choice, cap: StrictYAML.maximumBytes)
      return try parse(bytes, file: choice)
    }
    guard let shipped = ShippedLayout(rawValue: choice) else {
      let known = ShippedLayout.allCases.map(\.rawValue)
      throw InvalidInput(
        .init(
          .error, "no layout is called \(choice.shown)", remedy: remedy(for: choice, among: known)))
    }
    return try parse(shipped.bytes, file: choice + ".yaml")
  }
}

extension ShippedLayout {
  /// The layout.
  ///
  /// - Throws: `InvalidInput` when the file is broken, which tests rule out.
  public func layout() throws(InvalidInput) -> DatasetLayout {
    try DatasetLayout.parse(bytes, file: rawValue + ".yaml")
  }
}
