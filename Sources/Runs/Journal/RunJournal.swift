import Evidence
import GRDB
import PADVocabulary
import StructuredText
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The truth of a run: an SQLite file that every judged presentation goes into, whole or not at
/// all, so that a run can be killed at any moment and gone on with.
///
/// While a run is under way the file has a write-ahead log beside it; at the end it is one file
/// again, so that a copy of the folder is whole. Safe to use from several tasks at once.
public final class RunJournal: Sendable {
  /// The file's name in a run's folder.
  public static let fileName = "outcomes.sqlite"
  /// The name under which a sealed journal has the digest of its content.
  static let sealName = "seal"
  /// The name of the first presentations of workers.
  static let coldStartsName = "cold_starts"
  private static let mostColdStarts = 10_000
  /// The name of what says that comparing is done.
  static let comparedName = "compared"
  /// The file and what the database keeps beside it.
  public static let ownEntries = [fileName, fileName + "-wal", fileName + "-shm"]

  /// The journal's path.
  public let path: String
  /// What the run knew of itself when the journal was begun.
  public let heading: RunHeading

  private let queue: DatabaseQueue
  private let pending = Mutex(Pending())

  /// Rows that wait for the next transaction.
  private struct Pending {
    var rows: [JudgedPresentation] = []
    var since = ContinuousClock.now

    /// Takes all rows out.
    mutating func take() -> [JudgedPresentation] {
      let taken = rows
      rows = []
      return taken
    }
  }

  private init(path: String, heading: RunHeading, queue: DatabaseQueue) {
    self.path = path
    self.heading = heading
    self.queue = queue
  }

