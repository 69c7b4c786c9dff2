import Statistics

extension BootstrapPlan {
  /// The figures when every cluster counts as often as its weight says: one pass over the rows,
  /// from the highest score down.
  ///
  /// - Precondition: one weight per cluster.
  func figures(weights: [UInt16]) -> ClusterBootstrap.Figures {
    precondition(weights.count == units)
    var pass = WeightedPass(self, weights: weights)
    let accepted = acceptedRows ?? 0
    pass.lower(rows.span, 0..<accepted, weights.span)
    let atThreshold = pass.accepted
    pass.lower(rows.span, accepted..<rows.count, weights.span)
    return pass.figures(atThreshold: acceptedRows == nil ? nil : atThreshold)
  }
}

/// Weighted counts while the threshold sinks from above all scores to the lowest.
private struct WeightedPass {
  /// Accepted so far per class, with those that are accepted at every threshold.
  private(set) var accepted: [Int]
  /// Trials of every class, with those that count at every threshold.
  private let trials: [Int]
  private let responses: [Int]
  private let attackTrials: Int
  private let attackResponses: Int
  /// Attacks accepted so far, with those that are accepted at every threshold.
  private var acceptedAttacks: Int
  /// Bona fide accepted at the end of the last tie.
  private var acceptedBonaFide = 0
  private var attackResponsesAbove = 0
  /// Twice the pairs won plus ties.
  private var pairs = 0
  /// Accepted attacks times bona fide trials minus rejected bona fide times attack trials.
  private var excess: Int
  private var equalErrorRate = Double.nan
  /// Per k and class the most errors allowed.
  private let allowed: [[Int]]
  /// Bona fide accepted at the lowest threshold that held each k; `nil` while it still holds.
  private var heldUntil: [Int?]
  /// Per class the least of what is allowed by the k that still hold.
  private var limits: [Int]

  init(_ plan: BootstrapPlan, weights: [UInt16]) {
    let count = plan.species.count + 1
    var responses = [Int](repeating: 0, count: count)
    for cell in plan.cells {
      responses[Int(cell.classIndex)] += cell.rows * Int(weights[Int(cell.unit)])
    }
    var trials = responses
    var always = [Int](repeating: 0, count: count)
    for constant in plan.constants {
      let weight = Int(weights[Int(constant.unit)])
      trials[Int(constant.classIndex)] += weight
      if constant.isAccepted { always[Int(constant.classIndex)] += weight }
    }
    self.responses = responses
    self.trials = trials
    accepted = always
    attackTrials = trials.dropFirst().reduce(0, +)
    attackResponses = responses.dropFirst().reduce(0, +)
    acceptedAttacks = always.dropFirst().reduce(0, +)
    excess = acceptedAttacks * trials[0] - trials[0] * attackTrials
    let limits = plan.divisors.map { divisor in trials.map { Self.most($0, divisor) } }
    allowed = limits
    heldUntil = limits.map { limit in
      zip(always, limit).dropFirst().contains { $0 > $1 } ? -1 : nil
    }
    self.limits = []
    updateLimits()
    // Only when every attack counts as accepted at every threshold is there nothing to follow.
    if excess >= 0, attackTrials > 0, trials[0] > 0 { equalErrorRate = 1 }
  }

  /// The most errors of `trials` with errors / trials <= 1 / divisor as one division.
  private static func most(_ trials: Int, _ divisor: Int) -> Int {
    guard trials > 0 else { return 0 }
    let limit = 1 / Double(divisor)
    var most = trials / divisor
    while most < trials, Double(most + 1) / Double(trials) <= limit { most += 1 }
    return most
  }

  private mutating func updateLimits() {
    limits = trials.indices.map { index in
      if index == 0 { return .max }
      return heldUntil.indices.reduce(Int.max) {
        heldUntil[$1] == nil ? min($0, allowed[$1][index]) : $0
      }
    }
  }

  /// Lowers the threshold past the rows of a range, which ends with a tie.
  mutating func lower(
    _ rows: Span<BootstrapPlan.Row>, _ range: Range<Int>, _ weights: Span<UInt16>
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows.count)
    var tieAttacks = 0
    var tieBonaFide = 0
    for index in range {
      let row = unsafe rows[unchecked: index]
      // Rows name clusters of this plan only, and there is one weight for each.
      let weight = Int(unsafe weights[unchecked: Int(row.unit)])
      let place = Int(row.classIndex)
      if place == 0 {
        tieBonaFide &+= weight
      } else {
        tieAttacks &+= weight
        let count = accepted[place] &+ weight
        accepted[place] = count
        if count > limits[place] { stopHolding() }
      }
      guard row.endsTie, tieAttacks | tieBonaFide != 0 else { continue }
      let below = attackResponses &- attackResponsesAbove &- tieAttacks
      pairs &+= tieBonaFide &* (2 &* below &+ tieAttacks)
      attackResponsesAbove &+= tieAttacks
      acceptedBonaFide &+= tieBonaFide
      acceptedAttacks &+= tieAttacks
      if excess < 0 { raiseExcess(tieAttacks, tieBonaFide) }
      tieAttacks = 0
      tieBonaFide = 0
    }
    accepted[0] = acceptedBonaFide
  }

  /// Ends the k that the tie under way no longer holds, at the threshold above it.
  private mutating func stopHolding() {
    for index in heldUntil.indices where heldUntil[index] == nil {
      if zip(accepted, allowed[index]).dropFirst().contains(where: { $0 > $1 }) {
        heldUntil[index] = acceptedBonaFide
      }
    }
    updateLimits()
  }

  /// Follows APCER - BPCER until it is no longer negative; the nearer of the two sides of the
  /// crossing is the equal error rate, the upper one on ties.
  private mutating func raiseExcess(_ attacks: Int, _ bonaFide: Int) {
    let before = excess
    excess &+= attacks &* trials[0] &+ bonaFide &* attackTrials
    guard excess >= 0, attackTrials > 0, trials[0] > 0 else { return }
    let isAbove = -before <= excess
    let accepted = acceptedAttacks - (isAbove ? attacks : 0)
    let rejected = trials[0] - acceptedBonaFide + (isAbove ? bonaFide : 0)
    let far = Double(accepted) / Double(attackTrials)
    equalErrorRate = (far + Double(rejected) / Double(trials[0])) / 2
  }

  func figures(atThreshold counted: [Int]?) -> ClusterBootstrap.Figures {
    let apcer = trials.indices.dropFirst().map { index in
      counted.map { Self.ratio($0[index], trials[index]) } ?? .nan
    }
    return ClusterBootstrap.Figures(
      bpcer: counted.map { Self.ratio(trials[0] - $0[0], trials[0]) } ?? .nan, apcer: apcer,
      worstAPCER: apcer.filter { !$0.isNaN }.max() ?? .nan, eer: equalErrorRate,
      auc: Self.ratio(pairs, 2 * responses[0] * attackResponses),
      bpcerAtAPCER: heldUntil.map { held in
        guard attackTrials > 0, held != -1 else { return .nan }
        return Self.ratio(trials[0] - (held ?? acceptedBonaFide), trials[0])
      })
  }

  private static func ratio(_ count: Int, _ total: Int) -> Double {
    total > 0 ? Double(count) / Double(total) : .nan
  }
}
