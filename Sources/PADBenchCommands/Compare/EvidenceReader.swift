import Comparison
import PADVocabulary
import Reports
import ScoreFiles
import StructuredText

/// Reads what the command line names as subsystems.
struct EvidenceReader {
  /// How score files are read.
  var reading: ScoreReadingOptions

  /// Reads one argument: one subsystem, or all detectors of a run.
  ///
  /// - Parameters:
  ///   - legend: a name to show instead of the argument.
  ///   - system: which whole system's rates are wanted too.
  /// - Throws: `FileFault`, `InvalidInput`.
  func read(
    _ text: String, legend: String?, system: SystemChoice = .none
  ) async throws -> [SubsystemEvidence] {
    switch try SubsystemArgument(text) {
    case .run(let folder, let detector):
      return try await RunFolderReader.read(
        folder: folder, detector: detector, legend: legend, system: system)
    case .scores(let file, let threshold):
      return [try scores(file, threshold: threshold, name: legend ?? text)]
    }
  }

  private func scores(
    _ path: String, threshold: String?, name: String
  ) throws -> SubsystemEvidence {
    let point = try threshold.map { try releasedThreshold($0, of: path) }
    let file = try ScoreFile.read(path: path, options: reading)
    let table = file.table
    guard let ids = file.presentationIDs, ids.count == table.count else {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable,
          "its rows have no presentation ids, so that nobody can tell which belong together",
          remedy: "use a format with ids (test_label in CSV)"))
    }
    let rows = (0..<table.count).map { row in
      let cluster = Int(table.clusterNumbers[row])
      return PresentationOutcome(
        id: ids[row], species: table.species(at: row), outcome: table.outcome(at: row),
        cluster: table.clusters.indices.contains(cluster) ? table.clusters[cluster] : "")
    }
    return SubsystemEvidence(
      outcomes: OutcomeSet(name: name, operatingPoint: point?.point, outcomes: rows),
      thresholdSource: point?.source ?? "",
      diagnostics: file.diagnostics)
  }

  /// A threshold that stands behind a score file's `@`: a number, or the path of a card.
  private func releasedThreshold(
    _ text: String, of path: String
  ) throws -> (point: OperatingPoint, source: String) {
    if let value = try? NumberText.score(Array(text.utf8).span) {
      guard value.isFinite else {
        throw InvalidInput(
          Diagnostic(
            .error, file: path.printable, "the threshold \(text.shown) is not finite",
            remedy: "write a number, for example 0.5"))
      }
      return (OperatingPoint(threshold: value, origin: .fixed), "")
    }
    let card = try ThresholdCard.read(path: text)
    guard card.threshold.isFinite else {
      throw InvalidInput(
        Diagnostic(.error, file: text.printable, "the threshold of the card is not finite"))
    }
    // A score file does not say whose scores it holds; whoever reads the verdict may know.
    return (
      OperatingPoint(threshold: card.threshold, origin: .card),
      "\(text), the card of subsystem \(card.subsystem), chosen as \(card.origin)"
    )
  }
}
