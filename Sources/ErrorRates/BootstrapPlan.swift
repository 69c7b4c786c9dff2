import PADVocabulary
import Statistics

/// What a clustered bootstrap prepares once: rows from the highest score down, each with its class
/// and its cluster, and the groups of clusters that are drawn together.
struct BootstrapPlan: Sendable {
  /// A row in descending order of scores.
  struct Row: Sendable {
    /// The cluster.
    var unit: UInt32
    /// 0 for bona fide, else the species' place plus 1.
    var classIndex: UInt16
    /// Whether the next row has a lower score.
    var endsTie: Bool
  }

  var species: [PAISpecies]
  var divisors: [Int]
  /// Descending by score; in a tie bona fide rows come first.
  var rows: [Row]
  /// The scores of the rows as ordered bits; empty when no threshold is searched.
  var keys: [UInt64]
  /// Where blocks of rows start, each with a tie: counts are kept there, and only a block is
  /// searched row by row. The last place is the number of rows.
  var blocks: [Int]
  /// How many of the rows are accepted at the operating point; `nil` without one.
  var acceptedRows: Int?
  /// How many rows scored +infinity, which no threshold rejects.
  var infiniteRows: Int
  /// Rows without a response that count at every threshold: class, cluster, whether accepted.
  var constants: [(classIndex: UInt16, unit: UInt32, isAccepted: Bool)]
  /// Number of clusters.
  var units: Int
  /// Clusters that are drawn together.
  var groups: [Range<Int>]
  /// Whether some cluster has rows of more than one class.
  var sharesClusters: Bool
  /// Clusters with a trial, per class.
  var clustersOfClass: [Int]
  /// Clusters with a trial of any attack.
  var attackClusters: Int

  /// Bona fide and species.
  var classCount: Int { species.count + 1 }

  init(
    _ table: ScoreTable, threshold: Double?, policy: NonResponsePolicy, divisors: [Int],
    keepsKeys: Bool = false
  ) throws(InvalidInput) {
    // Checks the table and knows the order of its species.
    let sorted = try SortedScores(table, policy: policy, file: "scores")
    species = sorted.species
    self.divisors = divisors.map { max($0, 1) }
    let places = Dictionary(uniqueKeysWithValues: species.enumerated().map { ($1, $0 + 1) })
    let classOfNumber = table.species.map { UInt16(places[$0] ?? 0) }
    let classes = table.speciesNumbers.map {
      $0 == ScoreTable.bonaFideNumber ? 0 : classOfNumber[Int($0)]
    }
    let scoreKeys = table.scores.map(OrderedBits.key)
    var order: [Int] = []
    var silent: [Int] = []
    for row in 0..<table.count {
      if table.reasonNumbers[row] == ScoreTable.scoredNumber {
        order.append(row)
      } else if policy != .exclude {
        silent.append(row)
      }
    }
    order.sort { left, right in
      if scoreKeys[left] != scoreKeys[right] { return scoreKeys[left] > scoreKeys[right] }
      if (classes[left] == 0) != (classes[right] == 0) { return classes[left] == 0 }
      return left < right
    }
    // Clusters are numbered in the order in which rows are visited, so that a pass reads weights
    // nearly in sequence, group by group.
    var clusters = BootstrapClusters(
      table, rows: order + silent, classes: classes, classCount: species.count + 1)
    units = clusters.classOfUnit.count
    groups = clusters.group()
    sharesClusters = clusters.sharesClusters
    rows = order.indices.map { index in
      let row = order[index]
      let endsTie = index + 1 == order.count || scoreKeys[order[index + 1]] != scoreKeys[row]
      return Row(unit: clusters.unitOfRow[index], classIndex: classes[row], endsTie: endsTie)
    }
    keys = keepsKeys ? order.map { scoreKeys[$0] } : []
    blocks = Self.blocks(of: rows, classCount: species.count + 1)
    infiniteRows = order.firstIndex { scoreKeys[$0] < OrderedBits.infinity } ?? order.count
    constants = silent.enumerated().map { index, row in
      (
        classes[row], clusters.unitOfRow[order.count + index],
        policy == .conservative && classes[row] != 0
      )
    }
    if let limit = threshold.map(OrderedBits.key) {
      acceptedRows = order.firstIndex { scoreKeys[$0] < limit } ?? order.count
    }
    clustersOfClass = []
    attackClusters = 0
    countClusters()
  }

  /// Blocks long enough that the counts kept at their starts cost little beside the rows.
  private static func blocks(of rows: [Row], classCount: Int) -> [Int] {
    let length = max(256, 8 * classCount)
    var starts = [0]
    for index in rows.indices.dropLast()
    where rows[index].endsTie && index + 1 - starts[starts.count - 1] >= length {
      starts.append(index + 1)
    }
    return starts + [rows.count]
  }

  private mutating func countClusters() {
    var pairs = rows.map { UInt64($0.classIndex) << 32 | UInt64($0.unit) }
    pairs += constants.map { UInt64($0.classIndex) << 32 | UInt64($0.unit) }
    RadixSort.sort(&pairs)
    var counts = [Int](repeating: 0, count: classCount)
    var isAttack = [Bool](repeating: false, count: units)
    for pair in pairs.removingRepeats() {
      counts[Int(pair >> 32)] += 1
      if pair >> 32 > 0 { isAttack[Int(pair & 0xffff_ffff)] = true }
    }
    clustersOfClass = counts
    attackClusters = isAttack.count { $0 }
  }

  /// Draws as many clusters of every group as it has, with replacement.
  ///
  /// A cluster would have to be drawn 65,536 times to overflow its weight.
  func draw(into weights: inout [UInt16], seed: UInt64, replicate: Int) {
    var random = Xoshiro256(seed: seed, stream: UInt64(truncatingIfNeeded: replicate))
    for unit in weights.indices { weights[unit] = 0 }
    var counts = weights.mutableSpan
    for group in groups {
      let size = UInt32(truncatingIfNeeded: group.count)
      precondition(group.upperBound <= counts.count)
      for _ in group {
        let unit = group.lowerBound &+ Int(random.index(below: size))
        unsafe counts[unchecked: unit] &+= 1
      }
    }
  }

  /// How many rows a threshold accepts; needs `keys`.
  func acceptedRows(at threshold: UInt64) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = low + (high - low) / 2
      if keys[middle] >= threshold { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
