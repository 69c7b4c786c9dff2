import Statistics

/// Pair counts of two classes, doubled so that a tie is 1 and a win 2.
struct PairCounts {
  /// Over all pairs: 2 for every bona fide score above an attack's, 1 for every tie.
  var sum: UInt128 = 0
  /// Over bona fide scores: the square of the score's own sum over attacks.
  var bonaFideSquares: UInt128 = 0
  /// Over attacks: the square of the attack's own sum over bona fide scores.
  var attackSquares: UInt128 = 0
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
    // Sums of a few million squares of at most 2^33 fit 64 bits only in parts.
    while index < last || attack < attacks.upperBound {
      guard index < last, attack < attacks.upperBound else {
        if index < last {
          let rank = UInt64(2 * attacks.count)
          let rest = UInt64(last - index)
          counts.sum += UInt128(rank) * UInt128(rest)
          counts.bonaFideSquares += UInt128(rank &* rank) * UInt128(rest)
          if keepsRanks {
            for place in (index - first)..<(last - first) {
              rankSpan[place] &+= UInt32(truncatingIfNeeded: rank)
            }
          }
        }
        break
      }
      let bonaFideKey = keys[index]
      let attackKey = keys[attack]
      if attackKey < bonaFideKey {
        let rank = UInt64(2 &* (last &- index))
        counts.attackSquares &+= UInt128(rank &* rank)
        attack &+= 1
      } else if bonaFideKey < attackKey {
        let rank = UInt64(2 &* (attack &- attacks.lowerBound))
        counts.sum &+= UInt128(rank)
        counts.bonaFideSquares &+= UInt128(rank &* rank)
        if keepsRanks { rankSpan[index &- first] &+= UInt32(truncatingIfNeeded: rank) }
        index &+= 1
      } else {
        let attacksBelow = attack - attacks.lowerBound
        let start = index
        while index < last, keys[index] == bonaFideKey { index &+= 1 }
        let attackStart = attack
        while attack < attacks.upperBound, keys[attack] == bonaFideKey { attack &+= 1 }
        let rank = UInt64(2 * attacksBelow + attack - attackStart)
        let attackRank = UInt64(2 * (last - index) + index - start)
        counts.sum += UInt128(rank) * UInt128(index - start)
        counts.bonaFideSquares += UInt128(rank &* rank) * UInt128(index - start)
        counts.attackSquares += UInt128(attackRank &* attackRank) * UInt128(attack - attackStart)
        if keepsRanks {
          for place in (start - first)..<(index - first) {
            rankSpan[place] &+= UInt32(truncatingIfNeeded: rank)
          }
        }
      }
    }
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
