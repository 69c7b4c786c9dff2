import Datasets
import Imaging
import PADVocabulary
import StructuredText
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes synthetic datasets: pictures, optional depth maps, `manifest.csv` and `dataset.yaml`.
///
/// A specification and a seed decide every byte, whatever the number of jobs.
public enum Synthesizer {
  /// Moves when a specification and a seed would give other bytes than before, so that pictures kept
  /// from earlier are not taken for today's.
  public static let version = 1

  /// What to do with a folder that is not empty.
  public enum Existing: Sendable, Hashable {
    /// Refuse it.
    case refuse
    /// Replace a synthetic dataset that is there; anything else is still refused.
    case replaceSynthetic
  }

  /// Synthesizes a dataset into a folder, which is made where it does not exist.
  ///
  /// - Parameters:
  ///   - jobs: how many presentations are rendered at the same time, at least 1.
  ///   - progress: called with the presentations done and all, from any thread, never twice with
  ///     the same number.
  /// - Returns: the number of presentations.
  /// - Throws: `InvalidInput` when the folder may not be written to, `FileFault` when something
  ///   cannot be written, `CancellationError` when the task was cancelled.
  @concurrent
  public static func synthesize(
    spec: SynthesisSpec, seed: UInt64, into folder: String, jobs: Int = 1,
    existing: Existing = .refuse,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Int {
    try prepare(folder, existing)
    try makeFolder(folder + "/media")
    if spec.hasDepth || spec.sequences?.hasDepth == true { try makeFolder(folder + "/depth") }
    if spec.sequences != nil { try makeFolder(folder + "/frames") }
    let plan = SynthesisPlan(spec, seed: seed)
    let total = plan.presentations.count
    let count = DoneCount()
    let workers = max(1, min(jobs, total))
    let rows = try await withThrowingTaskGroup(of: [(Int, Presentation)].self) { group in
      for worker in 0..<workers {
        group.addTask { @concurrent in
          var rows: [(Int, Presentation)] = []
          for index in stride(from: worker, to: total, by: workers) {
            try Task.checkCancellation()
            let planned = plan.presentations[index]
            rows.append((index, try PresentationFiles(plan, in: folder).write(planned)))
            progress(count.next(), total)
          }
          return rows
        }
      }
      var rows: [(Int, Presentation)] = []
      for try await some in group { rows += some }
      return rows.sorted { $0.0 < $1.0 }.map(\.1)
    }
    if !spec.source.isEmpty { try AtomicFile.write(spec.source, to: folder + "/spec.yaml") }
    try DatasetWriter(folder: folder).write(
      plan.description, presentations: rows, attributeNames: SynthesisPlan.attributeNames)
    return total
  }

  /// Makes sure that nothing of somebody else's is overwritten.
  private static func prepare(_ folder: String, _ existing: Existing) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder) else { return try makeFolder(folder) }
    let found: [String]
    do {
      found = try files.contentsOfDirectory(atPath: folder)
    } catch {
      throw FileFault(path: folder, operation: "read", message: "it is no folder, or not readable")
    }
    if found.allSatisfy({ $0 == "spec.yaml" }) { return }
    guard existing == .replaceSynthetic else {
      throw InvalidInput(
        .init(
          .error, file: folder, "the folder is not empty",
          remedy: "name a new folder, or ask for the synthetic dataset in it to be replaced"))
    }
    let description = folder + "/" + "dataset.yaml"
    let read = try DatasetDescription.parse(
      readWholeFile(description, cap: StrictYAML.maximumBytes), file: description)
    guard read.description.isSynthetic else {
      throw InvalidInput(
        .init(
          .error, file: description, "the dataset is not synthetic, it is not replaced",
          remedy: "name a new folder"))
    }
    for name in ["manifest.csv", "media", "depth", "frames", "dataset.lock", "dataset.yaml"]
    where found.contains(name) {
      do {
        try files.removeItem(atPath: folder + "/" + name)
      } catch {
        throw FileFault(
          path: folder + "/" + name, operation: "remove", message: "the old dataset stays")
      }
    }
  }

  static func makeFolder(_ path: String) throws(FileFault) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileFault(path: path, operation: "create the folder", message: "the system refused")
    }
  }
}

/// Counts what several workers have finished.
private final class DoneCount: Sendable {
  private let done = Mutex(0)

  func next() -> Int {
    done.withLock {
      $0 += 1
      return $0
    }
  }
}
