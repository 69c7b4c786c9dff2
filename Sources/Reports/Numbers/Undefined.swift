import ErrorRates
import PADVocabulary

/// Why a figure is undefined: said wherever one would otherwise stand.
enum Undefined {
  /// Without an operating point there are no decisions.
  static let noThreshold = "no threshold"
  static let noBonaFide = "no bona fide presentation"
  static let noAttack = "no attack presentation"
  static let noResponse = "no presentation with a score"

  /// Why a rate of one class is undefined, given its counts and whether there is a threshold.
  static func reason(
    _ accounting: Accounting, of presentationClass: PresentationClass,
    hasThreshold: Bool
  ) -> String {
    if accounting.rows == 0 { return presentationClass == .attack ? noAttack : noBonaFide }
    if !hasThreshold { return noThreshold }
    return noResponse
  }

  /// Why a figure that needs both classes is undefined.
  static func reason(needingBoth partition: PartitionResult, threshold: Bool? = nil) -> String {
    if partition.bonaFide.accounting.rows == 0 { return noBonaFide }
    if partition.species.allSatisfy({ $0.accounting.rows == 0 }) { return noAttack }
    if threshold == false { return noThreshold }
    if partition.bonaFide.accounting.scored == 0 { return "no bona fide presentation with a score" }
    if partition.species.allSatisfy({ $0.accounting.scored == 0 }) {
      return "no attack presentation with a score"
    }
    return noResponse
  }

  /// The word for a table cell.
  static func cell(_ reason: String) -> String { "undefined (\(reason))" }
}
