/// Putting tables together, for readers that work on parts of a file at once.
extension ScoreTable {
  /// A row with numbers of somebody else's.
  package struct Row: Sendable {
    package var score: Double
    package var cluster: Int32
    package var species: UInt16
    package var reason: UInt8

    package init(score: Double, cluster: Int32, species: UInt16, reason: UInt8) {
      self.score = score
      self.cluster = cluster
      self.species = species
      self.reason = reason
    }
  }

  /// Appends all rows of another table; its species, reasons and clusters get the numbers that
  /// appending its rows one by one would have given them.
  public mutating func append(contentsOf other: ScoreTable) {
    let speciesMap = other.species.map { number(of: $0) }
    let reasonMap = other.reasons.map { number(of: $0) }
    let clusterMap = other.clusters.map { number(ofCluster: $0) }
    scores.append(contentsOf: other.scores)
    speciesNumbers.append(contentsOf: other.speciesNumbers)
    reasonNumbers.append(contentsOf: other.reasonNumbers)
    clusterNumbers.append(contentsOf: other.clusterNumbers)
    renumber(last: other.count, speciesMap, reasonMap, clusterMap)
  }

  /// Appends rows; the maps give this table's number for each of the rows' numbers. Numbers beyond
  /// a map stay as they are: they stand for "none".
  package mutating func append(
    _ rows: [Row], speciesMap: [UInt16], reasonMap: [UInt8], clusterMap: [Int32]
  ) {
    scores.append(contentsOf: rows.lazy.map { $0.score })
    speciesNumbers.append(contentsOf: rows.lazy.map { $0.species })
    reasonNumbers.append(contentsOf: rows.lazy.map { $0.reason })
    clusterNumbers.append(contentsOf: rows.lazy.map { $0.cluster })
    renumber(last: rows.count, speciesMap, reasonMap, clusterMap)
  }

  private mutating func renumber(
    last rows: Int, _ speciesMap: [UInt16], _ reasonMap: [UInt8], _ clusterMap: [Int32]
  ) {
    let first = count - rows
    Self.renumber(&speciesNumbers, from: first, by: speciesMap)
    Self.renumber(&reasonNumbers, from: first, by: reasonMap)
    Self.renumber(&clusterNumbers, from: first, by: clusterMap)
  }

  /// Numbers beyond the map, and below zero, stand for "none" and stay as they are.
  private static func renumber<Number: FixedWidthInteger>(
    _ numbers: inout [Number], from first: Int, by map: [Number]
  ) {
    if map.indices.allSatisfy({ map[$0] == Number(truncatingIfNeeded: $0) }) { return }
    let map = map.span
    var places = numbers.mutableSpan
    for index in first..<places.count {
      let position = Int(places[index])
      if position >= 0, position < map.count { places[index] = map[position] }
    }
  }
}
