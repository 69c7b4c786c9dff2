import Dispatch
import PADVocabulary
import StructuredText
import Synchronization

/// Puts the batches of a file's parts together in the order of the file, whichever is done first.
final class ScoreMerger: Sendable {
  struct State: Sendable {
    var table = ScoreTable()
    var ids: PresentationIDs?
    var diagnostics: DiagnosticList
    /// The line on which the next part begins.
    var line: Int
    /// The rows that were read, kept or not.
    var rows = 0
    var parts: [HashPart] = []
    var fault: FileFault?
    fileprivate var next = 0
    fileprivate var waiting: [Int: ScoreBatch] = [:]
    /// By reader the table's number for each of its numbers of clusters.
    fileprivate var clusterMaps: [Int: [Int32]] = [:]

    init(diagnostics: DiagnosticList, line: Int) {
      self.diagnostics = diagnostics
      self.line = line
    }
  }

  private let state: Mutex<State>
  /// One ticket for every part that may be under way or waiting for an earlier one.
  private let tickets = DispatchSemaphore(value: 0)
  private let maximumRows: Int

  init(
    file: String, firstLine: Int, keepsIDs: Bool, reservedRows: Int,
    maximumRows: Int = 50_000_000
  ) {
    var start = State(diagnostics: DiagnosticList(file: file), line: firstLine)
    if keepsIDs { start.ids = PresentationIDs() }
    start.table.reserveCapacity(reservedRows)
    self.maximumRows = maximumRows
    state = Mutex(start)
    for _ in 0..<Self.partsUnderWay { tickets.signal() }
  }

  private static var partsUnderWay: Int { 16 }

  /// Waits until another part may be read, so that batches never pile up behind a slow one;
  /// `false` when reading is in vain.
  func admit() -> Bool {
    tickets.wait()
    if !hasFailed { return true }
    tickets.signal()
    return false
  }

  /// Gives back what `admit` granted and nobody used.
  func release() {
    tickets.signal()
  }

  /// Hands in the batch of a part.
  func add(_ batch: ScoreBatch, part: Int) {
    var batch = batch
    let hashes = batch.hashes.isEmpty ? nil : HashPart(batch.hashes)
    batch.hashes = []
    state.withLock { state in
      if let hashes { state.parts.append(hashes) }
      state.waiting[part] = batch
      while let ready = state.waiting.removeValue(forKey: state.next) {
        merge(ready, into: &state)
        state.next += 1
        tickets.signal()
      }
    }
  }

  /// Notes that a part could not be read; the rest is in vain.
  func fail(_ fault: FileFault) {
    state.withLock { $0.fault = $0.fault ?? fault }
    tickets.signal()
  }

  private var hasFailed: Bool { state.withLock { $0.fault != nil } }

  /// Everything that was put together.
  func finish() -> State { state.withLock { $0 } }

  private func merge(_ batch: ScoreBatch, into state: inout State) {
    state.diagnostics.add(batch.diagnostics, movedDownBy: state.line)
    state.line += batch.lines
    let before = state.rows
    state.rows += batch.rows.count
    if state.rows > maximumRows {
      if before <= maximumRows {
        state.diagnostics.error(line: state.line, "there are more than \(maximumRows) rows")
      }
      return
    }
    let added = batch.speciesNames.filter { !state.table.species.contains($0) }
    guard state.table.species.count + added.count <= ScoreBatch.maximumSpecies else {
      state.diagnostics.error(line: state.line, ScoreBatch.tooManySpecies)
      return
    }
    // The parts of a reader come in their order, so that what it numbered in an earlier part has
    // its place in the table already, and the rest gets places in the order of the file's rows.
    var clusterMap = state.clusterMaps.removeValue(forKey: batch.reader) ?? []
    clusterMap += batch.newClusters.map { state.table.number(ofCluster: $0) }
    state.table.append(
      batch.rows, speciesMap: batch.speciesNames.map { state.table.number(of: $0) },
      reasonMap: batch.reasons.map { state.table.number(of: $0) }, clusterMap: clusterMap)
    state.clusterMaps[batch.reader] = clusterMap
    if let ids = batch.ids { state.ids?.append(contentsOf: ids) }
  }
}
