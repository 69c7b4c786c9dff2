import Statistics

extension SortedScores {
  /// The curves of the worst species and of all attacks; none when a class is empty. Each keeps at
  /// most about `limit` points, all of them exact.
  func curvesOfAll(limit: Int) -> [Curve] {
    let indices = curveIndices
    guard limit > 0, !indices.isEmpty else { return [] }
    let all = curveKeys(of: indices, limit: limit)
    return [
      curve(.worst, indices, keys: all.keys, isThinned: all.isThinned),
      curve(.pooled, indices, keys: all.keys, isThinned: all.isThinned),
    ]
  }

  /// The curve of one species, made in the same way; `nil` when it or the bona fide class is empty.
  func curve(of index: Int, limit: Int) -> Curve? {
    guard limit > 0, bonaFide.trials > 0, classes[index].trials > 0 else { return nil }
    let own = curveKeys(of: [index], limit: limit)
    return curve(.species(species[index - 1]), [index], keys: own.keys, isThinned: own.isThinned)
  }

  /// The species that a curve can be about.
  private var curveIndices: [Int] {
    bonaFide.trials > 0 ? classes.indices.filter { $0 > 0 && classes[$0].trials > 0 } : []
  }

  /// The points at given thresholds, which run from the highest to the lowest.
  private func curve(
    _ subject: CurveSubject, _ indices: [Int], keys: [UInt64], isThinned: Bool
  ) -> Curve {
    let trials = bonaFide.trials
    let pooled = indices.reduce(0) { $0 + classes[$1].trials }
    let points = keys.map { key in
      var point = CurvePoint(
        threshold: key == Self.aboveAll ? .infinity : OrderedBits.value(key), falseAccepts: 0,
        attacks: pooled, falseRejects: rejected(0, at: key), bonaFide: trials)
      let accepted = indices.map { self.accepted($0, at: key) }
      if subject == .worst {
        let worst = zip(accepted, indices).max { left, right in
          Int128(left.0) * Int128(classes[right.1].trials)
            < Int128(right.0) * Int128(classes[left.1].trials)
        }
        point.falseAccepts = worst?.0 ?? 0
        point.attacks = worst.map { classes[$0.1].trials } ?? 0
      } else {
        point.falseAccepts = accepted.reduce(0, +)
      }
      return point
    }
    return Curve(subject: subject, points: points, isThinned: isThinned)
  }

  /// The thresholds of a curve from the highest to the lowest: every distinct score where there
  /// are few, else those at ranks that grow geometrically from both ends of every class, because a
  /// DET shows the small rates widest.
  private func curveKeys(of indices: [Int], limit: Int) -> (keys: [UInt64], isThinned: Bool) {
    let ranges = ([0] + indices).map { classes[$0].range }
    if ranges.reduce(0, { $0 + $1.count }) <= 8 * limit {
      var distinct = ranges.flatMap { keys[$0] }
      distinct.sort(by: >)
      distinct = distinct.removingRepeats()
      if distinct.count <= limit { return ([Self.aboveAll] + distinct, false) }
    }
    let perClass = max(limit / ranges.count, 2)
    var chosen: [UInt64] = []
    for range in ranges where !range.isEmpty {
      chosen += Self.ranks(of: range.count, about: perClass).map { keys[range.lowerBound + $0] }
    }
    chosen.append(candidate(from: 0))
    chosen.sort(by: >)
    return ([Self.aboveAll] + chosen.removingRepeats().filter { $0 != Self.aboveAll }, true)
  }

  /// About `wanted` ranks of 0..<count, dense at both ends.
  static func ranks(of count: Int, about wanted: Int) -> [Int] {
    guard count > wanted else { return Array(0..<count) }
    let half = max(wanted / 2, 1)
    let middle = Double(count) / 2
    let growth = Elementary.power(middle, 1 / Double(half))
    var ranks: [Int] = []
    var distance = 1.0
    for step in 0..<half {
      let rank = min(Int(distance) - 1 + min(step, 1), count / 2)
      ranks += [rank, count - 1 - rank]
      distance *= growth
    }
    ranks.append(count / 2)
    return ranks
  }
}

extension [UInt64] {
  /// A sorted list with every value once.
  func removingRepeats() -> [UInt64] {
    var result: [UInt64] = []
    for key in self where key != result.last { result.append(key) }
    return result
  }
}
