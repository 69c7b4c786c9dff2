import PADVocabulary
import Subsystems

/// Judges the frames that a policy selects one by one, and aggregates their scores by it.
final class StillObserver: LivenessObserver {
  private var scores: FrameScores
  private var judged: [[Cue]] = []
  private let judge: (Frame) -> Judgement

  /// What a detector makes of one frame.
  struct Judgement {
    /// Its score, or why there is none.
    var outcome: Outcome
    /// What it went by; empty without a score.
    var cues: [Cue] = []
  }

  /// - Parameter judge: judges one frame; may keep buffers, but nothing it has seen.
  init(policy: FramePolicy, judge: @escaping (Frame) -> Judgement) {
    scores = FrameScores(policy: policy)
    self.judge = judge
  }

  func begin() {
    scores.reset()
    judged.removeAll(keepingCapacity: true)
  }

  func observe(_ frame: Frame) {
    guard scores.policy.selects(frame.index) else { return }
    let judgement = judge(frame)
    scores.add(judgement.outcome, at: frame.index)
    if judgement.outcome.score != nil { judged.append(judgement.cues) }
  }

  func finish() -> Outcome { scores.outcome }

  var frameOutcomes: [FrameOutcome] { scores.outcomes }

  var cues: [Cue] { Cue.means(of: judged) }
}
