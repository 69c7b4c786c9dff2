import PADVocabulary

/// Gives every presentation the same score, whatever it shows: the floor that error rates are
/// compared with, and the plainest thing that conforms.
public struct NullDetector: LivenessDetector {
  /// Its card.
  public let card: SubsystemCard
  private let score: Double

  /// Makes a detector of one score.
  public init(score: Double = 0.5) {
    self.score = score
    card = SubsystemCard(
      name: "null", version: "1",
      about: "the same score for everything, as a floor to compare with",
      framePolicy: FramePolicy(count: 1), settings: [CardSetting("score", score)])
  }

  /// Makes an observer.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    Observer(score: score)
  }

  private final class Observer: LivenessObserver {
    private let score: Double
    private var hasSeenAFrame = false

    init(score: Double) {
      self.score = score
    }

    func begin() { hasSeenAFrame = false }
    func observe(_ frame: Frame) { hasSeenAFrame = true }
    func finish() -> Outcome {
      hasSeenAFrame ? Outcome(computed: score) : .nonResponse(.missingInput)
    }
  }
}
