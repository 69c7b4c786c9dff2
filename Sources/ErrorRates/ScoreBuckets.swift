import PADVocabulary
import Statistics

/// Intervals of scores, as many for every class, that hold about the same number of its rows.
///
/// A class falls apart into buckets that can be sorted on their own, in any order, in a processor's
/// cache. A sample says where they end; it decides how long sorting takes, never its outcome.
struct ScoreBuckets: Sendable {
  /// Every class has two to this power.
  let levels: Int
  /// Per species number (the last is bona fide): the ends of buckets as a search tree in breadth
  /// order, from place 1 on. Keys without their lowest bit, so that differences have a sign.
  let ends: [Int64]

  private static let rowsPerBucket = 1 << 15
  private static let mostLevels = 8
  private static let mostBuckets = 1 << 13
  private static let samplesPerBucket = 64

  init(_ table: ScoreTable) {
    let numbers = table.species.count + 1
    var levels = 0
    while levels < Self.mostLevels, table.count >> levels > 2 * Self.rowsPerBucket,
      numbers << (levels + 1) <= Self.mostBuckets
    {
      levels += 1
    }
    self.levels = levels
    var ends = [Int64](repeating: .max, count: numbers << levels)
    if levels > 0 {
      for (number, sample) in Self.samples(table, wanted: Self.samplesPerBucket << levels)
        .enumerated()
      {
        let sorted = Self.ends(of: sample, count: 1 << levels)
        Self.plant(sorted, at: 1, 0..<sorted.count, into: &ends, from: number << levels)
      }
    }
    self.ends = ends
  }

  /// The scores of rows at even distances, by species number.
  private static func samples(_ table: ScoreTable, wanted: Int) -> [[Int64]] {
    let known = table.species.count
    var samples = [[Int64]](repeating: [], count: known + 1)
    for row in stride(from: 0, to: table.count, by: max(1, table.count / (4 * wanted)))
    where table.reasonNumbers[row] == ScoreTable.scoredNumber && !table.scores[row].isNaN {
      samples[min(Int(table.speciesNumbers[row]), known)].append(
        Int64(OrderedBits.key(table.scores[row]) >> 1))
    }
    return samples
  }

  /// Where buckets begin but for the first, in ascending order, `count` - 1 of them. A score that
  /// would begin several has a bucket to itself, which is sorted from the start.
  private static func ends(of sample: [Int64], count: Int) -> [Int64] {
    let sorted = sample.sorted()
    var ends: [Int64] = []
    for bucket in 1..<count where !sorted.isEmpty {
      let key = sorted[sorted.count * bucket / count]
      let next = key == ends.last ? key + 1 : key
      if ends.last.map({ $0 < next }) ?? true { ends.append(next) }
    }
    return ends + [Int64](repeating: .max, count: count - 1 - ends.count)
  }

  private static func plant(
    _ sorted: [Int64], at node: Int, _ range: Range<Int>, into ends: inout [Int64],
    from first: Int
  ) {
    guard !range.isEmpty else { return }
    let middle = range.lowerBound + range.count / 2
    ends[first + node] = sorted[middle]
    plant(sorted, at: 2 * node, range.lowerBound..<middle, into: &ends, from: first)
    plant(sorted, at: 2 * node + 1, (middle + 1)..<range.upperBound, into: &ends, from: first)
  }

  /// The buckets of some keys at once: those of one species number follow each other.
  ///
  /// - Parameters:
  ///   - keys: keys without their lowest bit; their count is divisible by four.
  ///   - buckets: where every key's tree begins; becomes its bucket.
  static func find(
    _ keys: Span<Int64>, levels: Int, _ ends: Span<Int64>, _ buckets: inout MutableSpan<Int>
  ) {
    let leaf = 1 &<< levels
    precondition(keys.count == buckets.count)
    var place = 0
    // Four searches side by side: each waits for memory at every level.
    while place &+ 3 < keys.count {
      let (first0, first1) = (buckets[place], buckets[place &+ 1])
      let (first2, first3) = (buckets[place &+ 2], buckets[place &+ 3])
      let (key0, key1) = (keys[place], keys[place &+ 1])
      let (key2, key3) = (keys[place &+ 2], keys[place &+ 3])
      var (node0, node1, node2, node3) = (1, 1, 1, 1)
      for _ in 0..<levels {
        node0 = child(of: node0, first0, key0, ends)
        node1 = child(of: node1, first1, key1, ends)
        node2 = child(of: node2, first2, key2, ends)
        node3 = child(of: node3, first3, key3, ends)
      }
      buckets[place] = first0 &+ node0 &- leaf
      buckets[place &+ 1] = first1 &+ node1 &- leaf
      buckets[place &+ 2] = first2 &+ node2 &- leaf
      buckets[place &+ 3] = first3 &+ node3 &- leaf
      place &+= 4
    }
  }

  /// The sign of a difference instead of a comparison: a branch would be foreseen wrongly every
  /// other time.
  @inline(__always)
  private static func child(of node: Int, _ first: Int, _ key: Int64, _ ends: Span<Int64>) -> Int {
    // Every node that is asked lies inside: a tree has 2^levels places.
    let sign = unsafe (key &- ends[unchecked: first &+ node]) &>> 63
    return 2 &* node &+ 1 &+ Int(truncatingIfNeeded: sign)
  }
}
