import Datasets
import Media
public import PADVocabulary
public import Subsystems

/// Shows the presentations of train and dev to a subsystem that is to learn from them.
public enum TrainingRun {
  /// What was measured.
  public struct Measured: Sendable {
    /// What there is to learn from, in the dataset's order.
    public var examples: TrainingExamples
    /// How much of each class was there, and how much of it gave nothing to learn from: partition,
    /// then bona fide, then species by name.
    public var counts: [ClassCount]
  }

  /// One class of one partition.
  public struct ClassCount: Sendable {
    /// The partition.
    public var partition: Partition
    /// The species; `nil` for bona fide.
    public var species: PAISpecies?
    /// Presentations that were measured.
    public var measured = 0
    /// Presentations that were not, by reason, sorted by reason.
    public var nonResponses: [(reason: NonResponseReason, count: Int)] = []
  }

  /// Measures every presentation of the request's selection, on as many jobs as it says.
  ///
  /// - Parameters:
  ///   - request: its detectors are not used.
  ///   - progress: called by the workers, from any thread, after each presentation.
  /// - Throws: `SubsystemFault` when measuring is not possible, `CancellationError`, `InvalidInput`
  ///   when files differ from the dataset's lock.
  @concurrent
  public static func measure(
    for subsystem: any TrainableSubsystem, _ request: RunRequest, seed: UInt64,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> Measured {
    var request = request
    request.detectors = [Measuring(subsystem)]
    let selection = request.selection
    let queue = PresentationQueue(count: selection.count)
    let workers = try (0..<min(request.jobs, max(1, queue.count))).map { _ in
      MeasuringWorker(try PresentationWorker(request), selection)
    }
    let rows = try await withThrowingTaskGroup(of: [MeasuredRow].self) { group in
      for worker in workers {
        group.addTask { try await worker.drain(queue, progress: progress) }
      }
      var all: [MeasuredRow] = []
      for try await part in group { all += part }
      return all.sorted { $0.position < $1.position }
    }
    let tampered = rows.compactMap(\.tampered)
    if !tampered.isEmpty { throw InvalidInput(tampered) }
    return Measured(
      examples: TrainingExamples(
        train: examples(rows, selection, .train), dev: examples(rows, selection, .dev),
        seed: seed), counts: counts(rows, selection))
  }

  private static func examples(
    _ rows: [MeasuredRow], _ selection: RunSelection, _ partition: Partition
  ) -> [TrainingExample] {
    rows.compactMap { row in
      let presentation = selection.presentation(at: row.position)
      guard presentation.partition == partition, row.outcome.reason == nil else { return nil }
      // Whose face is seen; without names, what the rows of one source share.
      let person = presentation.targetID.isEmpty ? presentation.subjectID : presentation.targetID
      return TrainingExample(
        features: row.features, species: presentation.species,
        person: person.isEmpty ? presentation.clusterKey : "person:" + person)
    }
  }

  private static func counts(_ rows: [MeasuredRow], _ selection: RunSelection) -> [ClassCount] {
    var counts: [ClassCount] = []
    for row in rows {
      let presentation = selection.presentation(at: row.position)
      guard let partition = presentation.partition else { continue }
      let place =
        counts.firstIndex { $0.partition == partition && $0.species == presentation.species }
        ?? {
          counts.append(ClassCount(partition: partition, species: presentation.species))
          return counts.count - 1
        }()
      guard let reason = row.outcome.reason else {
        counts[place].measured += 1
        continue
      }
      if let known = counts[place].nonResponses.firstIndex(where: { $0.reason == reason }) {
        counts[place].nonResponses[known].count += 1
      } else {
        counts[place].nonResponses.append((reason, 1))
      }
    }
    for place in counts.indices {
      counts[place].nonResponses.sort { $0.reason.rawValue < $1.reason.rawValue }
    }
    return counts.sorted { left, right in
      if left.partition != right.partition { return left.partition < right.partition }
      guard let first = left.species else { return right.species != nil }
      guard let second = right.species else { return false }
      return first < second
    }
  }
}

/// Lets a worker show presentations to what only measures.
private struct Measuring: LivenessDetector {
  let card: SubsystemCard
  private let subsystem: any TrainableSubsystem

  init(_ subsystem: any TrainableSubsystem) {
    self.subsystem = subsystem
    card = subsystem.card
  }

  func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    try subsystem.makeFeatureObserver()
  }
}

/// What became of one presentation.
struct MeasuredRow: Sendable {
  var position: Int
  var outcome: Outcome
  var features: [[Double]]
  var tampered: Diagnostic?
}

/// Carries a worker into the one task that uses it.
///
/// Unchecked because the compiler cannot see it: a box is handed to exactly one task, after it was
/// made, and nobody else keeps it.
private final class MeasuringWorker: @unchecked Sendable {
  private let worker: PresentationWorker
  private let selection: RunSelection

  init(_ worker: PresentationWorker, _ selection: RunSelection) {
    self.worker = worker
    self.selection = selection
  }

  @concurrent
  func drain(
    _ queue: PresentationQueue, progress: @Sendable (RunProgress) -> Void
  ) async throws -> [MeasuredRow] {
    var rows: [MeasuredRow] = []
    while let position = queue.take() {
      try Task.checkCancellation()
      let presentation = selection.presentation(at: position)
      let judgement = try await worker.judge(presentation, asking: [0])
      let outcome = judgement.answers.first?.outcome ?? .nonResponse(.failed)
      var row = MeasuredRow(position: position, outcome: outcome, features: [])
      if outcome.reason == nil {
        row.features = (worker.observer(at: 0) as? any FeatureObserver)?.features ?? []
      }
      if let fault = judgement.mediaFault, fault.reason == .tampered {
        row.tampered = Diagnostic(
          .error, "presentation '\(presentation.id.printable)': \(fault.description)")
      }
      rows.append(row)
      progress(RunProgress(presentations: 1, nonResponses: outcome.reason == nil ? 0 : 1))
    }
    return rows
  }
}
