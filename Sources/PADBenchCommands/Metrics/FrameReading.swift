import ErrorRates
import PADVocabulary
import ScoreFiles

/// Scores to evaluate, with what must be said of how they were made.
struct MetricsScores {
  /// One row per presentation.
  var table: ScoreTable
  /// That frames were put together; `nil` when they were not.
  var note: Diagnostic?
}

extension FrameSets {
  /// Groups the rows of a score file that are frames of one presentation.
  ///
  /// - Throws: `InvalidInput` when rows have no ids, or frames of one presentation disagree.
  init(_ file: ScoreFile, path: String) throws(InvalidInput) {
    guard let ids = file.presentationIDs, ids.count == file.table.count else {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable,
          "its rows have no presentation ids, so that frames cannot be put together",
          remedy: "use a format with ids (test_label in CSV), or leave --aggregate out"))
    }
    try self.init(file.table, file: path.printable) { ids[$0] }
  }

  /// What was put together, for the reader of the results.
  func note(_ aggregation: FrameAggregation, of table: ScoreTable, name: String) -> Diagnostic {
    let silent = table.reasonNumbers.count { $0 != ScoreTable.scoredNumber }
    return Diagnostic(
      .note,
      "\(name): a score is the \(aggregation) of a presentation's frames, \(frameCount) frames of "
        + "\(count) presentations; without a score: frames \(framesWithoutScore) (left out), "
        + "presentations \(silent)")
  }
}

extension ScoreReadingOptions {
  /// The same, for files whose rows are frames.
  var forFrames: ScoreReadingOptions {
    var options = self
    options.keepsPresentationIDs = true
    options.refusesDuplicates = false
    options.readsFrames = true
    return options
  }
}
