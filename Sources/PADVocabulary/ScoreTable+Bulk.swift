/// Putting tables together, for readers that work on parts of a file at once.
extension ScoreTable {
  /// Appends all rows of another table; its species, reasons and clusters get the numbers that
  /// appending its rows one by one would have given them.
  public mutating func append(contentsOf other: ScoreTable) {
    let speciesMap = other.species.map { number(of: $0) }
    let reasonMap = other.reasons.map { number(of: $0) }
    let clusterMap = other.clusters.map { number(ofCluster: $0) }
    scores.append(contentsOf: other.scores)
    Self.append(other.speciesNumbers, to: &speciesNumbers, by: speciesMap)
    Self.append(other.reasonNumbers, to: &reasonNumbers, by: reasonMap)
    Self.append(other.clusterNumbers, to: &clusterNumbers, by: clusterMap)
  }

  /// Numbers beyond the map, and below zero, stand for "none" and stay as they are.
  private static func append<Number: FixedWidthInteger>(
    _ numbers: [Number], to target: inout [Number], by map: [Number]
  ) {
    if map.indices.allSatisfy({ map[$0] == Number(truncatingIfNeeded: $0) }) {
      target.append(contentsOf: numbers)
      return
    }
    let start = target.count
    target.append(contentsOf: numbers)
    for index in start..<target.count {
      let position = Int(target[index])
      if map.indices.contains(position) { target[index] = map[position] }
    }
  }
}
