import PADVocabulary
import Statistics

/// What is counted in one pass over some rows of a table. A species number past the table's own
/// counts as bona fide, whose place is the last.
struct RowTally: Sendable {
  /// Numbers that reasons can have.
  static let reasonCount = 256
  private static let blockLength = 256

  /// Rows per species number and reason number.
  private(set) var counts: [Int]
  /// Responses per bucket.
  private(set) var bucketCounts: [UInt32]
  /// Per row its bucket; of no meaning for rows without a response.
  private(set) var bucketOfRow: [UInt16]
  /// A bit for every species number and cluster that occur together.
  private var clusterBits: [UInt64]
  /// Rows per species number that are a cluster of their own.
  private var ownClusters: [Int]
  /// Whether a species number is not of the table.
  private(set) var hasUnknownSpecies = false
  /// The first row with a score that is not a number.
  private(set) var firstNaN: Int?

  init(_ table: ScoreTable, _ rows: Range<Int>, _ buckets: ScoreBuckets, countsClusters: Bool) {
    let known = table.species.count
    let named = countsClusters ? table.clusters.count : 0
    let words = (named + 63) / 64
    var counts = [Int](repeating: 0, count: (known + 1) * Self.reasonCount)
    var bucketCounts = [UInt32](repeating: 0, count: (known + 1) << buckets.levels)
    var bucketOfRow = [UInt16](repeating: 0, count: rows.count)
    var clusterBits = [UInt64](repeating: 0, count: (known + 1) * words)
    var ownClusters = [Int](repeating: 0, count: known + 1)
    var countsSpan = counts.mutableSpan
    var bucketCountsSpan = bucketCounts.mutableSpan
    var bucketOfRowSpan = bucketOfRow.mutableSpan
    var clusterBitsSpan = clusterBits.mutableSpan
    var ownClustersSpan = ownClusters.mutableSpan
    let scores = table.scores.span
    let speciesNumbers = table.speciesNumbers.span
    let reasonNumbers = table.reasonNumbers.span
    let clusterNumbers = table.clusterNumbers.span
    let ends = buckets.ends.span
    let levels = buckets.levels
    var bonaFideRows = 0
    var firstNaN: Int?
    // Rows go block by block: their trees and keys are noted first, then searched together.
    var keys = [Int64](repeating: 0, count: Self.blockLength)
    var places = [Int](repeating: 0, count: Self.blockLength)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockLength) {
      let block = start..<min(start + Self.blockLength, rows.upperBound)
      var keySpan = keys.mutableSpan
      var placeSpan = places.mutableSpan
      for row in block {
        // Without branches: half of the rows would be foreseen wrongly.
        let species = speciesNumbers[row]
        let number = min(Int(species), known)
        bonaFideRows &+= species == ScoreTable.bonaFideNumber ? 1 : 0
        let reason = reasonNumbers[row]
        countsSpan[number &* Self.reasonCount &+ Int(reason)] &+= 1
        if named > 0 {
          let cluster = Int(clusterNumbers[row])
          if cluster >= 0, cluster < named {
            clusterBitsSpan[number &* words &+ cluster &>> 6] |= 1 &<< UInt64(cluster & 63)
          } else {
            ownClustersSpan[number] &+= 1
          }
        }
        let score = scores[row]
        if score.isNaN, reason == ScoreTable.scoredNumber, firstNaN == nil { firstNaN = row }
        keySpan[row &- start] = Int64(truncatingIfNeeded: OrderedBits.key(score) &>> 1)
        placeSpan[row &- start] = number &<< levels
      }
      ScoreBuckets.find(keySpan.span, levels: levels, ends, &placeSpan)
      for row in block {
        let bucket = placeSpan[row &- start]
        bucketOfRowSpan[row &- rows.lowerBound] = UInt16(truncatingIfNeeded: bucket)
        bucketCountsSpan[bucket] &+= reasonNumbers[row] == ScoreTable.scoredNumber ? 1 : 0
      }
    }
    self.counts = counts
    self.bucketCounts = bucketCounts
    self.bucketOfRow = bucketOfRow
    self.clusterBits = clusterBits
    self.ownClusters = ownClusters
    hasUnknownSpecies =
      counts[(known * Self.reasonCount)...].reduce(0, +) != bonaFideRows
    self.firstNaN = firstNaN
  }

  /// Gives back all but the buckets of rows.
  mutating func forgetCounts() {
    counts = []
    bucketCounts = []
    clusterBits = []
    ownClusters = []
  }
}

/// Distinct clusters.
extension RowTally {
  private static let mostWords = 1 << 22

  /// Whether bits for every species number and cluster stay small, for so many parts.
  static func clusterWordsFit(_ table: ScoreTable, parts: Int) -> Bool {
    let words = (table.clusters.count + 63) / 64 * parts
    let (all, overflows) = words.multipliedReportingOverflow(by: table.species.count + 1)
    return !overflows && all <= mostWords
  }

  /// Distinct clusters of the given species numbers; a row without a cluster is one of its own.
  ///
  /// - Returns: `nil` when the table names no cluster: every row is one.
  static func clusterCounts(
    _ tallies: [RowTally], _ table: ScoreTable, order: [Int]
  ) -> [Int]? {
    if table.clusters.isEmpty { return nil }
    guard clusterWordsFit(table, parts: tallies.count) else {
      return clusterCountsBySorting(table, order: order)
    }
    let words = (table.clusters.count + 63) / 64
    return order.map { number in
      var count = tallies.reduce(0) { $0 + $1.ownClusters[number] }
      for word in (number * words)..<((number + 1) * words) {
        count += tallies.reduce(0) { $0 | $1.clusterBits[word] }.nonzeroBitCount
      }
      return count
    }
  }

  /// The same where there are too many species and clusters for a bit each.
  private static func clusterCountsBySorting(_ table: ScoreTable, order: [Int]) -> [Int] {
    let known = table.species.count
    var counts = [Int](repeating: 0, count: known + 1)
    var pairs: [UInt64] = []
    pairs.reserveCapacity(table.count)
    for (species, cluster) in zip(table.speciesNumbers, table.clusterNumbers) {
      let number = min(Int(species), known)
      if table.clusters.indices.contains(Int(cluster)) {
        pairs.append(UInt64(number) << 32 | UInt64(cluster))
      } else {
        counts[number] += 1
      }
    }
    RadixSort.sort(&pairs)
    var last: UInt64?
    for pair in pairs where pair != last {
      counts[Int(pair >> 32)] += 1
      last = pair
    }
    return order.map { counts[$0] }
  }
}
