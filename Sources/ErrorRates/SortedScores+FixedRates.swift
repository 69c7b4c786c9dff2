import Statistics

extension SortedScores {
  /// A fixed rate of the bona fide class against some species, of which the worst counts.
  func fixedRate(
    _ definition: FixedRate, against species: Range<Int>, level: Double
  ) -> FixedRateResult {
    let part = restricted(to: species)
    let sizes = part.attacks.map(\.trials)
    let present =
      switch definition {
      case .bpcer: sizes.min() ?? 0
      case .apcer: bonaFide.trials
      }
    let needed = definition.divisor.multipliedReportingOverflow(by: 3).partialValue
    var result = FixedRateResult(
      definition: definition,
      support: present >= needed ? .supported : .unsupported(present: present, needed: needed))
    guard bonaFide.trials > 0, sizes.contains(where: { $0 > 0 }) else { return result }
    switch definition {
    case .bpcer: part.readBPCER(into: &result, level: level)
    case .apcer: part.readAPCER(into: &result, level: level)
    }
    return result
  }

  /// The bona fide class and some of the species; the keys are shared, not copied.
  private func restricted(to indices: Range<Int>) -> SortedScores {
    var part = self
    part.classes = [classes[0]] + classes[indices]
    part.species = indices.map { species[$0 - 1] }
    return part
  }

  /// BPCER at APCER of at most the limit: the least BPCER over all thresholds that hold it.
  private func readBPCER(into result: inout FixedRateResult, level: Double) {
    let limit = result.definition.limit
    guard let first = firstKey(worstAPCERAtMost: limit) else {
      result.isAttainable = false
      return
    }
    let key = candidate(from: first)
    result.isAttainable = key != Self.aboveAll || canRejectAll
    result.threshold = threshold(of: key)
    let rejected = self.rejected(0, at: key)
    let bounds = SimultaneousBounds(
      scores: self, species: 1..<classes.count, level: level)
    let lowest = firstKey { bounds.attackLowers(at: $0, areAtMost: limit) } ?? 0
    let highest = firstKey { bounds.attackUppers(at: $0, areAtMost: limit) }
    let interval = ConfidenceInterval(
      lower: bounds.bonaFideLower(at: lowest), upper: highest.map(bounds.bonaFideUpper(at:)) ?? 1,
      level: level, method: .orderStatistics)
    result.rate = Rate(errors: rejected, trials: bonaFide.trials, interval: interval)
  }

  /// Worst APCER at BPCER of at most the limit, at the highest threshold that holds it.
  private func readAPCER(into result: inout FixedRateResult, level: Double) {
    let limit = result.definition.limit
    guard let last = lastKey(bpcerAtMost: limit) else {
      result.isAttainable = false
      return
    }
    let key = candidate(from: last)
    result.isAttainable = key != Self.aboveAll || canRejectAll
    result.threshold = threshold(of: key)
    let worst = worstAPCER(at: key)
    let bounds = SimultaneousBounds(
      scores: self, species: 1..<classes.count, level: level)
    let highest = firstKey { !bounds.bonaFideLowerIsAtMost(limit, at: $0) }.map { $0 &- 1 }
    let lowest = firstKey { !bounds.bonaFideUpperIsAtMost(limit, at: $0) }.map { $0 &- 1 }
    let interval = ConfidenceInterval(
      lower: bounds.attackLower(at: highest ?? Self.aboveAll),
      upper: lowest == .max ? 1 : bounds.attackUpper(at: lowest ?? Self.aboveAll), level: level,
      method: .orderStatistics)
    result.rate = Rate(errors: worst.errors, trials: worst.trials, interval: interval)
  }

  /// Counts of the first species with the highest APCER at a threshold.
  func worstAPCER(at key: UInt64) -> Rate {
    var worst = Rate(errors: 0, trials: 0)
    for index in classes.indices.dropFirst() {
      let rate = Rate(errors: accepted(index, at: key), trials: classes[index].trials)
      if rate.trials > 0, worst.trials == 0 || rate.isHigher(than: worst) { worst = rate }
    }
    return worst
  }
}

extension Rate {
  /// Whether this rate is higher, compared as exact fractions.
  func isHigher(than other: Rate) -> Bool {
    Int128(errors) * Int128(other.trials) > Int128(other.errors) * Int128(trials)
  }

  /// Whether both rates are the same fraction.
  func isAsHigh(as other: Rate) -> Bool {
    Int128(errors) * Int128(other.trials) == Int128(other.errors) * Int128(trials)
  }
}
