import GRDB
import PADVocabulary

/// The tables of a journal, and the marks by which one is known.
enum JournalSchema {
  /// `PADB`, in the file's header: a file without it is no journal of ours.
  static let applicationID = 0x5041_4442
  /// The version of the tables; a newer one is refused.
  static let version = 1

  /// The tables, as the database itself writes them down.
  private static let tables = [
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

  /// Makes the tables in an empty database.
  static func make(in database: Database) throws {
    try database.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    for table in tables { try database.execute(sql: table) }
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
    guard found == version else {
      throw InvalidInput(
        Diagnostic(
          .error, file: path.printable,
          "the journal has version \(found), and this padbench reads version \(version)",
          remedy: found > version ? "use the padbench that wrote it, or a newer one" : ""))
    }
    // With other tables nothing else that is read could be relied on, not even that it is there.
    let described = try String.fetchSet(
      database, sql: "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    guard described == Set(tables) else {
      throw JournalFault.damaged(path, "its tables are not those of a journal")
    }
    let complaint = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "nothing"
    guard complaint == "ok" else { throw JournalFault.damaged(path, complaint) }
  }
}
