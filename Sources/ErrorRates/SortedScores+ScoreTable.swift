import PADVocabulary
import Statistics

extension SortedScores {
  /// Sorts the scores of a table into their classes; species stand in the order of their names'
  /// bytes, and those without a row are left out.
  ///
  /// - Throws: `InvalidInput` when a score is NaN or a row refers to a species or reason that the
  ///   table does not have.
  init(_ table: ScoreTable, policy: NonResponsePolicy, file: String) throws(InvalidInput) {
    guard table.count <= Int(Int32.max) else {
      throw InvalidInput(
        Diagnostic(
          .error, file: file, "\(table.count) rows are more than 2,147,483,647",
          remedy: "evaluate parts of the data"))
    }
    var split = ClassSplit(table)
    split.count()
    if let fault = split.fault(file: file) { throw InvalidInput(fault) }
    split.place()
    if let fault = split.fault(file: file) { throw InvalidInput(fault) }
    RadixSort.sort(&split.keys, ranges: split.ranges)
    keys = split.keys
    species = split.species
    classes = split.classes()
    for index in classes.indices {
      let missing = classes[index].accounting.withoutResponse
      switch policy {
      case .exclude: break
      case .operational: classes[index].alwaysRejected = missing
      case .conservative:
        if index == 0 {
          classes[index].alwaysRejected = missing
        } else {
          classes[index].alwaysAccepted = missing
        }
      }
    }
  }
}

/// The two passes that bring the rows of a table into classes without a copy per class.
private struct ClassSplit {
  let table: ScoreTable
  /// Class of a species number of the table; the last place is for bona fide.
  var classOfNumber: [Int] = []
  var species: [PAISpecies] = []
  var keys: [UInt64] = []
  var ranges: [Range<Int>] = []
  private var rows: [Int] = []
  private var missing: [Int] = []
  private var hasUnknownNumber = false
  private var firstNaN: Int?

  init(_ table: ScoreTable) { self.table = table }

  private static let reasonCount = 256

  /// Counts rows per species and reason, and gives every class its range.
  mutating func count() {
    let known = table.species.count
    let reasonCount = Self.reasonCount
    let (counts, unknownSpecies) = Self.rowCounts(table)
    let scored = Int(ScoreTable.scoredNumber)
    hasUnknownNumber =
      unknownSpecies
      || (0...known).contains { number in
        (table.reasons.count..<scored).contains { counts[number * reasonCount + $0] > 0 }
      }
    let order = (0..<known).sorted { table.species[$0] < table.species[$1] }
      .filter { number in
        counts[(number * reasonCount)..<((number + 1) * reasonCount)].contains { $0 > 0 }
      }
    species = order.map { table.species[$0] }
    classOfNumber = [Int](repeating: 0, count: known + 1)
    var start = 0
    for (index, number) in ([known] + order).enumerated() {
      classOfNumber[number] = index
      let part = counts[(number * reasonCount)..<((number + 1) * reasonCount)]
      rows.append(part.reduce(0, +))
      missing += part
      let responses = counts[number * reasonCount + scored]
      ranges.append(start..<(start + responses))
      start += responses
    }
  }

  /// Rows per species number (the last place is for bona fide) and reason number, and whether a
  /// species number is not of this table.
  private static func rowCounts(_ table: ScoreTable) -> (counts: [Int], hasUnknown: Bool) {
    let known = table.species.count
    var counts = [Int](repeating: 0, count: (known + 1) * reasonCount)
    var places = counts.mutableSpan
    let speciesNumbers = table.speciesNumbers.span
    let reasonNumbers = table.reasonNumbers.span
    var unknown = false
    for row in speciesNumbers.indices {
      var number = Int(speciesNumbers[row])
      if number >= known {
        unknown = unknown || number != Int(ScoreTable.bonaFideNumber)
        number = known
      }
      places[number &* reasonCount &+ Int(reasonNumbers[row])] &+= 1
    }
    return (counts, unknown)
  }

  /// Writes the keys of every class into its range, in row order.
  mutating func place() {
    let starts = classOfNumber.map { ranges[$0].lowerBound }
    (keys, firstNaN) = Self.placed(table, starts, count: ranges.last?.upperBound ?? 0)
  }

  private static func placed(
    _ table: ScoreTable, _ starts: [Int], count: Int
  ) -> (keys: [UInt64], firstNaN: Int?) {
    let known = table.species.count
    var keys = [UInt64](repeating: 0, count: count)
    var next = starts
    let scores = table.scores.span
    let speciesNumbers = table.speciesNumbers.span
    let reasonNumbers = table.reasonNumbers.span
    var target = keys.mutableSpan
    var places = next.mutableSpan
    var firstNaN: Int?
    for row in scores.indices where reasonNumbers[row] == ScoreTable.scoredNumber {
      let score = scores[row]
      if score.isNaN, firstNaN == nil { firstNaN = row }
      let number = min(Int(speciesNumbers[row]), known)
      let place = places[number]
      target[place] = OrderedBits.key(score)
      places[number] = place &+ 1
    }
    return (keys, firstNaN)
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
    let clusters = clusterCounts()
    return ranges.indices.map { index in
      let counts = missing[(index * Self.reasonCount)..<((index + 1) * Self.reasonCount)]
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

  /// Distinct clusters per class; a row without a cluster is one of its own.
  private func clusterCounts() -> [Int] {
    if table.clusters.isEmpty { return rows }
    let known = table.species.count
    var counts = [Int](repeating: 0, count: ranges.count)
    var seen: [Set<Int32>] = Array(repeating: [], count: ranges.count)
    var last = [Int32](repeating: ScoreTable.ownCluster, count: ranges.count)
    for row in table.clusterNumbers.indices {
      let index = classOfNumber[min(Int(table.speciesNumbers[row]), known)]
      let cluster = table.clusterNumbers[row]
      if cluster < 0 {
        counts[index] += 1
      } else if cluster != last[index] {
        // Rows of one cluster mostly follow each other, so the set is asked rarely.
        last[index] = cluster
        seen[index].insert(cluster)
      }
    }
    return zip(counts, seen).map { $0 + $1.count }
  }
}
