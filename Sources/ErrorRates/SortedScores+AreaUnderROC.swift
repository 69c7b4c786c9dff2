import Statistics

/// Pair counts of two classes, doubled so that a tie is 1 and a win 2.
struct PairCounts {
  /// Over all pairs: 2 for every bona fide score above an attack's, 1 for every tie.
  var sum: UInt128 = 0
  /// Over bona fide scores: the square of the score's own sum over attacks.
  var bonaFideSquares: UInt128 = 0
  /// Over attacks: the square of the attack's own sum over bona fide scores.
  var attackSquares: UInt128 = 0

  /// Adds bona fide scores that have the same sum over attacks.
  mutating func addRun(of length: Int, rank: UInt64) {
    sum &+= UInt128(rank) &* UInt128(length)
    bonaFideSquares &+= UInt128(rank &* rank) &* UInt128(length)
  }
}

extension SortedScores {
  /// Areas under the ROC curve: of each species, and of all attacks together. Over responses only.
  ///
  /// Exact by whole counts. The variance is that of DeLong, DeLong and Clarke-Pearson (Biometrics
  /// 44, 1988), whose structural components are the per-score sums of `PairCounts`.
  func areasUnderROC(level: Double) -> (species: [AreaUnderROC?], pooled: AreaUnderROC?) {
    let bonaFideCount = bonaFide.range.count
    var ranks = [UInt32](repeating: 0, count: classes.count > 2 ? bonaFideCount : 0)
    var pooled = PairCounts()
    var areas: [AreaUnderROC?] = []
    var attackCount = 0
    for of in attacks {
      let counts = pairCounts(with: of.range, ranks: &ranks)
      pooled.sum += counts.sum
      pooled.attackSquares += counts.attackSquares
      pooled.bonaFideSquares = counts.bonaFideSquares
      attackCount += of.range.count
      areas.append(
        AreaUnderROC(counts, bonaFide: bonaFideCount, attacks: of.range.count, level: level))
    }
    if classes.count > 2 {
      pooled.bonaFideSquares = 0
      for rank in ranks { pooled.bonaFideSquares += UInt128(UInt64(rank) &* UInt64(rank)) }
    }
    let area = AreaUnderROC(pooled, bonaFide: bonaFideCount, attacks: attackCount, level: level)
    return (areas, area)
  }

  /// Merges the bona fide class with a range of attacks; adds every bona fide score's sum to
  /// `ranks` unless that is empty.
  private func pairCounts(with attacks: Range<Int>, ranks: inout [UInt32]) -> PairCounts {
    var counts = PairCounts()
    let keys = self.keys.span
    let first = bonaFide.range.lowerBound
    let last = bonaFide.range.upperBound
    let keepsRanks = !ranks.isEmpty
    var rankSpan = ranks.mutableSpan
    var index = first
    var attack = attacks.lowerBound
    while attack < attacks.upperBound {
      let attackKey = unsafe keys[unchecked: attack]
      // Bona fide scores below this attack won against all attacks before it.
      let runStart = index
      let rank = UInt32(truncatingIfNeeded: 2 &* (attack &- attacks.lowerBound))
      while index < last, unsafe keys[unchecked: index] < attackKey {
        if keepsRanks { unsafe rankSpan[unchecked: index &- first] &+= rank }
        index &+= 1
      }
      counts.addRun(of: index &- runStart, rank: UInt64(rank))
      guard index < last else { break }
      if unsafe keys[unchecked: index] > attackKey {
        let attackRank = UInt64(2 &* (last &- index))
        counts.attackSquares &+= UInt128(attackRank &* attackRank)
        attack &+= 1
        continue
      }
      let tieStart = index
      while index < last, keys[index] == attackKey { index &+= 1 }
      let attackStart = attack
      while attack < attacks.upperBound, keys[attack] == attackKey { attack &+= 1 }
      let tieRank = rank &+ UInt32(truncatingIfNeeded: attack &- attackStart)
      if keepsRanks {
        for place in (tieStart - first)..<(index - first) { rankSpan[place] &+= tieRank }
      }
      counts.addRun(of: index - tieStart, rank: UInt64(tieRank))
      let attackRank = UInt64(2 * (last - index) + index - tieStart)
      counts.attackSquares += UInt128(attackRank &* attackRank) * UInt128(attack - attackStart)
    }
    let rank = UInt32(truncatingIfNeeded: 2 * attacks.count)
    if keepsRanks {
      for place in (index - first)..<(last - first) { rankSpan[place] &+= rank }
    }
    counts.addRun(of: last - index, rank: UInt64(rank))
    return counts
  }
}

extension AreaUnderROC {
  /// The area of given pair counts; `nil` when a class is empty.
  init?(_ counts: PairCounts, bonaFide: Int, attacks: Int, level: Double) {
    guard bonaFide > 0, attacks > 0 else { return nil }
    let pairs = 2 * UInt128(bonaFide) * UInt128(attacks)
    self.init(value: Double(counts.sum) / Double(pairs))
    if let top = Int(exactly: counts.sum), let bottom = Int(exactly: pairs) {
      numerator = top
      denominator = bottom
    }
    guard bonaFide > 1, attacks > 1 else { return }
    let variance =
      Self.componentVariance(counts.bonaFideSquares, counts.sum, count: bonaFide, others: attacks)
      + Self.componentVariance(counts.attackSquares, counts.sum, count: attacks, others: bonaFide)
    self.variance = variance
    guard variance > 0 else { return }
    let half = -Normal.quantile((1 - level) / 2) * variance.squareRoot()
    interval = ConfidenceInterval(
      lower: max(0, value - half), upper: min(1, value + half), level: level, method: .deLong)
  }

  /// The sample variance of one class's components over its size.
  private static func componentVariance(
    _ squares: UInt128, _ sum: UInt128, count: Int, others: Int
  ) -> Double {
    let n = UInt128(count)
    let spread = n * squares - sum * sum
    let size = Double(count)
    let scale = 2 * Double(others)
    return Double(spread) / (size * (size - 1)) / (scale * scale) / size
  }
}
