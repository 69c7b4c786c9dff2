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
  let buildsTable: Bool

  static var partSize: Int { 1 << 22 }

  /// The part of the file that begins with a number of bytes of parts before it.
  func batch(
    ofPart part: Int, buffer: inout [UInt8], recordsLines: Bool = false
  ) throws(FileFault) -> ScoreBatch {
    var batch = ScoreBatch(
      file: name, keepsIDs: recordsLines || (options.keepsPresentationIDs && parser.hasIDs))
    if recordsLines { batch.hashLines = [] }
    // One byte before the part tells whether a line begins with it.
    let before = part == 0 ? 0 : 1
    let offset = start + part * Self.partSize - before
    let got = try source.read(into: &buffer, upTo: buffer.count, offset: offset)
    let isLast = offset + got >= source.size
    var parser = parser
    parse(
      buffer, before: before, to: got, isLast: isLast, &parser, into: &batch)
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
    batch.table.reserveCapacity(max(0, limit - position) / 32)
    while position < limit {
      position = parser.parseLine(bytes, from: position, to: end, isLast: isLast, into: &batch)
      batch.lines += 1
    }
  }

  /// Reads everything.
  func read() throws(FileFault) -> ScoreMerger.State {
    let parts = max(1, (source.size - start + Self.partSize - 1) / Self.partSize)
    let jobs = min(
      parts, options.jobs > 0 ? options.jobs : ProcessInfo.processInfo.activeProcessorCount)
    var buffer = makeBuffer()
    let first = try batch(ofPart: 0, buffer: &buffer)
    let reserved = parts == 1 ? first.table.count : first.table.count * (parts + 1)
    let merger = ScoreMerger(
      file: name, firstLine: firstLine, keepsIDs: options.keepsPresentationIDs && parser.hasIDs,
      buildsTable: buildsTable, reservedRows: min(reserved, 50_000_000))
    _ = merger.admit()
    merger.add(first, part: 0)
    if parts > 1 {
      let dispenser = PartDispenser(from: 1, to: parts)
      buffer = []
      DispatchQueue.concurrentPerform(iterations: jobs) { _ in
        var buffer = makeBuffer()
        while merger.admit() {
          guard let part = dispenser.next() else { return merger.release() }
          do throws(FileFault) {
            merger.add(try batch(ofPart: part, buffer: &buffer), part: part)
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

  func makeBuffer() -> [UInt8] {
    [UInt8](repeating: 0, count: 1 + min(Self.partSize, source.size) + ScoreLines.maximumBytes)
  }
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
