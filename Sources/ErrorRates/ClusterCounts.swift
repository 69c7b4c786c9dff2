public import PADVocabulary
public import Statistics

extension ErrorRates {
  /// Errors and trials per cluster of every class at a threshold: what interval a gate may rest on.
  ///
  /// - Returns: the bona fide class, and every species with a row, sorted by name.
  /// - Throws: `InvalidInput` for a NaN score or threshold.
  public static func clusterCounts(
    of table: ScoreTable, threshold: Double, policy: NonResponsePolicy
  ) throws(InvalidInput) -> (
    bonaFide: ClusteredProportion, species: [(species: PAISpecies, apcer: ClusteredProportion)]
  ) {
    guard !threshold.isNaN else {
      throw InvalidInput(Diagnostic(.error, "the threshold is not a number"))
    }
    // Checks the table and knows which species have rows.
    let species = try SortedScores(table, policy: policy, file: "scores").species
    var tally = ClusterTally(table, threshold: threshold, policy: policy)
    for row in 0..<table.count { tally.count(row) }
    let names = Dictionary(uniqueKeysWithValues: table.species.enumerated().map { ($1, $0) })
    return (
      tally.proportion(of: table.species.count),
      species.map { ($0, tally.proportion(of: names[$0] ?? 0)) }
    )
  }
}

/// Counts per class number and cluster.
private struct ClusterTally {
  private let table: ScoreTable
  private let threshold: Double
  private let policy: NonResponsePolicy
  private var named: [[Int32: ClusteredProportion.Cluster]]
  private var single: [[ClusteredProportion.Cluster]]

  init(_ table: ScoreTable, threshold: Double, policy: NonResponsePolicy) {
    self.table = table
    self.threshold = threshold
    self.policy = policy
    named = Array(repeating: [:], count: table.species.count + 1)
    single = Array(repeating: [], count: table.species.count + 1)
  }

  mutating func count(_ row: Int) {
    let number = min(Int(table.speciesNumbers[row]), table.species.count)
    guard let isError = isError(row, isBonaFide: number == table.species.count) else { return }
    let cluster = table.clusterNumbers[row]
    if cluster < 0 {
      single[number].append(.init(errors: isError ? 1 : 0, trials: 1))
    } else {
      named[number][cluster, default: .init(errors: 0, trials: 0)].trials += 1
      if isError { named[number][cluster]?.errors += 1 }
    }
  }

  /// Whether a row is an error; `nil` when it does not count.
  private func isError(_ row: Int, isBonaFide: Bool) -> Bool? {
    if table.reasonNumbers[row] == ScoreTable.scoredNumber {
      return (table.scores[row] >= threshold) != isBonaFide
    }
    return switch policy {
    case .exclude: nil
    case .operational: isBonaFide
    case .conservative: true
    }
  }

  func proportion(of number: Int) -> ClusteredProportion {
    let clusters = named[number].sorted { $0.key < $1.key }.map(\.value)
    return ClusteredProportion(clusters + single[number])
  }
}
