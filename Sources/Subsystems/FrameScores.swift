public import PADVocabulary

/// Collects one presentation's outcomes per frame and makes one outcome of them.
public struct FrameScores: Sendable {
  /// The policy in force.
  public let policy: FramePolicy
  /// What every judged frame gave, in the order of the frames.
  public private(set) var outcomes: [FrameOutcome] = []

  /// Starts without frames.
  public init(policy: FramePolicy) {
    self.policy = policy
  }

  /// Forgets the presentation before.
  public mutating func reset() {
    outcomes.removeAll(keepingCapacity: true)
  }

  /// Takes what one frame gave.
  public mutating func add(_ outcome: Outcome, at index: Int) {
    outcomes.append(FrameOutcome(index: index, outcome: outcome))
  }

  /// The presentation's outcome: the frames' scores as the policy says; with too few of them the
  /// first frame's reason; `missing-input` when there was no frame, or too few frames.
  public var outcome: Outcome {
    let scores = outcomes.compactMap(\.outcome.score)
    guard !scores.isEmpty, scores.count >= policy.minimumScored else {
      let reason = outcomes.lazy.compactMap(\.outcome.reason).first
      return .nonResponse(reason ?? .missingInput)
    }
    switch policy.aggregation {
    case .mean: return Outcome(computed: scores.reduce(0, +) / Double(scores.count))
    case .median:
      let sorted = scores.sorted()
      let middle = sorted.count / 2
      return Outcome(
        computed: sorted.count.isMultiple(of: 2)
          ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle])
    case .min: return Outcome(computed: scores.min() ?? .nan)
    case .max: return Outcome(computed: scores.max() ?? .nan)
    }
  }
}

/// What one frame of a presentation gave.
public struct FrameOutcome: Sendable, Hashable {
  /// Position of the frame in its sequence, from 0.
  public var index: Int
  /// Its score, or why there is none.
  public var outcome: Outcome

  /// Makes a frame's outcome.
  public init(index: Int, outcome: Outcome) {
    self.index = index
    self.outcome = outcome
  }
}
