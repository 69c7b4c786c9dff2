import PADVocabulary

/// The clusters of rows, numbered in the order of the rows given.
struct BootstrapClusters {
  /// The cluster of every row given.
  private(set) var unitOfRow: [UInt32] = []
  /// The class in which each cluster was first seen.
  private(set) var classOfUnit: [UInt16] = []
  /// Whether some cluster has rows of more than one class.
  private(set) var sharesClusters = false
  /// Which class leads the group that a class belongs to.
  private var parent: [Int]

  init(_ table: ScoreTable, rows: [Int], classes: [UInt16], classCount: Int) {
    parent = Array(0..<classCount)
    unitOfRow.reserveCapacity(rows.count)
    var unitOfCluster = [UInt32](repeating: .max, count: table.clusters.count)
    for row in rows {
      let cluster = Int(table.clusterNumbers[row])
      let isNamed = cluster >= 0 && cluster < unitOfCluster.count
      if isNamed, unitOfCluster[cluster] != .max {
        let unit = unitOfCluster[cluster]
        join(Int(classOfUnit[Int(unit)]), Int(classes[row]))
        unitOfRow.append(unit)
      } else {
        let unit = UInt32(truncatingIfNeeded: classOfUnit.count)
        classOfUnit.append(classes[row])
        if isNamed { unitOfCluster[cluster] = unit }
        unitOfRow.append(unit)
      }
    }
  }

  /// Puts two classes that share a cluster into one group.
  private mutating func join(_ a: Int, _ b: Int) {
    if a == b { return }
    sharesClusters = true
    let (first, second) = (root(of: a), root(of: b))
    parent[max(first, second)] = min(first, second)
  }

  private func root(of index: Int) -> Int {
    var index = index
    while parent[index] != index { index = parent[index] }
    return index
  }

  /// Numbers the clusters anew, so that those that are drawn together (of classes that share one)
  /// follow each other; in each group they stay in the order in which rows were given.
  ///
  /// - Returns: the groups as ranges of numbers.
  mutating func group() -> [Range<Int>] {
    var sizes = [Int](repeating: 0, count: parent.count)
    let roots = parent.indices.map { root(of: $0) }
    for index in classOfUnit { sizes[roots[Int(index)]] += 1 }
    var groups: [Range<Int>] = []
    for size in sizes {
      let start = groups.last?.upperBound ?? 0
      groups.append(start..<(start + size))
    }
    var next = groups.map(\.lowerBound)
    var numbers = [UInt32](repeating: 0, count: classOfUnit.count)
    var classes = classOfUnit
    for (unit, index) in classOfUnit.enumerated() {
      let number = next[roots[Int(index)]]
      next[roots[Int(index)]] += 1
      numbers[unit] = UInt32(truncatingIfNeeded: number)
      classes[number] = index
    }
    for row in unitOfRow.indices { unitOfRow[row] = numbers[Int(unitOfRow[row])] }
    classOfUnit = classes
    return groups.filter { !$0.isEmpty }
  }
}
