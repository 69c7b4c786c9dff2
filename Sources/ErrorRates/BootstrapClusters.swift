import PADVocabulary

/// The clusters of rows, numbered in the order of the rows given.
struct BootstrapClusters {
  /// The cluster of every row given.
  private(set) var unitOfRow: [UInt32] = []
  /// The class in which each cluster was first seen.
  private(set) var classOfUnit: [UInt16] = []
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
    let (first, second) = (root(of: a), root(of: b))
    parent[max(first, second)] = min(first, second)
  }

  private func root(of index: Int) -> Int {
    var index = index
    while parent[index] != index { index = parent[index] }
    return index
  }

  /// The clusters that are drawn together: those of classes that share one.
  func groups() -> [[UInt32]] {
    var groups: [[UInt32]] = Array(repeating: [], count: parent.count)
    for (unit, index) in classOfUnit.enumerated() {
      groups[root(of: Int(index))].append(UInt32(truncatingIfNeeded: unit))
    }
    return groups.filter { !$0.isEmpty }
  }
}
