import Comparison
import ErrorRates
import Evidence
import PADVocabulary
import ReleaseGate
import Runs

/// The outcomes of one subsystem on a test set, with what is known of where they come from.
struct SubsystemEvidence: Sendable {
  /// The detector's name in its run; `nil` for score files.
  var detector: String?
  /// Its version; `nil` for score files.
  var version: String?
  /// Whether it was named together with other detectors of its run.
  var isOneOfMany = false
  /// The outcomes of the test partition, with the released threshold.
  var outcomes: OutcomeSet
  /// What the run says of itself; `nil` for a bare score file.
  var facts: RunFacts?
  /// The rates at the threshold; `nil` for a score file.
  var results: EvaluationResults?
  /// What was noticed while it was read.
  var diagnostics: [Diagnostic] = []

  /// What a gate judges.
  ///
  /// - Throws: `InvalidInput` for scores of which nobody knows where they come from.
  func forGate() throws(InvalidInput) -> GateEvidence {
    guard let facts else {
      throw InvalidInput(
        Diagnostic(
          .error, file: outcomes.name.printable,
          "a score file does not say which presentations had to be there, on which dataset",
          remedy: "judge a run folder, or name the dataset with --dataset"))
    }
    return GateEvidence(facts: facts, outcomes: outcomes)
  }
}

extension SubsystemEvidence {
  /// One detector of a run.
  ///
  /// - Parameters:
  ///   - name: how reports call it.
  ///   - point: the threshold that its evaluation used; `nil` when there was none.
  init(_ record: RunRecord, detector index: Int, name: String, point: OperatingPoint?) {
    let card = record.detectors[index]
    var rows: [PresentationOutcome] = []
    for (position, presentation) in record.presentations.enumerated()
    where presentation.partition == .test {
      rows.append(
        PresentationOutcome(
          id: presentation.id, species: presentation.species,
          outcome: record.outcomes[index][position], cluster: presentation.cluster,
          attributes: presentation.attributes, mediaDigest: presentation.mediaDigest))
    }
    let dataset = record.dataset
    self.init(
      detector: card.name, version: card.version,
      outcomes: OutcomeSet(
        name: name, operatingPoint: point, attributeNames: dataset.attributeNames, outcomes: rows),
      facts: RunFacts(
        datasetName: dataset.name,
        datasetDigest: dataset.rootDigest.flatMap { ContentDigest(hex: $0) },
        protocolName: dataset.protocolName, isSynthetic: dataset.isSynthetic,
        isComplete: record.isComplete,
        expected: dataset.classes.filter { $0.partition == .test }.map {
          .init(species: $0.species, presentations: $0.presentations)
        }))
  }
}
