import Statistics

extension SortedScores {
  /// The equal error rate of the bona fide class against some species.
  ///
  /// At every threshold the species with the highest APCER counts (`pooling` false) or all of them
  /// together (`pooling` true). The best threshold has the least |APCER - BPCER|, compared as
  /// exact fractions; of equal ones the highest is taken.
  ///
  /// - Returns: `nil` when a side has no trial.
  func equalErrorRate(
    against species: Range<Int>, pooling: Bool, level: Double
  ) -> EqualErrorRate? {
    let search = EqualErrorSearch(scores: self, species: species, pooling: pooling)
    guard var result = search?.result() else { return nil }
    let bounds = SimultaneousBounds(
      scores: self, species: species, pooling: pooling, level: level)
    result.interval = bounds.equalErrorInterval(level: level)
    return result
  }
}

/// The search for the crossing of a falling APCER and a rising BPCER.
struct EqualErrorSearch {
  let scores: SortedScores
  let species: [Int]
  let pooling: Bool
  let bonaFide: Int

  init?(scores: SortedScores, species: Range<Int>, pooling: Bool) {
    self.scores = scores
    self.species = species.filter { scores.classes[$0].trials > 0 }
    self.pooling = pooling
    bonaFide = scores.bonaFide.trials
    guard bonaFide > 0, !self.species.isEmpty else { return nil }
  }

  /// Counts at a threshold, with the species that counts there.
  func point(at key: UInt64) -> CurvePoint {
    let rejected = scores.rejected(0, at: key)
    var worst = (accepted: 0, trials: 0)
    for index in species {
      let accepted = scores.accepted(index, at: key)
      let trials = scores.classes[index].trials
      if pooling {
        worst = (worst.accepted + accepted, worst.trials + trials)
      } else if worst.trials == 0
        || Int128(accepted) * Int128(worst.trials) > Int128(worst.accepted) * Int128(trials)
      {
        worst = (accepted, trials)
      }
    }
    return CurvePoint(
      threshold: 0, falseAccepts: worst.accepted, attacks: worst.trials, falseRejects: rejected,
      bonaFide: bonaFide)
  }

  /// The best threshold, the highest of them on ties.
  func key() -> UInt64? {
    // Above all scores APCER is lowest and BPCER is 1, so the crossing exists.
    guard let crossing = scores.firstKey(where: { point(at: $0).excess <= 0 }) else { return nil }
    var best = scores.candidate(from: crossing)
    if best == SortedScores.aboveAll, !scores.canRejectAll {
      guard let lower = scores.score(below: best) else { return nil }
      best = lower
    } else if let lower = scores.score(below: crossing),
      point(at: lower).isStrictlyMoreEqual(than: point(at: best))
    {
      best = lower
    }
    return highestEqual(to: best)
  }

  func result() -> EqualErrorRate? {
    key().map(result(at:))
  }

  /// The highest threshold that is exactly as good; APCER of the worst species can stay the same
  /// while other species' scores pass by.
  private func highestEqual(to key: UInt64) -> UInt64 {
    let excess = point(at: key)
    guard let beyond = scores.firstKey(where: { point(at: $0).isLess(than: excess) }) else {
      return scores.canRejectAll
        ? SortedScores.aboveAll : scores.score(below: SortedScores.aboveAll) ?? key
    }
    return scores.score(below: beyond).map { max($0, key) } ?? key
  }

  private func result(at key: UInt64) -> EqualErrorRate {
    let at = point(at: key)
    let far = Double(at.falseAccepts) / Double(at.attacks)
    let frr = Double(at.falseRejects) / Double(at.bonaFide)
    return EqualErrorRate(
      value: (far + frr) / 2, threshold: scores.threshold(of: key), falseAccepts: at.falseAccepts,
      attacks: at.attacks, falseRejects: at.falseRejects, bonaFide: at.bonaFide,
      optimalPoints: equallyGood(as: key))
  }

  /// How many candidates have the same |APCER - BPCER|, on either side of the crossing.
  private func equallyGood(as key: UInt64) -> Int {
    let distance = point(at: key)
    var count = 1
    var below = scores.score(below: key)
    while let next = below, point(at: next).isAsEqual(as: distance) {
      count += 1
      below = scores.score(below: next)
    }
    return count
  }
}

extension CurvePoint {
  /// The sign of APCER - BPCER, and its size times both denominators.
  var excess: Int128 {
    Int128(falseAccepts) * Int128(bonaFide) - Int128(falseRejects) * Int128(attacks)
  }

  /// Whether |APCER - BPCER| is smaller here; the bona fide denominators are the same.
  func isStrictlyMoreEqual(than other: CurvePoint) -> Bool {
    excess.magnitude * UInt128(other.attacks) < other.excess.magnitude * UInt128(attacks)
  }

  /// Whether |APCER - BPCER| is the same.
  func isAsEqual(as other: CurvePoint) -> Bool {
    excess.magnitude * UInt128(other.attacks) == other.excess.magnitude * UInt128(attacks)
  }

  /// Whether APCER - BPCER is smaller here.
  func isLess(than other: CurvePoint) -> Bool {
    excess * Int128(other.attacks) < other.excess * Int128(attacks)
  }
}
