import PADVocabulary
import Synchronization

/// Sends presentations through detectors: each picture is decoded once per needed scale, all
/// detectors see it in one pass, and the results keep the dataset's order.
///
/// Memory is bounded by the number of jobs, not by the dataset: a worker holds one frame.
public enum Runner {
  /// Runs the request.
  ///
  /// - Parameter progress: called by the workers, from any thread, after each presentation.
  /// - Throws: `SubsystemFault` when a subsystem cannot work at all, `CancellationError` when the
  ///   task was cancelled, `InvalidInput` when files differ from the dataset's lock, naming all of
  ///   them. A presentation that cannot be read or judged is an outcome, no error.
  @concurrent
  public static func run(
    _ request: RunRequest, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> RunResult {
    let queue = PresentationQueue(count: request.selection.count)
    let start = ContinuousClock.now
    // Workers are made one after the other, before the first presentation: a model that does not
    // load ends the run before anything was scored.
    let workers = try (0..<min(request.jobs, max(1, queue.count))).map { _ in
      WorkerBox(try PresentationWorker(request))
    }
    let parts = try await withThrowingTaskGroup(of: [(Int, Judgement)].self) { group in
      for worker in workers {
        group.addTask {
          try await worker.drain(queue, of: request.selection, progress: progress)
        }
      }
      var parts: [[(Int, Judgement)]] = []
      for try await part in group { parts.append(part) }
      return parts
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let result = assemble(request, parts.joined(), wallSeconds: seconds)
    try refuseTampered(result)
    return result
  }

  /// A dataset that differs from its lock is another dataset: none of its figures may leave here.
  private static func refuseTampered(_ result: RunResult) throws(InvalidInput) {
    let faults = result.incidents.filter { $0.reason == .tampered }.map { incident in
      Diagnostic(
        .error, "presentation '\(incident.presentationID.printable)': \(incident.message)")
    }
    if !faults.isEmpty { throw InvalidInput(faults) }
  }

  private static func assemble(
    _ request: RunRequest, _ judgements: some Sequence<(Int, Judgement)>, wallSeconds: Double
  ) -> RunResult {
    var inOrder = [Judgement?](repeating: nil, count: request.selection.count)
    for (index, judgement) in judgements { inOrder[index] = judgement }
    let judgements = inOrder.compactMap(\.self)
    let detectors = request.detectors.indices
    return RunResult(
      selection: request.selection,
      outcomes: detectors.map { detector in judgements.map { $0.outcomes[detector] } },
      detectorSeconds: detectors.map { detector in judgements.map { $0.seconds[detector] } },
      preparationSeconds: judgements.map(\.preparationSeconds),
      incidents: judgements.flatMap(\.incidents),
      wallSeconds: wallSeconds)
  }
}

/// Hands out the positions of presentations, each once.
private final class PresentationQueue: Sendable {
  let count: Int
  private let next = Atomic(0)

  init(count: Int) {
    self.count = count
  }

  func take() -> Int? {
    let position = next.add(1, ordering: .relaxed).oldValue
    return position < count ? position : nil
  }
}

/// Carries a worker into the one task that uses it.
///
/// Unchecked because the compiler cannot see it: a box is handed to exactly one task, after it was
/// made, and nobody else keeps it.
private final class WorkerBox: @unchecked Sendable {
  private let worker: PresentationWorker

  init(_ worker: PresentationWorker) {
    self.worker = worker
  }

  @concurrent
  func drain(
    _ queue: PresentationQueue, of selection: RunSelection,
    progress: @Sendable (RunProgress) -> Void
  ) async throws -> [(Int, Judgement)] {
    var judgements: [(Int, Judgement)] = []
    while let position = queue.take() {
      try Task.checkCancellation()
      let judgement = try await worker.judge(selection.presentation(at: position))
      let failed = judgement.outcomes.contains { $0.reason != nil }
      judgements.append((position, judgement))
      progress(RunProgress(presentations: 1, nonResponses: failed ? 1 : 0))
    }
    return judgements
  }
}
