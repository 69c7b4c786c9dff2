import Statistics

/// Counts of a replicate, in which every row counts as often as the weight of its cluster says.
///
/// One pass from the highest score down keeps the accepted rows of every class at the start of each
/// block of rows; what is searched later looks at few blocks only.
struct WeightedCounts {
  let plan: BootstrapPlan
  let weights: [UInt16]
  /// Accepted per class at the start of every block and at the end, with those that are accepted at
  /// every threshold.
  private let accepted: [Int]
  /// Per species, twice the pairs won by bona fide plus ties.
  let pairs: [Int]
  /// Trials of every class, with those that count at every threshold.
  let trials: [Int]
  /// Scored rows of every class.
  let responses: [Int]
  let attackTrials: Int

  /// - Precondition: one weight per cluster.
  init(_ plan: BootstrapPlan, weights: [UInt16]) {
    precondition(weights.count == plan.units)
    self.plan = plan
    self.weights = weights
    var silent = [Int](repeating: 0, count: plan.classCount)
    var always = silent
    for constant in plan.constants {
      let weight = Int(weights[Int(constant.unit)])
      silent[Int(constant.classIndex)] += weight
      if constant.isAccepted { always[Int(constant.classIndex)] += weight }
    }
    (accepted, pairs) = Self.accumulate(plan, weights, always: always)
    responses = zip(accepted.suffix(plan.classCount), always).map { $0 - $1 }
    trials = zip(responses, silent).map { $0 + $1 }
    attackTrials = trials.dropFirst().reduce(0, +)
  }

  private static func accumulate(
    _ plan: BootstrapPlan, _ weights: [UInt16], always: [Int]
  ) -> (accepted: [Int], pairs: [Int]) {
    let classCount = plan.classCount
    var kept: [Int] = []
    kept.reserveCapacity(plan.blocks.count * classCount)
    var running = always
    var won = [Int](repeating: 0, count: classCount)
    let rows = plan.rows.span
    let weightOf = weights.span
    // Bona fide scores always lead their tie, and none counts as accepted without a score.
    var bonaFide = 0
    var bonaFideAbove = 0
    for (start, end) in zip(plan.blocks, plan.blocks.dropFirst()) {
      kept += running
      var accepted = running.mutableSpan
      var pairs = won.mutableSpan
      precondition(start >= 0 && end <= rows.count)
      for index in start..<end {
        let row = unsafe rows[unchecked: index]
        // Rows name classes and clusters of this plan only, and there is one weight for each.
        let weight = Int(unsafe weightOf[unchecked: Int(row.unit)])
        let place = Int(row.classIndex)
        bonaFide &+= place == 0 ? weight : 0
        unsafe accepted[unchecked: place] &+= weight
        unsafe pairs[unchecked: place] &+= weight &* (bonaFide &+ bonaFideAbove)
        if row.endsTie { bonaFideAbove = bonaFide }
      }
    }
    kept += running
    won[0] = 0
    return (kept, won)
  }

  private var blockCount: Int { plan.blocks.count - 1 }

  /// Accepted rows of a class before a block; past the last one, at the lowest threshold.
  func accepted(_ place: Int, before block: Int) -> Int {
    accepted[block * plan.classCount + place]
  }

  /// Accepted rows of every class before a block.
  func accepted(before block: Int) -> [Int] {
    Array(accepted[(block * plan.classCount)..<((block + 1) * plan.classCount)])
  }

  /// Accepted rows of every class when the first `position` rows are.
  func accepted(at position: Int) -> [Int] {
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high + 1) / 2
      if plan.blocks[middle] <= position { low = middle } else { high = middle - 1 }
    }
    var counts = accepted(before: low)
    for index in plan.blocks[low]..<position { counts[rowPlace(index)] += rowWeight(index) }
    return counts
  }

  /// The block in which a condition on the counts, once true true for good, becomes true: it does
  /// not hold before that block and holds after it. -1 when it holds above all scores, `nil` when
  /// it never does.
  func firstBlock(where holds: (Int) -> Bool) -> Int? {
    if holds(0) { return -1 }
    guard holds(blockCount) else { return nil }
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return low
  }

  func rowPlace(_ row: Int) -> Int { Int(plan.rows[row].classIndex) }

  func rowWeight(_ row: Int) -> Int { Int(weights[Int(plan.rows[row].unit)]) }

  static func ratio(_ count: Int, _ total: Int) -> Double {
    total > 0 ? Double(count) / Double(total) : .nan
  }
}
