import PADVocabulary
import StructuredText

/// Figures as an audit's texts show them.
enum AuditText {
  /// An area with its interval: `0.981 [0.964–0.998]`.
  static func area(_ area: ClusteredAUC) -> String {
    let ends = [area.lower, area.upper].map { NumberText.fixed($0, decimals: 3) }
    return NumberText.fixed(area.value, decimals: 3) + " [\(ends[0])–\(ends[1])]"
  }

  /// A share in whole percent.
  static func percent(_ share: Double) -> String {
    NumberText.fixed(share * 100, decimals: 0) + " %"
  }
}
