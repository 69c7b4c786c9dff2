import Datasets
import ErrorRates
import PADVocabulary
import Runs

/// The error rates of a run, from what its folder keeps.
enum RunEvaluation {
  /// The rates of each detector; a detector's own threshold serves where nobody named one and there
  /// is no dev.
  static func results(
    of record: RunRecord, rates: RateRequest, jobs: Int
  ) async throws -> [EvaluationResults] {
    let options = rates.evaluationOptions(
      wantsFurtherFigures: true, attackPotentials: record.dataset.attackPotentialScale)
    var results: [EvaluationResults] = []
    for (position, detector) in record.detectors.enumerated() {
      try Task.checkCancellation()
      let dev = record.table(ofDetector: position, in: .dev)
      var criterion = try rates.chosenCriterion()
      if dev == nil, !rates.namesThreshold, let threshold = detector.threshold {
        criterion = .card(threshold)
      }
      results.append(
        try await ErrorRates.evaluate(
          dev: dev, test: record.table(ofDetector: position, in: .test) ?? ScoreTable(),
          criterion: criterion, options: options, jobs: jobs))
    }
    return results
  }
}

extension RecordedDataset {
  /// The attack potentials that the species table declares; `nil` when it declares none.
  var attackPotentialScale: AttackPotentialScale? {
    let potentials = AttackPotential.allCases
    var levels: [PAISpecies: Int] = [:]
    for entry in attackPotentials {
      levels[entry.species] = potentials.firstIndex { $0.rawValue == entry.potential }
    }
    if levels.isEmpty { return nil }
    return AttackPotentialScale(names: potentials.map(\.rawValue), levels: levels)
  }
}
