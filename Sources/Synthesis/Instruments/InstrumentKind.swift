/// The PAI species that can be synthesized; raw values are the species' names.
public enum InstrumentKind: String, Sendable, Hashable, CaseIterable {
  /// A picture on paper.
  case print
  /// A picture on a telephone.
  case replayPhone = "replay/phone"
  /// A picture on a tablet.
  case replayTablet = "replay/tablet"
  /// A video of the target on a screen: it blinks, and a weak pulse is left.
  case replayVideo = "replay/video"
  /// A video on a screen in which software put the target's face on another's motion.
  case replayDeepfake = "replay/deepfake"
  /// A face folded from printed paper, with eye holes.
  case maskPaper = "mask-3d/paper"
  /// A face folded from printed paper, with printed eyes.
  case maskPaperClosed = "mask-3d/paper-closed"
  /// A hard mask, bare or painted, with eye holes.
  case maskResin = "mask-3d/resin"
  /// A hard mask, bare or painted, with painted eyes.
  case maskResinClosed = "mask-3d/resin-closed"
  /// A soft, skin-coloured mask with eye holes.
  case maskSilicone = "mask-3d/silicone"
  /// A soft, skin-coloured mask with painted eyes.
  case maskSiliconeClosed = "mask-3d/silicone-closed"

  /// Whether somebody wears it.
  public var isMask: Bool { substance != nil }

  /// What a mask is made of; `nil` for prints and screens.
  var substance: Mask.Substance? {
    switch self {
    case .maskPaper, .maskPaperClosed: .paper
    case .maskResin, .maskResinClosed: .resin
    case .maskSilicone, .maskSiliconeClosed: .silicone
    case .print, .replayPhone, .replayTablet, .replayVideo, .replayDeepfake: nil
    }
  }

  /// Whether a mask shows its wearer's eyes.
  var hasEyeHoles: Bool { [.maskPaper, .maskResin, .maskSilicone].contains(self) }

  /// Whether what it shows moves by itself.
  var isMoving: Bool { [.replayVideo, .replayDeepfake].contains(self) }

  /// The name as part of a file name or an identifier.
  var slug: String { String(rawValue.map { $0 == "/" ? "-" : $0 }) }
}
