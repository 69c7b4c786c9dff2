public import PADVocabulary
import StructuredText

/// The scores of a face matcher: comparisons of one person, of two people, and with attacks.
public struct ComparisonScores: Sendable {
  /// Comparisons of a person with the same person; all rows are bona fide.
  public var mated = ScoreTable()
  /// Comparisons of two people (zero-effort impostors); all rows are bona fide presentations.
  public var nonMated = ScoreTable()
  /// Comparisons of an attack presentation with its target, by species.
  public var attacks = ScoreTable()

  /// Makes scores of no comparison.
  public init() {}

  /// Reads Bob's CSV of comparisons: `bio_ref_subject_id`, `probe_subject_id`,
  /// `probe_attack_type` or `attack_type`, `score`. An attack type makes a row an attack; else
  /// equal ids make it mated. The reference's id is the cluster of a row.
  ///
  /// - Throws: `FileFault` when it cannot be read; `InvalidInput` with everything that is wrong.
  public static func read(path: String) throws -> ComparisonScores {
    try read(CSVReader(path: path))
  }

  /// Reads the bytes of such a file; `name` stands for it in diagnostics.
  public static func read(bytes: [UInt8], name: String) throws -> ComparisonScores {
    try read(CSVReader(bytes: bytes, name: name))
  }

  private static func read(_ source: CSVReader) throws -> ComparisonScores {
    var reader = source
    let reference = reader.requiredColumn("bio_ref_subject_id")
    let probe = reader.requiredColumn("probe_subject_id")
    let attack = reader.column("attack_type") ?? reader.requiredColumn("probe_attack_type")
    let score = reader.requiredColumn("score")
    guard let reference, let probe, let attack, let score else {
      throw InvalidInput(reader.diagnostics.all)
    }
    var scores = ComparisonScores()
    while try reader.next() {
      guard let outcome = outcome(&reader, column: score) else { continue }
      let subject = reader.string(reference)
      if subject.isEmpty || reader.isEmpty(probe) {
        reader.error(subject.isEmpty ? reference : probe, "the id of a person is empty")
      }
      let species = reader.string(attack)
      if !species.isEmpty {
        scores.attacks.append(outcome, species: PAISpecies(species), cluster: subject)
      } else if reader.matches(probe, subject) {
        scores.mated.append(outcome, species: nil, cluster: subject)
      } else {
        scores.nonMated.append(outcome, species: nil, cluster: subject)
      }
      if scores.attacks.species.count > ScoreBatch.maximumSpecies {
        reader.error(attack, ScoreBatch.tooManySpecies)
        break
      }
    }
    reader.requireRows()
    try reader.diagnostics.throwErrors()
    return scores
  }

  private static func outcome(_ reader: inout CSVReader, column: Int) -> Outcome? {
    do throws(NumberFault) {
      let score = try reader.withBytes(column) { (bytes) throws(NumberFault) in
        try NumberText.score(bytes)
      }
      return score.map { .score($0) } ?? .nonResponse(.unstated)
    } catch {
      reader.error(column, "\(reader.string(column).shown) \(error)")
      return nil
    }
  }
}
