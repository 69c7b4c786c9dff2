import PADVocabulary
import Statistics

extension SortedScores {
  /// Sorts the scores of a table into their classes; species stand in the order of their names'
  /// bytes, and those without a row are left out.
  ///
  /// - Throws: `InvalidInput` when a score is NaN or a row refers to a species or reason that the
  ///   table does not have.
  init(_ table: ScoreTable, policy: NonResponsePolicy, file: String) throws(InvalidInput) {
    try Self.checkSize(table, file: file)
    var split = ClassSplit(table, jobs: 1)
    split.gather(split.parts.indices.map(split.tally))
    if let fault = split.fault(file: file) { throw InvalidInput(fault) }
    for part in split.parts.indices { split.place(part) }
    split.forgetBuckets()
    for group in split.sortGroups.indices { split.sort(group) }
    self.init(split, policy: policy)
  }

  /// The same with the work shared out among tasks.
  init(
    _ table: ScoreTable, policy: NonResponsePolicy, file: String, jobs: Int
  ) async throws(InvalidInput) {
    try Self.checkSize(table, file: file)
    var split = ClassSplit(table, jobs: jobs)
    split.gather(await ShareOut.map(split.parts.count, atOnce: jobs) { [split] in split.tally($0) })
    if let fault = split.fault(file: file) { throw InvalidInput(fault) }
    _ = await ShareOut.map(split.parts.count, atOnce: jobs) { [split] in split.place($0) }
    split.forgetBuckets()
    _ = await ShareOut.map(split.sortGroups.count, atOnce: jobs) { [split] in split.sort($0) }
    self.init(split, policy: policy)
  }

  private static func checkSize(_ table: ScoreTable, file: String) throws(InvalidInput) {
    guard table.count <= Int(Int32.max) else {
      throw InvalidInput(
        Diagnostic(
          .error, file: file, "\(table.count) rows are more than 2,147,483,647",
          remedy: "evaluate parts of the data"))
    }
  }

  private init(_ split: ClassSplit, policy: NonResponsePolicy) {
    keys = SortedKeys(shared: split.keys)
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
