import PADVocabulary
import Subsystems

/// Judges the frames that a policy selects one by one, and aggregates their scores by it.
final class StillObserver: LivenessObserver {
  private var scores: FrameScores
  private let judge: (Frame) -> Outcome

  /// - Parameter judge: gives one frame's outcome; may keep buffers, but nothing it has seen.
  init(policy: FramePolicy, judge: @escaping (Frame) -> Outcome) {
    scores = FrameScores(policy: policy)
    self.judge = judge
  }

  func begin() { scores.reset() }

  func observe(_ frame: Frame) {
    guard scores.policy.selects(frame.index) else { return }
    scores.add(judge(frame), at: frame.index)
  }

  func finish() -> Outcome { scores.outcome }

  var frameOutcomes: [FrameOutcome] { scores.outcomes }
}
