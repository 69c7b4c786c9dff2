import Statistics

/// How well a score tells attacks from bona fide presentations, with an interval that knows which
/// presentations belong together.
///
/// The area under the ROC curve, ties counting half; its variance from the placements of every
/// presentation (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988) summed within clusters
/// (Obuchowski, Biometrics 53, 1997). The variance is never taken below that of one trial per
/// cluster of the rarer class, with one half added to successes and failures: a perfect separation
/// of few persons is no certainty.
public struct ClusteredAUC: Sendable, Hashable {
  /// The area, 0…1.
  public var value: Double
  /// The lower end of the 95 % interval.
  public var lower: Double
  /// The upper end of the 95 % interval.
  public var upper: Double

  /// Computes the area.
  ///
  /// - Returns: `nil` without both classes.
  init?(scores: [Double], isAttack: [Bool], clusters: [Int32]) {
    let attacks = isAttack.count { $0 }
    let others = isAttack.count - attacks
    guard attacks > 0, others > 0 else { return nil }
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1
    }
    var placements = [Double](repeating: 0, count: scores.count)
    var (attacksBelow, othersBelow, start) = (0, 0, 0)
    var sum = 0.0
    while start < order.count {
      var end = start
      var (tiedAttacks, tiedOthers) = (0, 0)
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if isAttack[order[end]] { tiedAttacks += 1 } else { tiedOthers += 1 }
        end += 1
      }
      let ofAttack = (Double(othersBelow) + Double(tiedOthers) / 2) / Double(others)
      let ofOther =
        (Double(attacks - attacksBelow) - Double(tiedAttacks) / 2) / Double(attacks)
      for place in order[start..<end] {
        placements[place] = isAttack[place] ? ofAttack : ofOther
      }
      sum += ofAttack * Double(tiedAttacks)
      (attacksBelow, othersBelow) = (attacksBelow + tiedAttacks, othersBelow + tiedOthers)
      start = end
    }
    let area = sum / Double(attacks)
    let clusterCount = Int(clusters.max() ?? 0) + 1
    var parts = [Double](repeating: 0, count: clusterCount)
    var (hasAttack, hasOther) = (
      [Bool](repeating: false, count: clusterCount), [Bool](repeating: false, count: clusterCount)
    )
    for place in scores.indices {
      let cluster = Int(clusters[place])
      let size = Double(isAttack[place] ? attacks : others)
      parts[cluster] += (placements[place] - area) / size
      if isAttack[place] { hasAttack[cluster] = true } else { hasOther[cluster] = true }
    }
    let used = zip(hasAttack, hasOther).count { $0 || $1 }
    var variance = parts.reduce(0) { $0 + $1 * $1 }
    if used > 1 { variance *= Double(used) / Double(used - 1) }
    let trials = Double(min(hasAttack.count { $0 }, hasOther.count { $0 }))
    let share = (max(area, 1 - area) * trials + 0.5) / (trials + 1)
    variance = max(variance, share * (1 - share) / trials)
    let half = 1.959_963_984_540_054 * variance.squareRoot()
    value = area
    lower = max(0, area - half)
    upper = min(1, area + half)
  }
}
