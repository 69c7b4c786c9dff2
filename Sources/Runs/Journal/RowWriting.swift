import Evidence
import GRDB
import PADVocabulary

/// One presentation's rows, written inside a transaction.
enum RowWriting {
  static func write(_ row: JudgedPresentation, to database: Database) throws {
    let presentation = row.presentation
    let insertion = try database.cachedStatement(
      sql: """
        INSERT INTO presentation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (position) DO UPDATE SET
          media_digest = excluded.media_digest, input_digest = excluded.input_digest,
          media_fault = excluded.media_fault, preparation_seconds = excluded.preparation_seconds
        """)
    try insertion.execute(arguments: [
      row.position, presentation.id, presentation.partition.rawValue, presentation.species?.name,
      presentation.subject, presentation.target, presentation.cluster,
      try JournalText.text(presentation.attributes), presentation.mediaDigest,
      row.inputDigest?.hex, row.mediaFault, Double(presentation.preparationSeconds),
    ])
    let answer = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)")
    for given in row.answers {
      try answer.execute(arguments: [
        row.position, given.detector, given.outcome.score, given.outcome.reason?.rawValue,
        given.message, given.seconds.map { Double($0) },
      ])
    }
  }
}
