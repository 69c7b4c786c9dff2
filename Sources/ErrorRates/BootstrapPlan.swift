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

  /// The scored rows of one cluster in one class.
  struct Cell: Sendable {
    var unit: UInt32
    var classIndex: UInt16
    var rows: Int
  }

  var species: [PAISpecies]
  var divisors: [Int]
  var rows: [Row]
  /// How many scored rows every cluster has in every class it occurs in.
  var cells: [Cell]
  /// How many of the rows are accepted at the operating point; `nil` without one.
  var acceptedRows: Int?
  /// Rows without a response that count at every threshold: class, cluster, whether accepted.
  var constants: [(classIndex: UInt16, unit: UInt32, isAccepted: Bool)]
  /// Number of clusters.
  var units: Int
  /// Clusters that are drawn together, as lists of clusters.
  var groups: [[UInt32]]

  init(
    _ table: ScoreTable, threshold: Double?, policy: NonResponsePolicy, divisors: [Int]
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
    let keys = table.scores.map(OrderedBits.key)
    var order: [Int] = []
    var silent: [Int] = []
    for row in 0..<table.count {
      if table.reasonNumbers[row] == ScoreTable.scoredNumber {
        order.append(row)
      } else if policy != .exclude {
        silent.append(row)
      }
    }
    order.sort { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] > keys[$1] }
    // Clusters are numbered in the order in which rows are visited, so that a pass reads weights
    // nearly in sequence.
    let clusters = BootstrapClusters(
      table, rows: order + silent, classes: classes, classCount: species.count + 1)
    units = clusters.classOfUnit.count
    groups = clusters.groups()
    rows = order.indices.map { index in
      let row = order[index]
      let endsTie = index + 1 == order.count || keys[order[index + 1]] != keys[row]
      return Row(unit: clusters.unitOfRow[index], classIndex: classes[row], endsTie: endsTie)
    }
    constants = silent.enumerated().map { index, row in
      (
        classes[row], clusters.unitOfRow[order.count + index],
        policy == .conservative && classes[row] != 0
      )
    }
    cells = Self.cells(of: rows)
    if let limit = threshold.map(OrderedBits.key) {
      acceptedRows = order.firstIndex { keys[$0] < limit } ?? order.count
    }
  }

  private static func cells(of rows: [Row]) -> [Cell] {
    let pairs = rows.map { UInt64($0.unit) << 16 | UInt64($0.classIndex) }
    var sorted = pairs
    RadixSort.sort(&sorted)
    var cells: [Cell] = []
    var previous: UInt64?
    for pair in sorted {
      if pair == previous {
        cells[cells.count - 1].rows += 1
      } else {
        cells.append(
          Cell(
            unit: UInt32(truncatingIfNeeded: pair >> 16),
            classIndex: UInt16(truncatingIfNeeded: pair), rows: 1))
      }
      previous = pair
    }
    return cells
  }

  /// Draws as many clusters of every group as it has, with replacement.
  ///
  /// A cluster would have to be drawn 65,536 times to overflow its weight.
  func draw(into weights: inout [UInt16], seed: UInt64, replicate: Int) {
    var random = Xoshiro256(seed: seed, stream: UInt64(truncatingIfNeeded: replicate))
    for unit in weights.indices { weights[unit] = 0 }
    for group in groups {
      let size = UInt32(truncatingIfNeeded: group.count)
      for _ in group.indices { weights[Int(group[Int(random.index(below: size))])] &+= 1 }
    }
  }
}
