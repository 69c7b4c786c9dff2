import Datasets
import PADVocabulary

extension InstrumentKind {
  /// The species table's row.
  var entry: SpeciesEntry {
    let (potential, description) = described
    return SpeciesEntry(
      PAISpecies(rawValue), attackPotential: potential, description: description)
  }

  private var described: (AttackPotential, String) {
    switch self {
    case .print:
      (.basic, "A portrait on paper: halftone or ink jet print, flat or bent")
    case .replayPhone: (.basic, "A portrait on the screen of a telephone")
    case .replayTablet: (.basic, "A portrait on the screen of a tablet")
    case .replayVideo:
      (.basic, "A video of the target on the screen of a telephone or tablet")
    case .replayDeepfake:
      (
        .enhancedBasic,
        "A video on a screen in which software put the target's face on somebody else's motion"
      )
    case .maskPaper:
      (.enhancedBasic, "A worn mask folded from a printed portrait, with eye holes")
    case .maskPaperClosed:
      (.enhancedBasic, "A worn mask folded from a printed portrait, without eye holes")
    case .maskResin:
      (.moderate, "A worn hard mask of cast or printed resin, bare or painted, with eye holes")
    case .maskResinClosed:
      (
        .moderate, "A worn hard mask of cast or printed resin, bare or painted, without eye holes"
      )
    case .maskSilicone: (.high, "A worn soft mask in the colour of skin, with eye holes")
    case .maskSiliconeClosed:
      (.high, "A worn soft mask in the colour of skin, without eye holes")
    }
  }
}
