import GRDB
import PADVocabulary

/// Reads presentations and outcomes side by side, in the dataset's order.
struct RowReading {
  private let database: Database
  private let path: String

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  func read(into record: inout RunRecord) throws {
    let presentations = try Row.fetchCursor(
      database,
      sql: """
        SELECT position, id, partition, species, subject, target, cluster, attributes,
          media_digest, media_fault, preparation_seconds FROM presentation ORDER BY position
        """)
    let outcomes = try Row.fetchCursor(
      database,
      sql: """
        SELECT position, detector, score, reason, message, seconds FROM outcome
        ORDER BY position, detector
        """)
    while let row = try presentations.next() {
      let position: Int = row[0]
      let presentation = try presentation(row)
      record.presentations.append(presentation)
      let mediaFault: String = row[9]
      for detector in record.detectors.indices {
        guard let answer = try outcomes.next(), answer[0] == position, answer[1] == detector else {
          throw JournalFault.damaged(
            path, "detector \(detector + 1) has no outcome for '\(presentation.id)'")
        }
        let outcome = try outcome(answer)
        record.outcomes[detector].append(outcome)
        let seconds: Double? = answer[5]
        record.detectorSeconds[detector].append(seconds.map { Float($0) } ?? .nan)
        record.explanations[detector].append(outcome.score == nil ? "" : answer[4])
        guard mediaFault.isEmpty, let reason = outcome.reason else { continue }
        record.incidents.append(
          Incident(
            presentationID: presentation.id, detector: record.detectors[detector].name,
            reason: reason, message: answer[4]))
      }
      if !mediaFault.isEmpty, let reason = record.outcomes.first?.last?.reason {
        record.incidents.append(
          Incident(presentationID: presentation.id, reason: reason, message: mediaFault))
      }
    }
    if try outcomes.next() != nil {
      throw JournalFault.damaged(path, "it has an outcome of no presentation")
    }
  }

  private func presentation(_ row: Row) throws -> RecordedPresentation {
    let name: String = row[2]
    guard let partition = Partition(rawValue: name) else {
      throw JournalFault.damaged(path, "there is no partition '\(name)'")
    }
    let species: String? = row[3]
    let preparation: Double = row[10]
    return RecordedPresentation(
      id: row[1], partition: partition, species: species.map { PAISpecies($0) }, subject: row[4],
      target: row[5], cluster: row[6],
      attributes: try JournalText.value([String].self, row[7]), mediaDigest: row[8],
      preparationSeconds: Float(preparation))
  }

  private func outcome(_ row: Row) throws -> Outcome {
    let reason: String? = row[3]
    if let reason { return .nonResponse(NonResponseReason(rawValue: reason)) }
    let score: Double? = row[2]
    guard let score, score.isFinite else {
      throw JournalFault.damaged(path, "it holds a score that is no finite number")
    }
    return .score(score)
  }
}
