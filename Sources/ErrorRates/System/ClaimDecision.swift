/// How a whole system decides a claim.
protocol ClaimDecision: Sendable {
  /// The decisions of PAD and of the matcher on a row; accepted when both are true.
  func decide(_ row: Int) -> (passed: Bool, matched: Bool)

  /// The decision of PAD on a presentation.
  func passes(_ presentation: Int) -> Bool
}

extension ClaimDecision {
  /// Everything, where PAD decides nothing of its own.
  func passes(_ presentation: Int) -> Bool { true }
}

/// The matcher alone: everything passes.
struct MatchDecision: ClaimDecision {
  let trials: SystemTrials
  let threshold: Double

  func decide(_ row: Int) -> (passed: Bool, matched: Bool) {
    // NaN is not at least anything: what was not compared did not match.
    (true, trials.scores[row] >= threshold)
  }
}

/// PAD and matcher in series.
struct SerialDecision: ClaimDecision {
  let trials: SystemTrials
  let threshold: Double
  /// PAD scores of presentations.
  let pad: [Double]
  let padThreshold: Double

  func decide(_ row: Int) -> (passed: Bool, matched: Bool) {
    (passes(Int(trials.presentations[row])), trials.scores[row] >= threshold)
  }

  func passes(_ presentation: Int) -> Bool { pad[presentation] >= padThreshold }
}

/// One score made of both: there is no decision of PAD of its own.
struct FusionDecision: ClaimDecision {
  let trials: SystemTrials
  let pad: [Double]
  let model: ScoreFusion

  func decide(_ row: Int) -> (passed: Bool, matched: Bool) {
    let fused = model.score(
      pad: pad[Int(trials.presentations[row])], match: trials.scores[row])
    return (true, fused >= model.threshold)
  }
}
