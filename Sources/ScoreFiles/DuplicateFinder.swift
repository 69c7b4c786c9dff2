import Dispatch
import PADVocabulary
import StructuredText
import Synchronization

/// Finds presentation ids that are there twice.
///
/// The hashes of all ids are compared bucket by bucket; only when two are equal is the file read a
/// second time, to compare the ids themselves and to say on which lines they are.
struct DuplicateFinder<Parser: ScoreLineParser> {
  let reading: ScoreLineReading<Parser>
  let parts: Int
  let jobs: Int

  /// Adds an error for every row whose id an earlier row has.
  func report(into state: inout ScoreMerger.State) throws(FileFault) {
    let search = RepeatedHashes(state.parts, jobs: jobs)
    guard !search.hashes.isEmpty else { return }
    var follower = IDFollower(hashes: search.hashes)
    var reader = reading.makeReader()
    var line = reading.firstLine
    for part in 0..<parts where !follower.isDone {
      let batch = try reading.batch(
        ofPart: part, by: &reader, recordsLines: true)
      follower.look(through: batch, firstLine: line, &state.diagnostics)
      line += batch.lines
    }
    if follower.isDone { state.diagnostics.countErrors(search.extra - follower.judged) }
  }
}

/// The hashes that are there more than once.
private struct RepeatedHashes {
  let hashes: [UInt64]
  /// The rows whose hash an earlier row has.
  let extra: Int

  init(_ parts: [HashPart], jobs: Int) {
    let found = FoundHashes()
    let dispenser = PartDispenser(from: 0, to: HashPart.buckets)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while let bucket = dispenser.next() {
        found.add(parts.repeated(inBucket: bucket))
      }
    }
    (hashes, extra) = found.all
  }
}

private final class FoundHashes: Sendable {
  private let state = Mutex<(hashes: [UInt64], extra: Int)>(([], 0))

  func add(_ found: (hashes: [UInt64], extra: Int)) {
    state.withLock {
      $0.hashes += found.hashes
      $0.extra += found.extra
    }
  }

  var all: (hashes: [UInt64], extra: Int) {
    state.withLock { ($0.hashes.sorted(), $0.extra) }
  }
}

/// Follows ids with repeated hashes through the file and says where each was first.
private struct IDFollower {
  let hashes: [UInt64]
  private var seen: [UInt64: [(id: String, line: Int)]] = [:]
  private var followed = 0
  private var shown = 0
  /// The rows with a followed hash that were not its first.
  private(set) var judged = 0

  init(hashes: [UInt64]) {
    self.hashes = hashes
  }

  /// Whether so many duplicates were shown that the rest is only counted.
  var isDone: Bool { shown >= DiagnosticList.standardCap }

  mutating func look(
    through batch: ScoreBatch, firstLine: Int, _ diagnostics: inout DiagnosticList
  ) {
    guard let ids = batch.ids, let lines = batch.hashLines else { return }
    for (row, hash) in batch.hashes.enumerated() where isWanted(hash) {
      let id = ids[row]
      let line = firstLine + lines[row]
      let earlier = seen[hash] ?? []
      if !earlier.isEmpty { judged += 1 }
      if let first = earlier.first(where: { $0.id.utf8.elementsEqual(id.utf8) }) {
        diagnostics.error(
          line: line, "presentation \(id.shown) is there twice, first on line \(first.line)",
          remedy: "if these are frames of one presentation, put them together with --aggregate")
        shown += 1
        if isDone { return }
      } else if followed < 1_000 {
        seen[hash, default: []].append((id, line))
        followed += 1
      }
    }
  }

  private func isWanted(_ hash: UInt64) -> Bool {
    var low = 0
    var high = hashes.count
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == hash
  }
}
