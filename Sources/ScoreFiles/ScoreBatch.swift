import PADVocabulary
import StructuredText

/// What was read from one part of a file: rows, ids, hashes of ids and diagnostics, whose lines are
/// counted from the part's first as 0.
///
/// Rows have the batch's own numbers of species and reasons, and the reader's of clusters.
struct ScoreBatch: Sendable {
  var rows: [ScoreTable.Row] = []
  /// The species of the part, in the order of their first rows.
  private(set) var speciesNames: [PAISpecies] = []
  /// The clusters that the reader had not met in an earlier part; its numbers depend on which parts
  /// it got, the merger turns them into the file's own.
  private(set) var newClusters: [String] = []
  private var reasonTable = ScoreTable()

  var ids: PresentationIDs?
  var hashes: [UInt64] = []
  /// The line of every hash; kept only to tell where duplicates are.
  var hashLines: [Int]?
  var diagnostics: DiagnosticList
  /// The lines of the part.
  var lines = 0
  /// The rows whose cluster column was not empty.
  var clusteredRows = 0
  /// The most species of a file.
  static let maximumSpecies = 4_096
  static let tooManySpecies = "more than 4096 species; is this the column of attack types?"

  private var species = ByteInterner()
  private var pending = [32 of ByteInterner.Key](repeating: .init(first: 0, second: 0))
  private var pendingRows = [32 of Int](repeating: 0)
  private var pendingCount = 0
  /// What the reader knows of clusters; lent to the batch while it is read.
  var clusters = ByteInterner()
  /// Whose numbers of clusters the rows have.
  let reader: Int

  init(file: String, keepsIDs: Bool, reader: Int) {
    diagnostics = DiagnosticList(file: file)
    self.reader = reader
    if keepsIDs { ids = PresentationIDs() }
  }

  var reasons: [NonResponseReason] { reasonTable.reasons }

  @inline(__always)
  mutating func append(score: Double, species: UInt16, reason: UInt8, cluster: Int32) {
    rows.append(.init(score: score, cluster: cluster, species: species, reason: reason))
  }

  mutating func number(ofSpecies bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt16? {
    let (number, isNew) = species.number(bytes, from: start, to: end)
    guard number < Self.maximumSpecies else { return nil }
    if isNew { speciesNames.append(PAISpecies(text(bytes, from: start, to: end))) }
    return UInt16(truncatingIfNeeded: number)
  }

  mutating func number(ofCluster bytes: Span<UInt8>, from start: Int, to end: Int) -> Int32 {
    guard end > start else { return ScoreTable.ownCluster }
    settleClusters()
    clusteredRows += 1
    let (number, isNew) = clusters.number(bytes, from: start, to: end)
    if isNew { newClusters.append(text(bytes, from: start, to: end)) }
    return Int32(truncatingIfNeeded: number)
  }

  /// Appends a row whose cluster, of a short name or none, is looked up later together with others:
  /// one by one, each would wait for memory.
  @inline(__always)
  mutating func append(
    score: Double, species: UInt16, cluster bytes: Span<UInt8>, from start: Int, to end: Int
  ) {
    var number = ScoreTable.ownCluster
    if end > start {
      if let key = ByteInterner.key(bytes, from: start, to: end) {
        pending[pendingCount] = key
        pendingRows[pendingCount] = rows.count
        pendingCount &+= 1
      } else {
        number = self.number(ofCluster: bytes, from: start, to: end)
      }
    }
    append(score: score, species: species, reason: ScoreTable.scoredNumber, cluster: number)
    if pendingCount == 32 { settleClusters() }
  }

  /// Looks up the clusters that were put off; to be called before any other and at the end.
  mutating func settleClusters() {
    guard pendingCount > 0 else { return }
    clusteredRows += pendingCount
    let guesses = clusters.guesses(&pending, pendingCount)
    for index in 0..<pendingCount {
      var number = guesses[index]
      if number < 0 {
        let (known, isNew) = clusters.number(of: pending[index])
        number = Int32(truncatingIfNeeded: known)
        if isNew { newClusters.append(pending[index].text) }
      }
      rows[pendingRows[index]].cluster = number
    }
    pendingCount = 0
  }

  mutating func number(ofReason bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8 {
    let isStated = end > start
    let reason =
      isStated ? NonResponseReason(rawValue: text(bytes, from: start, to: end)) : .unstated
    return reasonTable.number(of: reason)
  }

  mutating func append(id bytes: Span<UInt8>, from start: Int, to end: Int, hashes isHashed: Bool) {
    if isHashed {
      hashes.append(ByteHash.hash(bytes, from: start, to: end))
      hashLines?.append(lines)
    }
    ids?.append(bytes, from: start, to: end)
  }

  mutating func error(_ column: Int? = nil, _ message: String, remedy: String = "") {
    diagnostics.error(line: lines, column: column, message, remedy: remedy)
  }
}

/// A part of the bytes as text; they were checked to be UTF-8.
func text(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> String {
  var copy: [UInt8] = []
  copy.reserveCapacity(max(0, end - start))
  for position in start..<max(start, end) { copy.append(bytes[position]) }
  return String(decoding: copy, as: UTF8.self)
}
