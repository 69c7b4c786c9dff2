import Statistics

/// Pair counts of two classes, doubled so that a tie is 1 and a win 2.
struct PairCounts: Sendable {
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

  static func += (counts: inout PairCounts, other: PairCounts) {
    counts.sum &+= other.sum
    counts.bonaFideSquares &+= other.bonaFideSquares
    counts.attackSquares &+= other.attackSquares
  }
}

/// The pair counts of all species that some of the scores add, and of all attacks together.
struct AreaCounts: Sendable {
  var species: [PairCounts]
  var pooled = PairCounts()

  static func += (counts: inout AreaCounts, other: AreaCounts) {
    for index in counts.species.indices { counts.species[index] += other.species[index] }
    counts.pooled += other.pooled
  }
}

extension SortedScores {
  /// Areas under the ROC curve: of each species, and of all attacks together. Over responses only.
  ///
  /// Exact by whole counts, which any division into parts adds up to. The variance is that of
  /// DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), whose structural components are the
  /// per-score sums of `PairCounts`.
  func areasUnderROC(
    _ parts: [AreaCounts], level: Double
  ) -> (species: [AreaUnderROC?], pooled: AreaUnderROC?) {
    var counts = AreaCounts(species: attacks.map { _ in PairCounts() })
    for part in parts { counts += part }
    let bonaFideCount = bonaFide.range.count
    let areas = zip(counts.species, attacks).map { counts, of in
      AreaUnderROC(counts, bonaFide: bonaFideCount, attacks: of.range.count, level: level)
    }
    let attackCount = attacks.reduce(0) { $0 + $1.range.count }
    return (
      areas,
      AreaUnderROC(counts.pooled, bonaFide: bonaFideCount, attacks: attackCount, level: level)
    )
  }

  /// What part `part` of `count` adds: some bona fide scores and the attacks among them.
  func areaCounts(part: Int, of count: Int) -> AreaCounts {
    let all = bonaFide.range
    var counts = AreaCounts(species: attacks.map { _ in PairCounts() })
    // A part begins at the first of equal scores, so that no tie is cut.
    func start(_ part: Int, _ count: Int) -> UInt64? {
      if part == 0 { return 0 }
      return part == count ? nil : keys[all.lowerBound + all.count * part / count]
    }
    if all.isEmpty { return counts }
    let blocks = max(1, all.count / Self.blockLength / count) * count
    var ranks: [UInt32] = []
    shared { keys in
      for block in (blocks / count * part)..<(blocks / count * (part + 1)) {
        add(
          from: start(block, blocks), to: start(block + 1, blocks), keys, &ranks, to: &counts)
      }
    }
    return counts
  }

  /// Bona fide scores that are merged with all species while they and their sums are at hand.
  private static let blockLength = 8192

  private func shared(_ body: (Span<UInt64>) -> Void) { keys.shared.withKeys(body) }

  /// Adds the pairs of bona fide scores, and of attacks, from one key up to another.
  private func add(
    from start: UInt64?, to end: UInt64?, _ keys: Span<UInt64>, _ ranks: inout [UInt32],
    to counts: inout AreaCounts
  ) {
    guard let start, start != end else { return }
    let block = range(of: 0, from: start, to: end)
    let isAlone = classes.count == 2
    if !isAlone {
      ranks.removeAll(keepingCapacity: true)
      ranks.append(contentsOf: repeatElement(0, count: block.count))
    }
    for index in classes.indices.dropFirst() {
      let found = pairCounts(
        block, with: range(of: index, from: start, to: end), of: index, keys, &ranks)
      counts.species[index - 1] += found
      counts.pooled.sum &+= found.sum
      counts.pooled.attackSquares &+= found.attackSquares
      if isAlone { counts.pooled.bonaFideSquares &+= found.bonaFideSquares }
    }
    for rank in ranks {
      counts.pooled.bonaFideSquares &+= UInt128(UInt64(rank) &* UInt64(rank))
    }
  }

  private func range(of index: Int, from start: UInt64, to end: UInt64?) -> Range<Int> {
    let range = classes[index].range
    let first = range.lowerBound + count(of: index, below: start)
    return first..<(end.map { range.lowerBound + count(of: index, below: $0) } ?? range.upperBound)
  }

  /// Merges a block of bona fide scores with the attacks of a species that lie in the same interval
  /// of scores; adds every bona fide score's sum to `ranks` unless that is empty.
  private func pairCounts(
    _ block: Range<Int>, with attacks: Range<Int>, of species: Int, _ keys: Span<UInt64>,
    _ ranks: inout [UInt32]
  ) -> PairCounts {
    precondition(bonaFide.range.upperBound <= keys.count)
    precondition(classes[species].range.upperBound <= keys.count)
    var counts = PairCounts()
    let first = block.lowerBound
    let last = block.upperBound
    let firstAttack = classes[species].range.lowerBound
    let bonaFideEnd = bonaFide.range.upperBound
    let keepsRanks = !ranks.isEmpty
    var rankSpan = ranks.mutableSpan
    var index = first
    var attack = attacks.lowerBound
    while attack < attacks.upperBound {
      let attackKey = unsafe keys[unchecked: attack]
      // Bona fide scores below this attack won against all attacks before it.
      let runStart = index
      let rank = UInt32(truncatingIfNeeded: 2 &* (attack &- firstAttack))
      while index < last, unsafe keys[unchecked: index] < attackKey {
        if keepsRanks { unsafe rankSpan[unchecked: index &- first] &+= rank }
        index &+= 1
      }
      counts.addRun(of: index &- runStart, rank: UInt64(rank))
      if unsafe index == last || keys[unchecked: index] > attackKey {
        let attackRank = UInt64(2 &* (bonaFideEnd &- index))
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
      let attackRank = UInt64(2 * (bonaFideEnd - index) + index - tieStart)
      counts.attackSquares &+= UInt128(attackRank &* attackRank) &* UInt128(attack - attackStart)
    }
    let rank = UInt32(truncatingIfNeeded: 2 &* (attacks.upperBound &- firstAttack))
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
