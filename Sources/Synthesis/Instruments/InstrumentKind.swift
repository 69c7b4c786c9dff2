/// The PAI species that can be synthesized; raw values are the species' names.
public enum InstrumentKind: String, Sendable, Hashable, CaseIterable {
  /// A picture on paper.
  case print
  /// A picture on a telephone.
  case replayPhone = "replay/phone"
  /// A picture on a tablet.
  case replayTablet = "replay/tablet"
  /// A face folded from printed paper.
  case maskPaper = "mask-3d/paper"
  /// A hard mask, bare or painted.
  case maskResin = "mask-3d/resin"
  /// A soft, skin-coloured mask.
  case maskSilicone = "mask-3d/silicone"

  /// Whether somebody wears it.
  public var isMask: Bool {
    switch self {
    case .maskPaper, .maskResin, .maskSilicone: true
    case .print, .replayPhone, .replayTablet: false
    }
  }

  /// The name as part of a file name or an identifier.
  var slug: String { String(rawValue.map { $0 == "/" ? "-" : $0 }) }
}
