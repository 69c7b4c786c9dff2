import GRDB
import PADVocabulary
import Subsystems
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The templates of a run: biometric data of persons, in a file of the run's folder that only its
/// owner may read, and that goes when the run is deleted.
///
/// It is a cache. Whoever deletes it loses no result: scores of comparisons are in the journal, and
/// templates are made again when they are needed. Safe to use from several tasks at once.
public final class TemplateStore: Sendable {
  /// The file's name in a run's folder.
  public static let fileName = "templates.sqlite"
  /// The file and what the database keeps beside it.
  public static let ownEntries = ["", "-wal", "-shm", "-journal"].map { fileName + $0 }

  private static let applicationID = 0x5041_4454
  private static let table = """
    CREATE TABLE template (
      matcher TEXT NOT NULL, presentation TEXT NOT NULL, input_digest TEXT NOT NULL,
      bytes BLOB, reason TEXT, message TEXT NOT NULL, seconds REAL,
      PRIMARY KEY (matcher, presentation), CHECK ((bytes IS NULL) <> (reason IS NULL))
    ) STRICT, WITHOUT ROWID
    """

  private let path: String
  private let queue: DatabaseQueue
  private let matchers: [String]
  private let state: Mutex<State>

  private struct State {
    /// Per matcher, the presentations that were seen, and whether they gave a template.
    var seen: [[String: Bool]]
    /// The digest of what was read of each presentation.
    var digests: [String: String]
    var pending: [EncodedPresentation] = []
  }

  /// Opens the templates of a run, or begins anew where there are none or they cannot be read.
  ///
  /// - Parameters:
  ///   - matchers: what names each matcher with everything that can change a template; templates of
  ///     others are removed.
  /// - Throws: `FileFault`.
  public init(folder: String, matchers: [String]) throws {
    path = folder + "/" + Self.fileName
    self.matchers = matchers
    let opened: (queue: DatabaseQueue, state: State)
    do {
      opened = try Self.database(path, matchers)
    } catch is DatabaseError {
      // A cache that is damaged is worth nothing.
      for entry in Self.ownEntries {
        try? FileManager.default.removeItem(atPath: folder + "/" + entry)
      }
      opened = try JournalFault.mapping(path) { [path] in try Self.database(path, matchers) }
    }
    queue = opened.queue
    state = Mutex(opened.state)
  }

  private static func database(
    _ path: String, _ matchers: [String]
  ) throws -> (queue: DatabaseQueue, state: State) {
    try JournalFile.refuseLink(path)
    // Nobody else may read what is in it, from the first byte on.
    let file = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw FileFault(path: path.printable, operation: "write", message: "the system refused")
    }
    _ = fchmod(file, 0o600)
    shut(file)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let state = try queue.writeWithoutTransaction { database in
      let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let tables = try String.fetchSet(
        database, sql: "SELECT coalesce(sql, name) FROM sqlite_master WHERE type = 'table'")
      if mark == 0, tables.isEmpty {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: table)
      } else if mark != applicationID || tables != [table] {
        throw DatabaseError(resultCode: .SQLITE_NOTADB)
      }
      return try seen(in: database, matchers)
    }
    return (queue, state)
  }

  private static func seen(in database: Database, _ matchers: [String]) throws -> State {
    var state = State(seen: matchers.map { _ in [:] }, digests: [:])
    let marks = matchers.map { _ in "?" }.joined(separator: ", ")
    try database.execute(
      sql: "DELETE FROM template WHERE matcher NOT IN (\(marks))",
      arguments: StatementArguments(matchers))
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT matcher, presentation, bytes IS NOT NULL, input_digest FROM template")
    while let row = try rows.next() {
      guard let matcher = matchers.firstIndex(of: row[0]) else { continue }
      state.seen[matcher][row[1]] = row[2]
      state.digests[row[1]] = row[3]
    }
    return state
  }

  // MARK: Writing

  /// Positions of the matchers that have not seen a presentation.
  ///
  /// - Parameter retries: whether those that gave no template count as well.
  func missing(of presentation: String, retries: Bool) -> [Int] {
    state.withLock { state in
      matchers.indices.filter { matcher in
        guard let hasTemplate = state.seen[matcher][presentation] else { return true }
        return retries && !hasTemplate
      }
    }
  }

  /// Whether what was encoded of a presentation had this digest.
  func isOf(_ digest: String, _ presentation: String) -> Bool {
    state.withLock { $0.digests[presentation] == digest }
  }

  /// Takes what was made of one presentation.
  ///
  /// - Throws: `FileFault`.
  func append(_ row: EncodedPresentation) throws {
    let batch = state.withLock { state -> [EncodedPresentation] in
      state.pending.append(row)
      if case .template = row.encoding {
        state.seen[row.matcher][row.presentation] = true
      } else {
        state.seen[row.matcher][row.presentation] = false
      }
      state.digests[row.presentation] = row.inputDigest
      guard state.pending.count >= 512 else { return [] }
      defer { state.pending = [] }
      return state.pending
    }
    try write(batch)
  }

  /// Writes everything that was taken so far.
  ///
  /// - Throws: `FileFault`.
  func flush() throws {
    try write(
      state.withLock { state in
        defer { state.pending = [] }
        return state.pending
      })
  }

  private func write(_ rows: [EncodedPresentation]) throws {
    if rows.isEmpty { return }
    try JournalFault.mapping(path) {
      try queue.write { database in
        let statement = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO template VALUES (?, ?, ?, ?, ?, ?, ?)")
        for row in rows {
          var bytes: Data?
          var reason: String?
          switch row.encoding {
          case .template(let template): bytes = Data(template.bytes)
          case .nonResponse(let why): reason = why.rawValue
          }
          try statement.execute(arguments: [
            matchers[row.matcher], row.presentation, row.inputDigest, bytes, reason, row.message,
            row.seconds.isNaN ? nil : Double(row.seconds),
          ])
        }
      }
    }
  }

  // MARK: Reading

  /// What one matcher made of every presentation, by id.
  ///
  /// - Throws: `FileFault`, `InvalidInput`.
  func encodings(ofMatcher matcher: Int) throws -> [String: EncodedPresentation] {
    try flush()
    return try JournalFault.mapping(path) {
      try queue.read { database in
        var found: [String: EncodedPresentation] = [:]
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT presentation, input_digest, bytes, reason, message, seconds FROM template
            WHERE matcher = ?
            """, arguments: [matchers[matcher]])
        while let row = try rows.next() {
          let bytes: Data? = row[2]
          let reason: String? = row[3]
          let seconds: Double? = row[5]
          found[row[0]] = EncodedPresentation(
            matcher: matcher, presentation: row[0], inputDigest: row[1],
            encoding: bytes.map { .template(FaceTemplate(bytes: Array($0))) }
              ?? .nonResponse(NonResponseReason(rawValue: reason ?? "failed")),
            message: row[4], seconds: seconds.map { Float($0) } ?? .nan)
        }
        return found
      }
    }
  }

  /// Closes the file; the store is of no use afterwards.
  public func close() throws {
    try flush()
    try JournalFault.mapping(path) { try queue.close() }
  }
}

/// Closes a descriptor; within the store that name is another's.
private func shut(_ file: CInt) { close(file) }
