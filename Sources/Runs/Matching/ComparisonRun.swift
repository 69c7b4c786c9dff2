import Evidence
import PADVocabulary
import Subsystems

/// Compares what the matchers of a run have encoded, and writes the scores into its journal.
///
/// Of several templates of one person the most alike counts. Memory is bounded by the comparisons
/// that are kept, a block of presentations at a time being compared.
public enum ComparisonRun {
  /// Makes and writes all comparisons of a request.
  ///
  /// - Throws: `SubsystemFault` when a matcher cannot compare, `CancellationError`, `FileFault`.
  @concurrent
  public static func run(
    _ request: RunRequest, templates: TemplateStore, into journal: RunJournal,
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws {
    guard let plan = request.matching else { return }
    var writing = ComparisonWriting(
      references: plan.references.map { reference in
        RecordedComparisons.Reference(
          person: request.pseudonymizer?.pseudonym(for: reference.person, kind: .subject)
            ?? reference.person,
          partition: reference.partition)
      }, enrolments: [], rows: [])
    for (number, matcher) in request.matchers.enumerated() {
      let encodings = try templates.encodings(ofMatcher: number)
      let comparing = Comparing(request, plan, matcher, encodings)
      writing.enrolments.append(comparing.enrolments)
      writing.rows.append(try await rows(comparing, request, progress))
    }
    try journal.write(writing)
  }

  /// Blocks of presentations, on as many tasks as there are jobs.
  private static func rows(
    _ comparing: Comparing, _ request: RunRequest,
    _ progress: @escaping @Sendable (RunProgress) -> Void
  ) async throws -> [ComparisonWriting.Row] {
    let size = Comparing.blockSize
    let blocks = (request.selection.count + size - 1) / size
    let queue = PresentationQueue(count: blocks)
    return try await withThrowingTaskGroup(of: [(Int, [ComparisonWriting.Row])].self) { group in
      for _ in 0..<min(request.jobs, max(1, blocks)) {
        group.addTask {
          var comparer = comparing
          var done: [(Int, [ComparisonWriting.Row])] = []
          while let block = queue.take() {
            try Task.checkCancellation()
            let range = block * size..<min((block + 1) * size, request.selection.count)
            done.append((block, try comparer.rows(range)))
            progress(RunProgress(presentations: range.count, nonResponses: 0))
          }
          return done
        }
      }
      var all: [(Int, [ComparisonWriting.Row])] = []
      for try await part in group { all += part }
      return all.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
