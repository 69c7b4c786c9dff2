import Statistics

extension WeightedCounts {
  /// How many rows the threshold accepts that a searched criterion picks here; `nil` when a class
  /// it needs is empty, nothing meets it, or the criterion is not searched.
  func position(meeting criterion: Criterion) -> Int? {
    switch criterion {
    case .eer: equalErrorBalance(.pooled)?.position
    case .minHTER: positionOfLeastSum()
    case .far(let limit):
      attackTrials > 0 ? lastPosition(poolingAtMost: Self.most(attackTrials, limit)) : nil
    case .bpcer(let k): worstPosition(limit: FixedRate.bpcer(atAPCER: k).limit)
    case .apcer(let k): firstPosition(bpcerAtMost: FixedRate.apcer(atBPCER: k).limit)
    case .fixed, .card: nil
    }
  }

  private func worstPosition(limit: Double) -> Int? {
    guard attackTrials > 0 else { return nil }
    let allowed = trials.map { Self.most($0, limit) }
    return lastPosition(holding: { $1 <= allowed[$0] })?.position
  }

  private func lastPosition(poolingAtMost allowed: Int) -> Int? {
    func attacks(before block: Int) -> Int {
      (1..<plan.classCount).reduce(0) { $0 + accepted($1, before: block) }
    }
    guard let block = firstBlock(where: { attacks(before: $0) > allowed }) else {
      return plan.rows.count
    }
    if block == -1 { return nil }
    var running = attacks(before: block)
    var held = plan.blocks[block]
    for index in plan.blocks[block]..<plan.blocks[block + 1] {
      if rowPlace(index) > 0 { running += rowWeight(index) }
      if running > allowed { return held }
      if plan.rows[index].endsTie { held = index + 1 }
    }
    return held
  }

  /// The highest threshold at which BPCER is at most a limit.
  private func firstPosition(bpcerAtMost limit: Double) -> Int? {
    guard trials[0] > 0 else { return nil }
    let needed = trials[0] - Self.most(trials[0], limit)
    guard let block = firstBlock(where: { accepted(0, before: $0) >= needed }) else { return nil }
    if block == -1 { return 0 }
    var running = accepted(0, before: block)
    for index in plan.blocks[block]..<plan.blocks[block + 1] {
      if rowPlace(index) == 0 { running += rowWeight(index) }
      if plan.rows[index].endsTie, running >= needed { return index + 1 }
    }
    return plan.blocks[block + 1]
  }

  /// The highest threshold with the least sum of pooled FAR and BPCER.
  private func positionOfLeastSum() -> Int? {
    guard attackTrials > 0, trials[0] > 0 else { return nil }
    let start = accepted(before: 0)
    var attacks = start.dropFirst().reduce(0, +)
    var bonaFide = start[0]
    func cost() -> Int { attacks * trials[0] + (trials[0] - bonaFide) * attackTrials }
    // Above scores of +infinity is no choice, because no threshold rejects them.
    var best: (cost: Int, position: Int)?
    if plan.infiniteRows == 0 { best = (cost(), 0) }
    for index in plan.rows.indices {
      let weight = rowWeight(index)
      if rowPlace(index) == 0 { bonaFide += weight } else { attacks += weight }
      guard plan.rows[index].endsTie else { continue }
      let sum = cost()
      if best.map({ sum < $0.cost }) ?? true { best = (sum, index + 1) }
    }
    return best?.position
  }

  /// The threshold that accepts the first `position` rows: the lowest accepted score that some
  /// cluster drawn has, or the number above the highest; `nil` when nothing was drawn.
  func threshold(accepting position: Int) -> UInt64? {
    for index in plan.rows.indices.prefix(position).reversed() where rowWeight(index) > 0 {
      return plan.keys[index]
    }
    guard let highest = plan.rows.indices.first(where: { rowWeight($0) > 0 }) else { return nil }
    return OrderedBits.key(OrderedBits.value(plan.keys[highest]).nextUp)
  }
}
