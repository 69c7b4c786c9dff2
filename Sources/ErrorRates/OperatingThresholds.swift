import Statistics

/// Thresholds by criterion, all by whole counts: a rate is compared as one division `k / n`.
extension SortedScores {
  /// The least threshold at which every species' APCER is at most `limit`, or `nil`.
  func firstKey(worstAPCERAtMost limit: Double) -> UInt64? {
    firstKey { key in
      classes.indices.dropFirst().allSatisfy { index in
        let trials = classes[index].trials
        return trials == 0 || Double(accepted(index, at: key)) / Double(trials) <= limit
      }
    }
  }

  /// The least threshold at which the pooled rate of accepted attacks is at most `limit`, or `nil`.
  func firstKey(pooledAPCERAtMost limit: Double) -> UInt64? {
    let trials = Double(attackTrials)
    return firstKey { Double(acceptedAttacks(at: $0)) / trials <= limit }
  }

  /// The greatest threshold at which BPCER is at most `limit`, or `nil`.
  func lastKey(bpcerAtMost limit: Double) -> UInt64? {
    let trials = Double(bonaFide.trials)
    guard let first = firstKey(where: { Double(rejected(0, at: $0)) / trials > limit }) else {
      return Self.aboveAll
    }
    return first == 0 ? nil : first - 1
  }

  /// The threshold with the least sum of pooled FAR and BPCER, the highest of them on ties, and
  /// how many are equally good.
  ///
  /// Only bona fide scores and "above all" can be best: moving a threshold up past attacks alone
  /// lowers the sum.
  func minHTERKey() -> (key: UInt64, optimalPoints: Int)? {
    let attacks = attackTrials
    let bonaFideTrials = bonaFide.trials
    guard attacks > 0, bonaFideTrials > 0 else { return nil }
    var positions = classes.map(\.range.lowerBound)
    var best: (cost: Int, key: UInt64, ties: Int)?
    func consider(_ key: UInt64, _ rejected: Int) {
      var accepted = 0
      for index in classes.indices.dropFirst() {
        let end = classes[index].range.upperBound
        while positions[index] < end, keys[positions[index]] < key { positions[index] += 1 }
        accepted += end - positions[index] + classes[index].alwaysAccepted
      }
      let cost = accepted * bonaFideTrials + rejected * attacks
      guard let known = best else {
        best = (cost, key, 1)
        return
      }
      if cost < known.cost {
        best = (cost, key, 1)
      } else if cost == known.cost {
        best = (cost, key, known.ties + 1)
      }
    }
    let range = bonaFide.range
    var index = range.lowerBound
    // Everything accepted is a candidate of its own only when the lowest score is an attack's, and
    // then a higher threshold is better.
    while index < range.upperBound {
      let key = keys[index]
      consider(key, index - range.lowerBound + bonaFide.alwaysRejected)
      while index < range.upperBound, keys[index] == key { index += 1 }
    }
    if canRejectAll { consider(Self.aboveAll, bonaFideTrials) }
    return best.map { ($0.key, $0.ties) }
  }
}
