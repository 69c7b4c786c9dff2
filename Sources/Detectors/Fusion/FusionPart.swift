import PADVocabulary
import Subsystems

/// A detector whose judgement goes into a fusion.
enum FusionPart: Sendable {
  /// One that learns; its features are kept, so that it can be trained on some persons and asked
  /// about others.
  case trainable(LinearDetector)
  /// One that is used as it is; its score is its only feature.
  case fixed(any LivenessDetector)

  var card: SubsystemCard {
    switch self {
    case .trainable(let detector): detector.card
    case .fixed(let detector): detector.card
    }
  }

  /// How many numbers it gives.
  var count: Int {
    if case .trainable(let detector) = self { detector.count } else { 1 }
  }

  /// An observer at work within a fusion.
  struct Seat {
    let card: SubsystemCard
    let observer: any LivenessObserver
    let needsBox: Bool
    var outcome = Outcome.nonResponse(.missingInput)

    /// What it measured; empty when it did not respond.
    var features: [Double] {
      guard let score = outcome.score else { return [] }
      return (observer as? any FeatureObserver)?.features.first ?? [score]
    }
  }

  func seat() throws(SubsystemFault) -> Seat {
    let observer: any LivenessObserver =
      switch self {
      case .trainable(let detector): try detector.makeFeatureObserver()
      case .fixed(let detector): try detector.makeObserver()
      }
    return Seat(card: card, observer: observer, needsBox: card.needs.contains(.faceBox))
  }
}
