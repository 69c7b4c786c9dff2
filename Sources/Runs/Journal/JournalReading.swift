import Evidence
import GRDB
import PADVocabulary
import StructuredText

/// What is read out of a journal; every value is checked, because a journal is a file like any
/// other.
enum JournalReading {
  /// The names and values that the run says of itself.
  static func values(_ database: Database) throws -> [String: String] {
    var values: [String: String] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT name, value FROM run")
    while let row = try rows.next() { values[row[0]] = row[1] }
    return values
  }

  /// What the run knew before the first presentation.
  static func heading(of values: [String: String], path: String) throws -> RunHeading {
    func value(_ name: String) throws -> String {
      guard let text = values[name] else {
        throw JournalFault.damaged(path, "it does not say the run's \(name)")
      }
      return text
    }
    let heading = RunHeading(
      identity: try StrictJSON.parse(Array(value("identity").utf8), name: path),
      dataset: try JournalText.value(RecordedDataset.self, value("dataset")),
      detectors: try JournalText.value([RecordedDetector].self, value("detectors")),
      rates: try StrictJSON.parse(Array(value("rates").utf8), name: path),
      diagnostics: try JournalText.value([Diagnostic].self, value("diagnostics")),
      matchers: try values["matchers"].map { try JournalText.value([RecordedDetector].self, $0) }
        ?? [],
      matching: try values["matching"].map { try JournalText.value(MatchingTerms.self, $0) })
    if let contradiction = heading.contradiction {
      throw JournalFault.damaged(path, contradiction)
    }
    return heading
  }

  /// What was judged already, by position.
  static func judged(_ database: Database, path: String) throws -> [Int: JudgedBefore] {
    var judged: [Int: JudgedBefore] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT position, input_digest FROM presentation")
    while let row = try rows.next() {
      let digest: String? = row[1]
      judged[row[0]] = JudgedBefore(inputDigest: digest.flatMap { ContentDigest(hex: $0) })
    }
    let missing = try Row.fetchCursor(
      database,
      sql: "SELECT position, detector FROM outcome WHERE reason IS NOT NULL ORDER BY detector")
    while let row = try missing.next() { judged[row[0]]?.nonResponses.append(row[1]) }
    return judged
  }

  /// Everything.
  ///
  /// - Parameter checksSeal: whether the content is held against the digest of a sealed journal.
  static func record(_ database: Database, path: String, checksSeal: Bool) throws -> RunRecord {
    let values = try values(database)
    let heading = try heading(of: values, path: path)
    let seconds = values["wall_seconds"].flatMap { Double($0) } ?? 0
    var record = RunRecord(
      identity: heading.identity, dataset: heading.dataset, detectors: heading.detectors,
      rates: heading.rates, diagnostics: heading.diagnostics, presentations: [],
      outcomes: Array(repeating: [], count: heading.detectors.count), incidents: [],
      detectorSeconds: Array(repeating: [], count: heading.detectors.count), isComplete: false,
      wallSeconds: seconds.isFinite ? max(0, seconds) : 0,
      jobs: values["jobs"].flatMap { Int($0) } ?? 1,
      retries: try count("retries", values, path: path), isSealed: false)
    record.coldStarts = try coldStarts(values)
    record.explanations = Array(repeating: [], count: heading.detectors.count)
    try RowReading(database, path: path).read(into: &record)
    record.matchers = heading.matchers
    record.matching = heading.matching
    if !heading.matchers.isEmpty, values[RunJournal.comparedName] != nil {
      record.comparisons = try ComparisonReading(database, path: path).comparisons(of: record)
    }
    record.isComplete =
      record.presentations.count == heading.dataset.presentations
      && (heading.matchers.isEmpty || record.comparisons != nil)
    if checksSeal, let digest = values[RunJournal.sealName] {
      guard seal(of: record, values).hex == digest else {
        throw JournalFault.damaged(path, "its content is not what was written")
      }
      record.isSealed = true
    }
    return record
  }

  /// The digest of everything that the journal says but for times: outcomes, and what the run says
  /// of itself.
  static func seal(of record: RunRecord, _ values: [String: String]) -> ContentDigest {
    let timed = [RunJournal.sealName, "wall_seconds", "jobs", RunJournal.coldStartsName]
    let names = values.keys.filter { !timed.contains($0) }
    var text = record.outcomesDigest.hex
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      text += "\n\(name) \(ContentDigest(of: values[name] ?? "").hex)"
    }
    if let comparisons = record.comparisons { text += "\ncomparisons \(comparisons.digest.hex)" }
    if record.hasExplanations {
      var hasher = ContentHasher()
      for explanation in record.explanations.joined() {
        hasher.update(Array("\(explanation.utf8.count):\(explanation)".utf8))
      }
      text += "\nexplanations \(hasher.finish().hex)"
    }
    return ContentDigest(of: text)
  }

  /// The first presentations of workers.
  static func coldStarts(_ values: [String: String]) throws -> [ColdStart] {
    try values[RunJournal.coldStartsName].map { try JournalText.value([ColdStart].self, $0) } ?? []
  }

  private static func count(
    _ name: String, _ values: [String: String], path: String
  ) throws -> Int {
    guard let text = values[name] else { return 0 }
    guard let number = Int(text), (0...RunHeading.mostOfAnything).contains(number) else {
      throw JournalFault.damaged(path, "'\(name)' is no count")
    }
    return number
  }
}
