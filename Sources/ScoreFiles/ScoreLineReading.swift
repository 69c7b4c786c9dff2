import Dispatch
import PADVocabulary
import StructuredText
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a line-based score file in parts of a fixed size, several at once.
///
/// A line belongs to the part in which it begins. Parts and their order do not depend on the
/// number of jobs, so that neither do rows, numbers and diagnostics.
struct ScoreLineReading<Parser: ScoreLineParser>: Sendable {
  let source: ByteSource
  let name: String
  /// Where the first line behind the header begins, and its number.
  let start: Int
  let firstLine: Int
  let parser: Parser
  let options: ScoreReadingOptions

  static var partSize: Int { 1 << 22 }

  /// Reads one part of the file.
  func batch(
    ofPart part: Int, by reader: inout PartReader, recordsLines: Bool = false
  ) throws(FileFault) -> ScoreBatch {
    var batch = ScoreBatch(
      file: name, keepsIDs: recordsLines || (options.keepsPresentationIDs && parser.hasIDs),
      reader: reader.number)
    if recordsLines { batch.hashLines = [] }
    // One byte before the part tells whether a line begins with it.
    let before = part == 0 ? 0 : 1
    let offset = start + part * Self.partSize - before
    let got = try source.read(into: &reader.buffer, upTo: reader.buffer.count, offset: offset)
    let isLast = offset + got >= source.size
    var parser = parser
    // Swapped, not copied: the reader's table of clusters is large and stays its own.
    swap(&batch.clusters, &reader.clusters)
    parse(
      reader.buffer, before: before, to: got, isLast: isLast, &parser, into: &batch)
    swap(&batch.clusters, &reader.clusters)
    return batch
  }

  private func parse(
    _ buffer: [UInt8], before: Int, to end: Int, isLast: Bool, _ parser: inout Parser,
    into batch: inout ScoreBatch
  ) {
    let bytes = buffer.span
    var position = 0
    let limit = min(end, before + Self.partSize)
    if before == 1 {
      while position < limit, bytes[position] != 0x0a { position += 1 }
      position += 1
    }
    batch.rows.reserveCapacity(max(0, limit - position) / 32)
    if options.refusesDuplicates { batch.hashes.reserveCapacity(max(0, limit - position) / 32) }
    _ = parser.parseLines(
      bytes, from: position, to: limit, end: end, isLast: isLast, into: &batch)
  }

  /// Reads everything.
  func read() throws(FileFault) -> ScoreMerger.State {
    let parts = max(1, (source.size - start + Self.partSize - 1) / Self.partSize)
    let jobs = min(
      parts, options.jobs > 0 ? options.jobs : ProcessInfo.processInfo.activeProcessorCount)
    var reader = makeReader(jobs)
    let first = try batch(ofPart: 0, by: &reader)
    let reserved = parts == 1 ? first.rows.count : first.rows.count * (parts + 1)
    let merger = ScoreMerger(
      file: name, firstLine: firstLine, keepsIDs: options.keepsPresentationIDs && parser.hasIDs,
      reservedRows: min(reserved, 50_000_000))
    _ = merger.admit()
    merger.add(first, part: 0)
    if parts > 1 {
      let dispenser = PartDispenser(from: 1, to: parts)
      reader = PartReader(number: jobs, buffer: [])
      DispatchQueue.concurrentPerform(iterations: jobs) { job in
        var reader = makeReader(job)
        while merger.admit() {
          guard let part = dispenser.next() else { return merger.release() }
          do throws(FileFault) {
            merger.add(try batch(ofPart: part, by: &reader), part: part)
          } catch {
            merger.fail(error)
          }
        }
      }
    }
    var state = merger.finish()
    if let fault = state.fault { throw fault }
    if options.refusesDuplicates, !state.parts.isEmpty {
      try DuplicateFinder(reading: self, parts: parts, jobs: jobs).report(into: &state)
    }
    state.parts = []
    return state
  }

  func makeReader(_ number: Int = 0) -> PartReader {
    let room = 1 + min(Self.partSize, source.size) + ScoreLines.maximumBytes
    return PartReader(number: number, buffer: [UInt8](repeating: 0, count: room))
  }
}

/// What one thread keeps from part to part.
struct PartReader {
  let number: Int
  var buffer: [UInt8]
  /// The clusters of all its parts, so that a name is made into a text once and not once per part.
  var clusters = ByteInterner()
}

/// Hands out the numbers of parts, each once.
final class PartDispenser: Sendable {
  private let upcoming: Atomic<Int>
  private let end: Int

  init(from first: Int, to end: Int) {
    upcoming = Atomic(first)
    self.end = end
  }

  /// The next number, or `nil` when all are given out.
  func next() -> Int? {
    let number = upcoming.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < end ? number : nil
  }
}
