import PADVocabulary
import Statistics

/// The way of a table's rows into sorted classes, in three steps that each fall apart into parts
/// that can be taken side by side: count the rows (`tally`), write every score into its bucket
/// (`place`), sort the buckets (`sort`).
struct ClassSplit: Sendable {
  private let table: ScoreTable
  private let buckets: ScoreBuckets
  /// Rows that are counted, and placed, together.
  let parts: [Range<Int>]
  private let jobs: Int
  /// The species that have rows, sorted by name.
  private(set) var species: [PAISpecies] = []
  /// The scores, class by class.
  private(set) var keys = SharedKeys(count: 0)
  /// Ranges of buckets that are sorted together.
  private(set) var sortGroups: [[Range<Int>]] = []
  private var tallies: [RowTally] = []
  private var starts: [[UInt32]] = []
  private var ranges: [Range<Int>] = []
  private var rows: [Int] = []
  private var missing: [Int] = []
  private var clusters: [Int] = []
  private var hasUnknownNumber = false
  private var firstNaN: Int?

  private static let fewestRows = 1 << 15
  private static let mostCounts = 1 << 22

  /// Prepares the work for about as many tasks as `jobs`.
  init(_ table: ScoreTable, jobs: Int) {
    self.table = table
    self.jobs = jobs
    buckets = ScoreBuckets(table)
    // Every part has counts of its own for every species.
    let counts = RowTally.reasonCount * (table.species.count + 1)
    let most = max(1, min(jobs, Self.mostCounts / counts, table.count / Self.fewestRows))
    parts = ShareOut.parts(of: 0..<table.count, count: most)
  }

  /// Counts the rows of one part.
  func tally(_ part: Int) -> RowTally {
    RowTally(table, parts[part], buckets, countsClusters: clustersFit)
  }

  private var clustersFit: Bool {
    RowTally.clusterWordsFit(table, parts: parts.count)
  }

  /// Puts the counts of all parts together: every class gets its range, and every part its places
  /// in every bucket.
  mutating func gather(_ tallies: [RowTally]) {
    self.tallies = tallies
    let known = table.species.count
    let reasonCount = RowTally.reasonCount
    let scored = Int(ScoreTable.scoredNumber)
    firstNaN = tallies.compactMap(\.firstNaN).min()
    var counts = [Int](repeating: 0, count: (known + 1) * reasonCount)
    for tally in tallies {
      for place in counts.indices { counts[place] += tally.counts[place] }
    }
    func reasons(_ number: Int) -> ArraySlice<Int> {
      counts[(number * reasonCount)..<((number + 1) * reasonCount)]
    }
    hasUnknownNumber =
      tallies.contains(where: \.hasUnknownSpecies)
      || (0...known).contains { number in
        reasons(number).dropLast(reasonCount - scored).dropFirst(table.reasons.count)
          .contains { $0 > 0 }
      }
    let order = (0..<known).sorted { table.species[$0] < table.species[$1] }
      .filter { reasons($0).contains { $0 > 0 } }
    species = order.map { table.species[$0] }
    starts = tallies.map { [UInt32](repeating: 0, count: $0.bucketCounts.count) }
    var start = 0
    var bucketRanges: [Range<Int>] = []
    for number in [known] + order {
      rows.append(reasons(number).reduce(0, +))
      missing += reasons(number)
      let first = start
      for bucket in (number << buckets.levels)..<((number + 1) << buckets.levels) {
        let bucketStart = start
        for part in tallies.indices {
          starts[part][bucket] = UInt32(start)
          start += Int(tallies[part].bucketCounts[bucket])
        }
        if start - bucketStart > 1 { bucketRanges.append(bucketStart..<start) }
      }
      ranges.append(first..<start)
    }
    clusters = RowTally.clusterCounts(tallies, table, order: [known] + order) ?? rows
    keys = SharedKeys(count: start)
    sortGroups = Self.groups(of: bucketRanges, count: jobs == 1 ? 1 : 8 * jobs)
    for part in self.tallies.indices { self.tallies[part].forgetCounts() }
  }

  /// Splits buckets, which stand in order, into groups of about the same length.
  private static func groups(of buckets: [Range<Int>], count: Int) -> [[Range<Int>]] {
    let wanted = buckets.reduce(0) { $0 + $1.count } / count
    var groups: [[Range<Int>]] = []
    var room = 0
    for bucket in buckets {
      if room <= 0 {
        groups.append([])
        room = wanted
      }
      groups[groups.count - 1].append(bucket)
      room -= bucket.count
    }
    return groups
  }

  /// Writes the scores of one part into their buckets, in row order.
  func place(_ part: Int) {
    keys.write { keys in
      Self.place(table, parts[part], tallies[part].bucketOfRow, starts[part], into: &keys)
    }
  }

  private static func place(
    _ table: ScoreTable, _ rows: Range<Int>, _ bucketOfRow: [UInt16], _ starts: [UInt32],
    into keys: inout MutableSpan<UInt64>
  ) {
    var next = starts
    var places = next.mutableSpan
    let buckets = bucketOfRow.span
    let scores = table.scores.span
    let reasonNumbers = table.reasonNumbers.span
    for row in rows where reasonNumbers[row] == ScoreTable.scoredNumber {
      let bucket = Int(buckets[row &- rows.lowerBound])
      let place = places[bucket]
      keys[Int(place)] = OrderedBits.key(scores[row])
      places[bucket] = place &+ 1
    }
  }

  /// Gives back what `place` needed.
  mutating func forgetBuckets() {
    tallies = []
    starts = []
  }

  /// Sorts the buckets of one group.
  func sort(_ group: Int) {
    let longest = sortGroups[group].reduce(0) { max($0, $1.count) }
    var scratch = [UInt64](repeating: 0, count: longest)
    keys.write { keys in
      for bucket in sortGroups[group] { RadixSort.sort(&keys, bucket, scratch: &scratch) }
    }
  }

  /// What makes the table unusable, if anything.
  func fault(file: String) -> Diagnostic? {
    if hasUnknownNumber {
      return Diagnostic(
        .error, file: file, "a row refers to a species or a reason that the table does not name",
        remedy: "this is a fault of whatever made the table; please report it")
    }
    guard let firstNaN else { return nil }
    return Diagnostic(
      .error, file: file, "the score of row \(firstNaN + 1) is not a number",
      remedy: "a presentation without a score is a non-response with a reason")
  }

  /// The accounting of every class.
  func classes() -> [SortedScores.Class] {
    ranges.indices.map { index in
      let reasonCount = RowTally.reasonCount
      let counts = missing[(index * reasonCount)..<((index + 1) * reasonCount)]
      let nonResponses = zip(table.reasons, counts).filter { $0.1 > 0 }
        .map { NonResponseCount(reason: $0.0, count: $0.1) }
        .sorted { $0.reason < $1.reason }
      return SortedScores.Class(
        range: ranges[index],
        accounting: Accounting(
          rows: rows[index], scored: ranges[index].count, nonResponses: nonResponses),
        clusters: clusters[index])
    }
  }
}
