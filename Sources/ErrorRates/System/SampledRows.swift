import Statistics

/// Some of many rows, drawn without replacement and kept in their order (selection sampling, Knuth,
/// The Art of Computer Programming 2, 3.4.2, algorithm S).
enum SampledRows {
  /// What every draw depends on, together with the rows alone.
  private static let seed: UInt64 = 2019

  /// `most` of the rows, or all when there are no more.
  static func some(of rows: [Int32], most: Int) -> [Int32] {
    guard rows.count > most else { return rows }
    var random = Xoshiro256(seed: seed)
    var kept: [Int32] = []
    kept.reserveCapacity(most)
    for (place, row) in rows.enumerated() {
      let left = rows.count - place
      if Double(left) * random.unit() < Double(most - kept.count) { kept.append(row) }
      if kept.count == most { break }
    }
    return kept
  }

  /// Shares `most` out among groups: small groups keep everything, large ones as much as each other.
  static func shares(of counts: [Int], most: Int) -> [Int] {
    var shares = [Int](repeating: 0, count: counts.count)
    var left = most
    let ascending = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
    for (place, index) in ascending.enumerated() {
      shares[index] = min(counts[index], left / (counts.count - place))
      left -= shares[index]
    }
    return shares
  }
}
