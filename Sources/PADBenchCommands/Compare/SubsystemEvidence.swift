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
  /// Where the threshold comes from, beyond its origin; empty when there is no more to say.
  var thresholdSource = ""
  /// The presentations of the dev partition; empty for score files.
  var dev: [DevPresentation] = []
  /// What the run says of itself; `nil` for a bare score file.
  var facts: RunFacts?
  /// The rates at the threshold; `nil` for a score file.
  var results: EvaluationResults?
  /// Rates of the whole system with this detector; empty where nobody asked, or nobody was compared.
  var systemRates: [SystemRate] = []
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
    return GateEvidence(facts: facts, outcomes: outcomes, dev: dev, systemRates: systemRates)
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
    let leftOut = dataset.exclusions
    self.init(
      detector: card.name, version: card.version,
      outcomes: OutcomeSet(
        name: name, operatingPoint: point, attributeNames: dataset.attributeNames, outcomes: rows),
      dev: record.presentations.filter { $0.partition == .dev }.map {
        DevPresentation(id: $0.id, mediaDigest: $0.mediaDigest)
      },
      facts: RunFacts(
        datasetName: dataset.name,
        datasetDigest: dataset.rootDigest.flatMap { ContentDigest(hex: $0) },
        protocolName: dataset.protocolName, isSynthetic: dataset.isSynthetic,
        isComplete: record.isComplete, isSealed: record.isSealed, retries: record.retries,
        leftOut: RunFacts.leftOut(
          references: leftOut.references, otherPartitions: leftOut.otherPartitions,
          unassigned: leftOut.unassigned),
        expected: dataset.classes.filter { $0.partition == .test }.map {
          .init(
            species: $0.species, presentations: $0.presentations,
            namesNobody: $0.persons == nil && $0.series == nil && $0.instruments == nil)
        }))
  }
}

extension RunFacts {
  /// What was left out of a dataset, in the order in which reports list it.
  static func leftOut(
    references: Int, otherPartitions: Int, unassigned: Int
  ) -> [LeftOut] {
    [
      LeftOut(reason: "enrolment references", presentations: references),
      LeftOut(reason: "partitions not asked for", presentations: otherPartitions),
      LeftOut(reason: "left out by the protocol", presentations: unassigned),
    ].filter { $0.presentations > 0 }
  }
}
