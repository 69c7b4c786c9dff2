public import PADVocabulary

extension ConformanceCheck {
  /// What a detector made of the samples, and how long that took.
  public struct Timing: Sendable {
    /// One per sample, in their order.
    public var outcomes: [Outcome]
    /// Seconds inside the detector for each of them.
    public var seconds: [Double]

    /// The scores among the outcomes.
    public var scores: [Double] { outcomes.compactMap(\.score) }

    /// Reasons of non-responses with their counts, sorted by reason.
    public var nonResponses: [(reason: NonResponseReason, count: Int)] {
      let reasons = outcomes.compactMap(\.reason)
      return Set(reasons).sorted { $0.rawValue < $1.rawValue }.map { reason in
        (reason, reasons.count { $0 == reason })
      }
    }
  }

  /// Shows every sample once more, after the first to warm up, and takes the time.
  ///
  /// - Throws: `SubsystemFault` when the detector cannot work at all.
  public func timing(of detector: any LivenessDetector) throws(SubsystemFault) -> Timing {
    let observer = try detector.makeObserver()
    var timing = Timing(outcomes: [], seconds: [])
    for (place, sample) in (samples.prefix(1) + samples).enumerated() {
      let start = ContinuousClock.now
      let outcome = try Self.outcome(of: sample, by: observer)
      if place == 0 { continue }
      timing.seconds.append((ContinuousClock.now - start) / .seconds(1))
      timing.outcomes.append(outcome)
    }
    return timing
  }
}
