public import PADVocabulary
import StructuredText

/// The layouts that come with the program, whole in the binary.
public enum ShippedLayout: String, Sendable, Hashable, CaseIterable {
  /// 3DMAD.
  case threeDMAD = "3dmad"
  /// A dataset with Bob's CSV protocols.
  case bobCsv = "bob-csv"
  /// A dataset with Bob's older list files.
  case bobLists = "bob-lists"
  /// CASIA-FASD.
  case casiaFasd = "casia-fasd"
  /// CASIA-SURF.
  case casiaSurf = "casia-surf"
  /// CelebA-Spoof.
  case celebaSpoof = "celeba-spoof"
  /// CSMAD.
  case csmad
  /// A folder of your own.
  case folders
  /// HKBU-MARs V2.
  case hkbuMarsV2 = "hkbu-mars-v2"
  /// HKBU-MARs V1.
  case hkbuMars = "hkbu-mars"
  /// MSU-MFSD.
  case msuMfsd = "msu-mfsd"
  /// NUAA Imposter.
  case nuaa
  /// OULU-NPU.
  case ouluNpu = "oulu-npu"
  /// REPLAY-ATTACK.
  case replayAttack = "replay-attack"
  /// REPLAY-MOBILE.
  case replayMobile = "replay-mobile"
  /// ROSE-Youtu.
  case roseYoutu = "rose-youtu"
  /// SiW-M.
  case siwM = "siw-m"
  /// SiW.
  case siw
  /// UVAD.
  case uvad
  /// WMCA.
  case wmca

  /// The bytes of the file.
  public var bytes: [UInt8] {
    switch self {
    case .threeDMAD: PackageResources._dmad_yaml
    case .bobCsv: PackageResources.bob_csv_yaml
    case .bobLists: PackageResources.bob_lists_yaml
    case .casiaFasd: PackageResources.casia_fasd_yaml
    case .casiaSurf: PackageResources.casia_surf_yaml
    case .celebaSpoof: PackageResources.celeba_spoof_yaml
    case .csmad: PackageResources.csmad_yaml
    case .folders: PackageResources.folders_yaml
    case .hkbuMarsV2: PackageResources.hkbu_mars_v2_yaml
    case .hkbuMars: PackageResources.hkbu_mars_yaml
    case .msuMfsd: PackageResources.msu_mfsd_yaml
    case .nuaa: PackageResources.nuaa_yaml
    case .ouluNpu: PackageResources.oulu_npu_yaml
    case .replayAttack: PackageResources.replay_attack_yaml
    case .replayMobile: PackageResources.replay_mobile_yaml
    case .roseYoutu: PackageResources.rose_youtu_yaml
    case .siwM: PackageResources.siw_m_yaml
    case .siw: PackageResources.siw_yaml
    case .uvad: PackageResources.uvad_yaml
    case .wmca: PackageResources.wmca_yaml
    }
  }
}

extension DatasetLayout {
  /// Loads a shipped layout by its name, or a layout file by its path.
  ///
  /// - Parameters:
  ///   - choice: a path when it holds a `/` or ends in `.yaml`, else a name.
  ///   - meanings: what folder names of the user's own mean, for layouts that take some.
  /// - Throws: `InvalidInput` for an unknown name or a faulty file, `FileFault`.
  public static func load(
    _ choice: String, meanings: [(name: String, meaning: String)] = []
  ) throws -> DatasetLayout {
    if choice.utf8.contains(UInt8(ascii: "/")) || choice.hasSuffix(".yaml") {
      let bytes = try readWholeFile(choice, cap: StrictYAML.maximumBytes)
      return try parse(bytes, file: choice, meanings: meanings)
    }
    guard let shipped = ShippedLayout(rawValue: choice) else {
      let known = ShippedLayout.allCases.map(\.rawValue)
      throw InvalidInput(
        .init(
          .error, "no layout is called \(choice.shown)", remedy: remedy(for: choice, among: known)))
    }
    return try parse(shipped.bytes, file: choice + ".yaml", meanings: meanings)
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
