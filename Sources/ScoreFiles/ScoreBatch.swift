import PADVocabulary
import StructuredText

/// What was read from one part of a file: rows, ids, hashes of ids and diagnostics, whose lines
/// are counted from the part's first as 0.
struct ScoreBatch: Sendable {
  var table = ScoreTable()
  var ids: PresentationIDs?
  var hashes: [UInt64] = []
  /// The line of every hash; kept only to tell where duplicates are.
  var hashLines: [Int]?
  var diagnostics: DiagnosticList
  /// The lines of the part.
  var lines = 0
  /// The rows whose cluster column was not empty, and the distinct names there.
  var clusteredRows = 0
  /// The most species of a file.
  static let maximumSpecies = 4_096
  static let tooManySpecies = "more than 4096 species; is this the column of attack types?"

  private var species = ByteInterner()
  private var speciesNumbers: [UInt16] = []
  private var clusters = ByteInterner()
  private var clusterNumbers: [Int32] = []

  init(file: String, keepsIDs: Bool) {
    diagnostics = DiagnosticList(file: file)
    if keepsIDs { ids = PresentationIDs() }
  }

  var distinctClusters: Int { clusters.count }

  mutating func number(ofSpecies bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt16? {
    let (number, isNew) = species.number(bytes, from: start, to: end)
    if isNew {
      guard table.species.count < Self.maximumSpecies else { return nil }
      speciesNumbers.append(table.number(of: PAISpecies(text(bytes, from: start, to: end))))
    }
    return number < speciesNumbers.count ? speciesNumbers[number] : nil
  }

  mutating func number(ofCluster bytes: Span<UInt8>, from start: Int, to end: Int) -> Int32 {
    guard end > start else { return ScoreTable.ownCluster }
    clusteredRows += 1
    let (number, isNew) = clusters.number(bytes, from: start, to: end)
    if isNew {
      clusterNumbers.append(table.number(ofCluster: text(bytes, from: start, to: end)))
    }
    return clusterNumbers[number]
  }

  mutating func number(ofReason bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8 {
    let isStated = end > start
    let reason =
      isStated ? NonResponseReason(rawValue: text(bytes, from: start, to: end)) : .unstated
    return table.number(of: reason)
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
