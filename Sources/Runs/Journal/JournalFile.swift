import Evidence
import GRDB
import PADVocabulary

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A journal that is only read: nothing in it is changed, but for what a killed process left half
/// done.
enum JournalFile {
  /// A score with what it is the score of.
  struct Score {
    var detector: Int
    var score: Double
    var inputDigest: ContentDigest
    var mediaDigest: String
  }

  /// Everything in the journal of a run's folder.
  static func record(folder: String) throws -> RunRecord {
    try read(folder: folder) { database, path in
      try JournalReading.record(database, path: path, checksSeal: true)
    }
  }

  /// Calls `body` with every score, in the dataset's order.
  static func forEachScore(
    folder: String, _ body: (RunHeading, Score) throws -> Void
  ) throws {
    try read(folder: folder) { database, path in
      // The seal is looked at before anything is taken over.
      let record = try JournalReading.record(database, path: path, checksSeal: true)
      guard record.isSealed else {
        throw InvalidInput(
          Diagnostic(
            .error, file: path.printable, "the run is not finished: its journal is not sealed",
            remedy: "finish it first, by giving the command that began it again"))
      }
      let heading = record.heading
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT detector, score, input_digest, media_digest
          FROM outcome JOIN presentation USING (position)
          WHERE score IS NOT NULL AND input_digest IS NOT NULL ORDER BY position, detector
          """)
      while let row = try rows.next() {
        guard let digest = ContentDigest(hex: row[2]), let media: String = row[3] else { continue }
        try body(
          heading,
          Score(detector: row[0], score: row[1], inputDigest: digest, mediaDigest: media))
      }
    }
  }

  private static func read<Value>(
    folder: String, _ work: (Database, String) throws -> Value
  ) throws -> Value {
    let base = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let path = base + "/" + RunJournal.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw InvalidInput(
        Diagnostic(
          .error, file: folder.printable,
          "there is no run here: it has no \(RunJournal.fileName)",
          remedy: "name the folder that 'padbench evaluate --output' wrote"))
    }
    try refuseLink(path)
    return try JournalFault.mapping(path) {
      do {
        return try read(path, readOnly: true, work)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
        // A process was killed in the middle of a change: the database takes what is half done back
        // before anything can be read, and for that it must be allowed to write.
        return try read(path, readOnly: false, work)
      }
    }
  }

  private static func read<Value>(
    _ path: String, readOnly: Bool, _ work: (Database, String) throws -> Value
  ) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    return try queue.read { database in
      try JournalSchema.check(database, path: path)
      return try work(database, path)
    }
  }

  /// Refuses a journal that is a link: what it leads to is another run's, under another lock.
  static func refuseLink(_ path: String) throws(InvalidInput) {
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable, "the journal is a link",
          remedy: "name the folder that it leads to"))
    }
  }
}
