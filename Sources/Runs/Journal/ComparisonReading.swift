import GRDB
import PADVocabulary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads comparisons; every value is checked, because a journal is a file like any other.
struct ComparisonReading {
  private let database: Database
  private let path: String

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  /// The comparisons of a record whose presentations are read.
  func comparisons(of record: RunRecord) throws -> RecordedComparisons {
    guard try JournalSchema.hasComparisons(database) else {
      throw JournalFault.damaged(path, "it says that comparing is done and has no comparisons")
    }
    let references = try references()
    // Positions are those of the selection; a run that is complete has all of them.
    let positions = try Int.fetchAll(
      database, sql: "SELECT position FROM presentation ORDER BY position")
    return RecordedComparisons(
      references: references,
      matchers: try record.matchers.indices.map { matcher in
        try ofMatcher(matcher, references: references.count, positions: positions)
      })
  }

  private func references() throws -> [RecordedComparisons.Reference] {
    var references: [RecordedComparisons.Reference] = []
    let rows = try Row.fetchCursor(
      database, sql: "SELECT number, person, partition FROM reference ORDER BY number")
    while let row = try rows.next() {
      guard row[0] == references.count, let partition = Partition(rawValue: row[2]) else {
        throw JournalFault.damaged(path, "its references are not in order")
      }
      references.append(.init(person: row[1], partition: partition))
    }
    return references
  }

  private func ofMatcher(
    _ matcher: Int, references: Int, positions: [Int]
  ) throws -> RecordedComparisons.OfMatcher {
    var found = RecordedComparisons.OfMatcher(
      enrolments: try enrolments(matcher, references: references), failures: [], messages: [],
      seconds: [], presentations: [], references: [], scores: [])
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT position, reason, message, seconds, scores FROM comparison
        WHERE matcher = ? ORDER BY position
        """, arguments: [matcher])
    for (place, position) in positions.enumerated() {
      guard let row = try rows.next(), row[0] == position else {
        throw JournalFault.damaged(path, "a presentation has no row of matcher \(matcher + 1)")
      }
      let reason: String? = row[1]
      let seconds: Double? = row[3]
      found.failures.append(reason.map { NonResponseReason(rawValue: $0) })
      found.messages.append(row[2])
      found.seconds.append(seconds.map { Float($0) } ?? .nan)
      try append(row[4], of: Int32(place), references: references, to: &found)
    }
    if try rows.next() != nil {
      throw JournalFault.damaged(path, "it has comparisons of no presentation")
    }
    return found
  }

  private func enrolments(
    _ matcher: Int, references: Int
  ) throws -> [RecordedComparisons.Enrolment] {
    var enrolments: [RecordedComparisons.Enrolment] = []
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT reference, templates, failures, reason FROM enrolment
        WHERE matcher = ? ORDER BY reference
        """, arguments: [matcher])
    while let row = try rows.next() {
      let counts: [Int] = [row[1], row[2]]
      guard row[0] == enrolments.count,
        counts.allSatisfy({ (0...RunHeading.mostOfAnything).contains($0) })
      else { throw JournalFault.damaged(path, "its enrolments are not in order") }
      let reason: String? = row[3]
      enrolments.append(
        .init(
          templates: counts[0], failures: counts[1],
          reason: reason.map { NonResponseReason(rawValue: $0) }))
    }
    guard enrolments.count == references else {
      throw JournalFault.damaged(path, "it does not say who is enrolled")
    }
    return enrolments
  }

  private func append(
    _ blob: Data, of presentation: Int32, references: Int,
    to found: inout RecordedComparisons.OfMatcher
  ) throws {
    let bytes = Array(blob)
    guard bytes.count.isMultiple(of: ComparisonWriting.claimBytes) else {
      throw JournalFault.damaged(path, "a comparison is cut off")
    }
    func number(_ start: Int, _ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
    for start in stride(from: 0, to: bytes.count, by: ComparisonWriting.claimBytes) {
      let reference = number(start, 4)
      let score = Double(bitPattern: number(start + 4, 8))
      guard reference < references, !score.isInfinite else {
        throw JournalFault.damaged(path, "it holds a comparison of nobody, or an infinite score")
      }
      found.presentations.append(presentation)
      found.references.append(Int32(reference))
      found.scores.append(score)
    }
  }
}
