import GRDB
import PADVocabulary

/// The tables of a journal, and the marks by which one is known.
enum JournalSchema {
  /// `PADB`, in the file's header: a file without it is no journal of ours.
  static let applicationID = 0x5041_4442
  /// The version of the tables; a newer one is refused.
  static let version = 2
  /// The oldest version that is read: it has no tables for comparisons.
  private static let oldestVersion = 1

  /// The tables of presentations, as the database itself writes them down.
  private static let presentationTables = [
    """
    CREATE TABLE run (
      name TEXT PRIMARY KEY, value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE presentation (
      position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, partition TEXT NOT NULL,
      species TEXT, subject TEXT NOT NULL, target TEXT NOT NULL, cluster TEXT NOT NULL,
      attributes TEXT NOT NULL, media_digest TEXT, input_digest TEXT,
      media_fault TEXT NOT NULL, preparation_seconds REAL NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE outcome (
      position INTEGER NOT NULL REFERENCES presentation (position),
      detector INTEGER NOT NULL, score REAL, reason TEXT, message TEXT NOT NULL,
      seconds REAL, PRIMARY KEY (position, detector),
      CHECK ((score IS NULL) <> (reason IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// The tables of comparisons. `templates` counts the templates that enrol a person, and `scores`
  /// holds, per claimed reference, its number (4 bytes) and the score's bits (8), the low byte first;
  /// a NaN stands where nothing could be compared.
  private static let comparisonTables = [
    """
    CREATE TABLE reference (
      number INTEGER PRIMARY KEY, person TEXT NOT NULL, partition TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE enrolment (
      matcher INTEGER NOT NULL, reference INTEGER NOT NULL REFERENCES reference (number),
      templates INTEGER NOT NULL, failures INTEGER NOT NULL, reason TEXT,
      PRIMARY KEY (matcher, reference)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE comparison (
      matcher INTEGER NOT NULL, position INTEGER NOT NULL REFERENCES presentation (position),
      reason TEXT, message TEXT NOT NULL, seconds REAL, scores BLOB NOT NULL,
      PRIMARY KEY (matcher, position)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  private static func tables(ofVersion version: Int) -> [String] {
    version == oldestVersion ? presentationTables : presentationTables + comparisonTables
  }

  /// Whether a journal has tables for comparisons.
  static func hasComparisons(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 > oldestVersion
  }

  /// Makes the tables in an empty database.
  static func make(in database: Database) throws {
    try database.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    for table in tables(ofVersion: version) { try database.execute(sql: table) }
  }

  /// Refuses what is no journal, what a newer padbench wrote, and what is damaged.
  static func check(_ database: Database, path: String) throws {
    let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard mark == applicationID else {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable, "this is no journal of a run (an empty or foreign file)",
          remedy: "restore the run's folder from a copy, or score again with --force"))
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard (oldestVersion...version).contains(found) else {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable,
          "the journal has version \(found), and this padbench reads versions up to \(version)",
          remedy: found > version ? "use the padbench that wrote it, or a newer one" : ""))
    }
    // With other tables nothing else that is read could be relied on, not even that it is there.
    let described = try String.fetchSet(
      database, sql: "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    guard described == Set(tables(ofVersion: found)) else {
      throw JournalFault.damaged(path, "its tables are not those of a journal")
    }
    let complaint = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "nothing"
    guard complaint == "ok" else { throw JournalFault.damaged(path, complaint) }
  }
}
