import GRDB
import PADVocabulary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Everything that comparing made, written inside one transaction.
struct ComparisonWriting {
  /// One presentation under one matcher.
  struct Row: Sendable {
    /// Position in the selection.
    var position: Int
    /// Why there is no template; `nil` where there is one.
    var reason: NonResponseReason?
    /// More about that, for a person.
    var message: String
    /// Seconds inside the matcher; NaN where nobody measured them.
    var seconds: Float
    /// The claims with their scores, packed by `pack`.
    var scores: [UInt8]
  }

  /// Everybody who could be claimed, as they may leave the machine.
  var references: [RecordedComparisons.Reference]
  /// Per matcher, per reference.
  var enrolments: [[RecordedComparisons.Enrolment]]
  /// Per matcher.
  var rows: [[Row]]

  /// Bytes of one claim with its score.
  static let claimBytes = 12

  /// A claim with its score as bytes of the journal.
  static func pack(_ reference: Int32, _ score: Double, into bytes: inout [UInt8]) {
    let number = UInt32(bitPattern: reference)
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * shift))) }
    let bits = score.isNaN ? Double.nan.bitPattern : score.bitPattern
    for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * shift))) }
  }

  func write(to database: Database) throws {
    for table in ["comparison", "enrolment", "reference"] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
    let reference = try database.cachedStatement(sql: "INSERT INTO reference VALUES (?, ?, ?)")
    for (number, entry) in references.enumerated() {
      try reference.execute(arguments: [number, entry.person, entry.partition.rawValue])
    }
    let enrolment = try database.cachedStatement(
      sql: "INSERT INTO enrolment VALUES (?, ?, ?, ?, ?)")
    for (matcher, list) in enrolments.enumerated() {
      for (number, entry) in list.enumerated() {
        try enrolment.execute(arguments: [
          matcher, number, entry.templates, entry.failures, entry.reason?.rawValue,
        ])
      }
    }
    let comparison = try database.cachedStatement(
      sql: "INSERT INTO comparison VALUES (?, ?, ?, ?, ?, ?)")
    for (matcher, list) in rows.enumerated() {
      for row in list {
        try comparison.execute(arguments: [
          matcher, row.position, row.reason?.rawValue, row.message,
          row.seconds.isNaN ? nil : Double(row.seconds), Data(row.scores),
        ])
      }
    }
  }
}
