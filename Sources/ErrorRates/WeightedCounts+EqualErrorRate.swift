extension WeightedCounts {
  /// Which attacks stand against bona fide.
  enum Opponents {
    /// All together.
    case pooled
    /// At every threshold the species with the highest APCER.
    case worst
    /// The class of one species.
    case only(Int)
  }

  /// Counts when some first rows are accepted.
  struct Balance {
    /// How many rows are accepted.
    var position: Int
    /// Accepted attacks and their trials.
    var attacks: (accepted: Int, trials: Int)
    /// Accepted bona fide.
    var bonaFide: Int
    /// Bona fide trials.
    var bonaFideTrials: Int

    /// APCER - BPCER times both numbers of trials.
    var excess: Int128 {
      Int128(attacks.accepted) * Int128(bonaFideTrials)
        - Int128(bonaFideTrials - bonaFide) * Int128(attacks.trials)
    }

    /// The mean of both rates.
    var value: Double {
      let far = Double(attacks.accepted) / Double(attacks.trials)
      return (far + Double(bonaFideTrials - bonaFide) / Double(bonaFideTrials)) / 2
    }

    /// Whether |APCER - BPCER| is at most that of another.
    func isAsNear(as other: Balance) -> Bool {
      excess.magnitude * UInt128(other.attacks.trials)
        <= other.excess.magnitude * UInt128(attacks.trials)
    }
  }

  /// Where APCER and BPCER are nearest, at the highest such threshold; `nil` when a side has no
  /// trial.
  func equalErrorBalance(_ opponents: Opponents) -> Balance? {
    guard trials[0] > 0, attackTrials > 0 else { return nil }
    if case .only(let place) = opponents, trials[place] == 0 { return nil }
    guard let block = firstBlock(where: { start(opponents, before: $0).excess >= 0 }) else {
      return nil
    }
    // Only when every attack counts as accepted at every threshold is there nothing to follow.
    if block == -1 { return start(opponents, before: 0) }
    var running = accepted(before: block)
    var balance = start(opponents, before: block)
    var above = balance
    for index in plan.blocks[block]..<plan.blocks[block + 1] {
      let place = rowPlace(index)
      running[place] += rowWeight(index)
      if place == 0 {
        balance.bonaFide = running[0]
      } else {
        update(&balance, opponents, place, weight: rowWeight(index), accepted: running[place])
      }
      guard plan.rows[index].endsTie else { continue }
      balance.position = index + 1
      if balance.excess >= 0 {
        // Scores of +infinity cannot be rejected, so above them is no choice.
        let isForced = above.position == 0 && balance.position <= plan.infiniteRows
        return above.isAsNear(as: balance) && !isForced ? above : balance
      }
      above = balance
    }
    return balance
  }

  func equalErrorRate(_ opponents: Opponents) -> Double {
    equalErrorBalance(opponents)?.value ?? .nan
  }

  /// Counts at the start of a block.
  private func start(_ opponents: Opponents, before block: Int) -> Balance {
    var attacks = (accepted: 0, trials: 0)
    switch opponents {
    case .pooled:
      for place in 1..<plan.classCount { attacks.accepted += accepted(place, before: block) }
      attacks.trials = attackTrials
    case .worst:
      for place in 1..<plan.classCount {
        attacks = worse(of: attacks, (accepted(place, before: block), trials[place]))
      }
    case .only(let place): attacks = (accepted(place, before: block), trials[place])
    }
    return Balance(
      position: plan.blocks[block], attacks: attacks, bonaFide: accepted(0, before: block),
      bonaFideTrials: trials[0])
  }

  private func update(
    _ balance: inout Balance, _ opponents: Opponents, _ place: Int, weight: Int, accepted: Int
  ) {
    switch opponents {
    case .pooled: balance.attacks.accepted += weight
    case .worst: balance.attacks = worse(of: balance.attacks, (accepted, trials[place]))
    case .only(let only): if only == place { balance.attacks.accepted = accepted }
    }
  }

  /// The higher of two rates; counts only grow on the way down, so the highest so far stays it
  /// until another passes.
  private func worse(
    of first: (accepted: Int, trials: Int), _ second: (accepted: Int, trials: Int)
  ) -> (accepted: Int, trials: Int) {
    if second.trials == 0 { return first }
    if first.trials == 0 { return second }
    return second.accepted * first.trials > first.accepted * second.trials ? second : first
  }
}