  /// Begins a journal in a folder that has none.
  ///
  /// The file appears under its name with its tables and the heading in it.
  ///
  /// - Throws: `FileFault`.
  public static func create(folder: String, heading: RunHeading) throws -> RunJournal {
    let path = folder + "/" + fileName
    let temporary = folder + "/.padbench-journal.tmp"
    try JournalFault.mapping(path) {
      for leftover in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: temporary + leftover)
      }
      let queue = try DatabaseQueue(path: temporary, configuration: configuration())
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try JournalSchema.make(in: database)
          try write(heading, to: database)
          return .commit
        }
      }
      try queue.close()
    }
    try AtomicFile.adopt(temporary, as: path)
    return try open(folder: folder)
  }

  /// Opens a journal to go on with it.
  ///
  /// - Throws: `InvalidInput` for a file that is damaged or no journal, `FileFault`.
  public static func open(folder: String) throws -> RunJournal {
    let path = folder + "/" + fileName
    try JournalFile.refuseLink(path)
    return try JournalFault.mapping(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      let heading = try queue.writeWithoutTransaction { database in
        try JournalSchema.check(database, path: path)
        // A seal is looked at once more, and is no longer true once something changes.
        let heading = try JournalReading.record(database, path: path, checksSeal: true).heading
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "DELETE FROM run WHERE name = ?", arguments: [sealName])
        return heading
      }
      return RunJournal(path: path, heading: heading, queue: queue)
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // What was committed is there after a power cut; what was removed is not left in the file.
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
    }
    return configuration
  }

  // MARK: Rows

  /// Takes what was made of one presentation; it is durable with the next transaction, within
  /// about a second.
  ///
  /// - Throws: `FileFault`.
  func append(_ row: JudgedPresentation) throws {
    let batch = pending.withLock { pending -> [JudgedPresentation] in
      if pending.rows.isEmpty { pending.since = .now }
      pending.rows.append(row)
      let isDue = pending.rows.count >= 4096 || pending.since.duration(to: .now) > .seconds(1)
      return isDue ? pending.take() : []
    }
    try write(batch)
  }

  /// Makes everything durable that was taken so far.
  ///
  /// - Throws: `FileFault`.
  func flush() throws {
    try write(pending.withLock { $0.take() })
  }

  private func write(_ rows: [JudgedPresentation]) throws {
    if rows.isEmpty { return }
    try transaction { database in
      for row in rows { try RowWriting.write(row, to: database) }
    }
  }

  // MARK: State

  /// How many presentations the journal has.
  public func count() throws -> Int {
    try read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM presentation") ?? 0
    }
  }

  /// What the journal has already, by position in the selection.
  func judgedBefore() throws -> [Int: JudgedBefore] {
    try read { database in try JournalReading.judged(database, path: path) }
  }

  /// Writes how rates are asked for now.
  ///
  /// - Throws: `FileFault`.
  public func set(_ heading: RunHeading) throws {
    try transaction { database in try Self.write(heading, to: database) }
  }

  /// Adds to the seconds that the run has taken, to how often non-responses were asked again, and to
  /// the first presentations of workers.
  func addRun(
    seconds: Double, jobs: Int, isRetry: Bool, coldStarts: [ColdStart] = []
  ) throws {
    try transaction { database in
      let before = try JournalReading.values(database)
      let sum = (before["wall_seconds"].flatMap { Double($0) } ?? 0) + seconds
      let retries = min(
        (before["retries"].flatMap { Int($0) } ?? 0) + (isRetry ? 1 : 0), RunHeading.mostOfAnything)
      try Self.set("wall_seconds", String(sum), in: database)
      try Self.set("jobs", String(jobs), in: database)
      try Self.set("retries", String(retries), in: database)
      // A run that goes on very often says enough with its first starts.
      let starts = try JournalReading.coldStarts(before) + coldStarts
      try Self.set(
        Self.coldStartsName, JournalText.text(Array(starts.prefix(Self.mostColdStarts))),
        in: database)
    }
  }

  /// Whether the journal has the comparisons of every matcher.
  public func hasComparisons() throws -> Bool {
    try read { database in try JournalReading.values(database)[Self.comparedName] != nil }
  }

  /// Writes all comparisons in place of those that were there.
  ///
  /// - Throws: `FileFault`.
  func write(_ comparisons: ComparisonWriting) throws {
    try flush()
    try transaction { database in
      try comparisons.write(to: database)
      try Self.set(Self.comparedName, "all", in: database)
    }
  }

  /// Forgets that comparing was done: what it went by has changed.
  public func dropComparisons() throws {
    try transaction { database in
      try database.execute(sql: "DELETE FROM run WHERE name = ?", arguments: [Self.comparedName])
    }
  }

  /// Seals a journal whose presentations are all there: writes down the digest of its content, so
  /// that damage is noticed, and makes it one file again. The digest has no key: whoever changes a
  /// journal on purpose can make it again.
  ///
  /// - Throws: `FileFault`.
  public func seal() throws {
    try flush()
    try transaction { database in
      let record = try JournalReading.record(database, path: path, checksSeal: false)
      let seal = JournalReading.seal(of: record, try JournalReading.values(database))
      try Self.set(Self.sealName, seal.hex, in: database)
    }
    try JournalFault.mapping(path) {
      try queue.writeWithoutTransaction { database in
        _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        // That does not throw when it fails on a broken disk, and may even answer "delete". After
        // the file was looked at again, the database knows what its mode is.
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM run")
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "unknown"
        guard mode == "delete" else {
          throw FileFault(
            path: path.printable, operation: "write the journal",
            message: "the log beside it could not be taken in; check the disk, and run the same "
              + "command again to go on")
        }
      }
    }
  }

  /// Everything the journal holds.
  ///
  /// - Throws: `InvalidInput` for a damaged journal, `FileFault`.
  public func record() throws -> RunRecord {
    try flush()
    return try read { database in
      try JournalReading.record(database, path: path, checksSeal: true)
    }
  }

  /// Closes the file; the journal is of no use afterwards.
  public func close() throws {
    try JournalFault.mapping(path) { try queue.close() }
  }

  private func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
    try JournalFault.mapping(path) { try queue.read(work) }
  }

  private func transaction(_ work: (Database) throws -> Void) throws {
    try JournalFault.mapping(path) {
      try queue.writeWithoutTransaction { database in
        // A transaction that starts by reading would have to be given up when another writes first.
        try database.inTransaction(.immediate) {
          try work(database)
          return .commit
        }
      }
    }
  }

  // MARK: Heading

  private static func write(_ heading: RunHeading, to database: Database) throws {
    try set("identity", String(decoding: heading.identity.bytes(), as: UTF8.self), in: database)
    try set("rates", String(decoding: heading.rates.bytes(), as: UTF8.self), in: database)
    try set("dataset", JournalText.text(heading.dataset), in: database)
    try set("detectors", JournalText.text(heading.detectors), in: database)
    try set("diagnostics", JournalText.text(heading.diagnostics), in: database)
    if let matching = heading.matching {
      try set("matchers", JournalText.text(heading.matchers), in: database)
      try set("matching", JournalText.text(matching), in: database)
    }
  }

  private static func set(_ name: String, _ value: String, in database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO run (name, value) VALUES (?, ?)", arguments: [name, value])
  }
}
