import Statistics

/// How many presentations two versions must both see for a difference between them to be found.
struct ComparisonPlan {
  /// The difference of the two error rates, above 0.
  var difference: Double
  /// The share of presentations on which exactly one of the two errs; `nil` shows several.
  var discordant: Double?
  /// A set that is there already.
  var pairs: Int?
  var level: Double
  var power: Double

  /// Exact power takes a sum over all pairs; beyond this many it is left out.
  static let mostPairs = 20_000

  var table: PlanTable {
    let goal = PlanText.percent(power)
    var table = PlanTable(
      title: "Presentations that both versions must see to find a difference of "
        + "\(PlanText.percent(difference)), two-sided significance "
        + PlanText.trimmed(1 - level, decimals: 4),
      heading: [
        "exactly one errs", "only the old", "only the new", "presentations for power " + goal,
        "exact power there", "mid-p power there",
      ])
    if let pairs {
      table.heading += ["exact power at \(pairs.grouped)", "mid-p power at \(pairs.grouped)"]
    }
    let shares =
      discordant.map { [$0] } ?? [1.0, 2, 3, 5].map { $0 * difference }.filter { $0 <= 1 }
    for share in shares { table.rows.append(row(share)) }
    table.notes = [
      "McNemar's test on the presentations on which exactly one of the two errs; number after "
        + "Connor (1987), power over all numbers of such presentations. '-' is not computed.",
      "That share is known only after a trial run; the less the versions agree, the more it takes.",
      "APCER: per species, attack presentations. BPCER: bona fide presentations.",
    ]
    return table
  }

  private func row(_ share: Double) -> [PlanCell] {
    let old = (share + difference) / 2
    let new = max(0, (share - difference) / 2)
    let needed = SampleSize.pairs(
      onlyFirst: old, onlySecond: new, significance: 1 - level, power: power
    ).flatMap { Int(exactly: min($0, 1e15).rounded(.up)) }
    var cells: [PlanCell] = [.rate(share), .rate(old), .rate(new), .count(needed)]
    for count in [needed, pairs].prefix(pairs == nil ? 1 : 2) {
      cells += [power(.exact, count, old, new), power(.mid, count, old, new)]
    }
    return cells
  }

  private func power(
    _ kind: McNemar.PValue, _ pairs: Int?, _ old: Double, _ new: Double
  ) -> PlanCell {
    guard let pairs, pairs <= Self.mostPairs else { return .rate(nil) }
    return .rate(
      McNemar.power(
        pairs: pairs, onlyFirst: old, onlySecond: new, significance: 1 - level, pValue: kind))
  }
}
