import Evidence
import PADVocabulary

/// Sends presentations through detectors: each picture is decoded once per needed scale, all
/// detectors see it in one pass, and what they say goes into the run's journal.
///
/// Memory is bounded by the number of jobs, not by the dataset: a worker holds one frame.
public enum Runner {
  /// Judges what the journal does not have yet.
  ///
  /// However the run ends, what was judged until then is in the journal: the same request goes on
  /// from there.
  ///
  /// - Parameters:
  ///   - templates: where the templates of the request's matchers go.
  ///   - progress: called by the workers, from any thread, after each presentation, also after those
  ///     that the journal had already.
  /// - Throws: `SubsystemFault` when a subsystem cannot work at all or broke for good,
  ///   `CancellationError` when the
  ///   task was cancelled, `FileFault` when the journal cannot be written, `InvalidInput` when files
  ///   differ from the dataset's lock, naming all of them. A presentation that cannot be read or
  ///   judged is an outcome, no error.
  @concurrent
  public static func run(
    _ request: RunRequest, into journal: RunJournal, templates: TemplateStore? = nil,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws {
    let queue = PresentationQueue(count: request.count, shuffledBy: request.shuffleSeed)
    let before = try journal.judgedBefore()
    let start = ContinuousClock.now
    // Workers are made one after the other, before the first presentation: a model that does not
    // load ends the run before anything was scored.
    let desks = try (0..<min(request.jobs, max(1, queue.count))).map { _ in
      DeskBox(
        RunDesk(
          worker: try PresentationWorker(request), request: request, before: before,
          journal: journal, templates: templates))
    }
    var tampered: [(position: Int, fault: Diagnostic)] = []
    do {
      tampered = try await withThrowingTaskGroup(of: [(Int, Diagnostic)].self) { group in
        for desk in desks {
          group.addTask { try await desk.drain(queue, progress: progress) }
        }
        var all: [(Int, Diagnostic)] = []
        for try await part in group { all += part }
        return all
      }
    } catch {
      // What stopped the run matters more than a journal that cannot be written any more.
      try? note(request, start, [], in: journal, templates)
      throw error
    }
    try note(request, start, desks.flatMap(\.coldStarts), in: journal, templates)
    // A dataset that differs from its lock is another dataset: none of its figures may leave here.
    if !tampered.isEmpty {
      throw InvalidInput(tampered.sorted { $0.position < $1.position }.map(\.fault))
    }
  }

  private static func note(
    _ request: RunRequest, _ start: ContinuousClock.Instant, _ coldStarts: [ColdStart],
    in journal: RunJournal,
    _ templates: TemplateStore?
  ) throws {
    try journal.flush()
    try templates?.flush()
    try journal.addRun(
      seconds: (ContinuousClock.now - start) / .seconds(1), jobs: request.jobs,
      isRetry: request.retriesNonResponses, coldStarts: coldStarts)
  }
}

/// Carries a desk into the one task that uses it.
///
/// Unchecked because the compiler cannot see it: a box is handed to exactly one task, after it was
/// made, and nobody else keeps it.
private final class DeskBox: @unchecked Sendable {
  private let desk: RunDesk

  init(_ desk: RunDesk) {
    self.desk = desk
  }

  /// What subsystems took for their first presentations; asked for when the task has ended.
  var coldStarts: [ColdStart] { desk.coldStarts }

  @concurrent
  func drain(
    _ queue: PresentationQueue, progress: @Sendable (RunProgress) -> Void
  ) async throws -> [(Int, Diagnostic)] {
    var tampered: [(Int, Diagnostic)] = []
    while let position = queue.take() {
      try Task.checkCancellation()
      let step = try await desk.handle(position)
      if let fault = step.tampered { tampered.append((position, fault)) }
      progress(RunProgress(presentations: 1, nonResponses: step.isNonResponse ? 1 : 0))
    }
    return tampered
  }
}
