import PADVocabulary
import Statistics

/// Scores of comparisons, sorted once, from which the curve of every species is read.
struct AcceptSweep {
  private let genuine: [UInt64]
  private let impostors: [UInt64]
  private let attacks: [(species: PAISpecies, keys: [UInt64])]

  init(_ trials: SystemTrials, _ index: ClaimIndex) {
    var genuine: [UInt64] = []
    var impostors: [UInt64] = []
    var attacks: [(species: PAISpecies, keys: [UInt64])] = []
    for part in index.parts {
      var keys: [UInt64] = []
      keys.reserveCapacity(part.range.count)
      for row in index.rows(of: part) where !trials.scores[Int(row)].isNaN {
        keys.append(OrderedBits.key(trials.scores[Int(row)]))
      }
      switch part.kind {
      case .genuine: genuine = keys
      case .zeroEffort: impostors = keys
      case .attack(let species): attacks.append((species, keys))
      case .concealer: break
      }
    }
    RadixSort.sort(&genuine)
    RadixSort.sort(&impostors)
    for place in attacks.indices { RadixSort.sort(&attacks[place].keys) }
    (self.genuine, self.impostors, self.attacks) = (genuine, impostors, attacks)
  }

  /// A curve per species that was compared; none without a zero-effort comparison.
  func curves() -> [AcceptCurve] {
    guard !impostors.isEmpty else { return [] }
    return attacks.filter { !$0.keys.isEmpty }.map { species, keys in
      let half = AcceptCurve.mostPoints / 2 - 1
      var thresholds = Self.ranks(impostors.count, most: half, isEven: false)
        .map { impostors[impostors.count - $0] }
      thresholds += Self.ranks(keys.count, most: half, isEven: true).map { keys[keys.count - $0] }
      thresholds.sort(by: >)
      var points: [AcceptCurve.Point] = []
      for (place, key) in thresholds.enumerated()
      where place == 0 || thresholds[place - 1] != key {
        points.append(
          AcceptCurve.Point(
            threshold: OrderedBits.value(key),
            impostors: impostors.count - Self.below(key, impostors),
            attacks: keys.count - Self.below(key, keys), rejected: Self.below(key, genuine)))
      }
      return AcceptCurve(
        species: species, impostors: impostors.count, attacks: keys.count, genuine: genuine.count,
        points: points)
    }
  }

  /// Ranks from the highest score (1) to the lowest (`count`): all where they fit, else evenly
  /// spaced, or closer at the top, where low false match rates are told apart.
  private static func ranks(_ count: Int, most: Int, isEven: Bool) -> [Int] {
    if count <= most { return Array(1...count) }
    let last = Double(most - 1)
    var ranks: [Int] = []
    for step in 0..<most {
      let share = Double(step) / last
      let rank =
        isEven
        ? 1 + share * Double(count - 1) : Elementary.power(Double(count), share)
      let whole = min(count, max(1, Int(rank.rounded())))
      if ranks.last != whole { ranks.append(whole) }
    }
    return ranks
  }

  /// How many of the sorted keys are below one.
  private static func below(_ key: UInt64, _ sorted: [UInt64]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
