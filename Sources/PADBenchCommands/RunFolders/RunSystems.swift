import ErrorRates
import PADVocabulary
import Runs

/// The figures of whole systems of a run, from what its folder keeps.
struct RunSystems {
  private let record: RunRecord
  private let comparisons: RecordedComparisons
  /// The rates of the run's detectors, whose thresholds stand.
  private let results: [EvaluationResults]

  /// - Returns: `nil` for a run that compares nobody.
  init?(_ record: RunRecord, results: [EvaluationResults]) {
    guard let comparisons = record.comparisons else { return nil }
    self.record = record
    self.comparisons = comparisons
    self.results = results
  }

  /// One matcher's claims and figures.
  struct Evaluation {
    /// The figures, alone and with each detector.
    var results: SystemResults
    /// What the matcher made of the claims, per partition that is there.
    var trials: [Partition: SystemTrials]
  }

  /// Each matcher, in the order of the run.
  func evaluations(rates: RateRequest, jobs: Int) async throws -> [Evaluation] {
    var evaluations: [Evaluation] = []
    for position in record.matchers.indices {
      try Task.checkCancellation()
      evaluations.append(try await evaluation(ofMatcher: position, rates: rates, jobs: jobs))
    }
    return evaluations
  }

  /// One matcher, alone and with each detector.
  func evaluation(
    ofMatcher position: Int, rates: RateRequest, jobs: Int
  ) async throws -> Evaluation {
    var trials: [Partition: SystemTrials] = [:]
    for partition in [Partition.dev, .test] {
      trials[partition] = self.trials(ofMatcher: position, in: partition)
    }
    let results = try await SystemEvaluation.evaluate(
      matcher: record.matchers[position].name, dev: trials[.dev],
      test: trials[.test] ?? SystemTrials(referenceCount: 0), detectors: detectors,
      criterion: rates.chosenMatchCriterion(),
      options: rates.evaluationOptions(wantsFurtherFigures: false), jobs: jobs)
    return Evaluation(results: results, trials: trials)
  }

  private var detectors: [SystemDetector] {
    record.detectors.indices.map { position in
      SystemDetector(
        name: record.detectors[position].name, needs: record.detectors[position].needs ?? [],
        operatingPoint: results[position].operatingPoint,
        dev: scores(ofDetector: position, in: .dev),
        test: scores(ofDetector: position, in: .test) ?? [])
    }
  }

  private func scores(ofDetector detector: Int, in partition: Partition) -> [Double]? {
    guard record.partitions.contains(partition) else { return nil }
    return record.presentations.indices
      .filter { record.presentations[$0].partition == partition }
      .map { record.outcomes[detector][$0].score ?? .nan }
  }

  /// What one matcher made of the claims of a partition; `nil` when the partition is not there.
  private func trials(ofMatcher matcher: Int, in partition: Partition) -> SystemTrials? {
    guard record.partitions.contains(partition) else { return nil }
    let own = comparisons.matchers[matcher]
    var numbers = [Int32](repeating: -1, count: comparisons.references.count)
    var enrolled: Int32 = 0
    for (place, reference) in comparisons.references.enumerated()
    where reference.partition == partition {
      numbers[place] = enrolled
      enrolled += 1
    }
    var trials = SystemTrials(referenceCount: Int(enrolled))
    var places = [Int32](repeating: -1, count: record.presentations.count)
    for (place, presentation) in record.presentations.enumerated()
    where presentation.partition == partition {
      places[place] = trials.addPresentation(species: presentation.species)
    }
    for row in own.scores.indices {
      let place = Int(own.presentations[row])
      let reference = Int(own.references[row])
      guard places[place] >= 0, numbers[reference] >= 0 else { continue }
      let kind = kind(record.presentations[place], comparisons.references[reference].person)
      if own.scores[row].isNaN {
        trials.append(
          presentation: places[place], reference: numbers[reference], kind: kind,
          notCompared: own.failures[place] ?? own.enrolments[reference].reason ?? .failed)
      } else {
        trials.append(
          presentation: places[place], reference: numbers[reference], kind: kind,
          score: own.scores[row])
      }
    }
    return trials
  }

  /// Who claims to be whom. Ids are pseudonyms, equal where the persons are.
  private func kind(
    _ presentation: RecordedPresentation, _ person: String
  ) -> SystemTrials.Kind {
    if presentation.species == nil { return presentation.subject == person ? .genuine : .impostor }
    if presentation.target == person { return .attack }
    // Somebody who shows another's face wants to be that other, enrolled or not.
    return presentation.target.isEmpty && presentation.subject == person ? .concealer : .bystander
  }
}
