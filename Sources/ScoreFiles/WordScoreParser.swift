import PADVocabulary
import StructuredText

/// Reads lines of words between blanks: Bob's four and five columns, `score label`, `label score`,
/// one score per line, CASIA-SURF submissions.
struct WordScoreParser: ScoreLineParser {
  /// Where the words of a line mean what.
  struct Layout: Sendable {
    /// The count of words.
    var words: Int
    var score: Int
    var claimed: Int?
    var real: Int?
    var id: Int?
    var label: Int?
    /// Whether commas end words too.
    var splitsAtCommas = false
    /// Whether the labels come from a list, by id.
    var isListed = false
    /// The class of all lines, where a file has one only.
    var fixed: PresentationClass?

    static let bobFourColumn = Layout(words: 4, score: 3, claimed: 0, real: 1, id: 2)
    static let bobFiveColumn = Layout(words: 5, score: 4, claimed: 0, real: 2, id: 3)
    static let scoreLabel = Layout(words: 2, score: 0, label: 1)
    static let labelScore = Layout(words: 2, score: 1, label: 0, splitsAtCommas: true)
    static let casiaSurf = Layout(words: 4, score: 3, id: 0, isListed: true)
  }

  private let layout: Layout
  private let options: ScoreReadingOptions
  private let unnamedSpecies: [UInt8]
  private let attackPrefix = Array("attack/".utf8)
  private let usesCluster: Bool
  private var words: [Range<Int>] = []

  var hasIDs: Bool { layout.id != nil }

  init(layout: Layout, options: ScoreReadingOptions, usesCluster: Bool = true) {
    self.layout = layout
    self.options = options
    self.usesCluster = usesCluster && options.clusters != .none
    unnamedSpecies = Array(options.unnamedSpecies.name.utf8)
  }

  mutating func parseLine(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int {
    let next = ScoreLines.next(bytes, from: start, to: end)
    if next - start > ScoreLines.maximumBytes {
      batch.error(nil, "the line is longer than \(ScoreLines.maximumBytes) bytes")
      return next
    }
    if split(bytes, from: start, to: next, &batch) { take(bytes, into: &batch) }
    return next
  }

  /// Finds the words; `false` when the line has none or is no text.
  private mutating func split(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ batch: inout ScoreBatch
  ) -> Bool {
    words.removeAll(keepingCapacity: true)
    var isWide = false
    var first: Int?
    for position in start..<end {
      let byte = bytes[position]
      let isBlank =
        byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
        || (byte == 0x2c && layout.splitsAtCommas)
      if byte == 0x0d, position + 1 < end, bytes[position + 1] != 0x0a {
        batch.error(nil, "a carriage return alone inside the line")
        return false
      }
      if byte == 0 {
        batch.error(nil, "a NUL byte in the line")
        return false
      }
      if byte >= 0x80 { isWide = true }
      if isBlank, let begin = first {
        words.append(begin..<position)
        first = nil
      } else if !isBlank, first == nil {
        first = position
      }
    }
    if let first { words.append(first..<end) }
    if isWide, (try? UTF8Span(validating: bytes.extracting(start..<end))) == nil {
      batch.error(nil, "the line is not UTF-8", remedy: "save it as UTF-8")
      return false
    }
    return !words.isEmpty
  }

  private mutating func take(_ bytes: Span<UInt8>, into batch: inout ScoreBatch) {
    guard words.count == layout.words else {
      batch.error(
        nil, "\(words.count) \(words.count == 1 ? "word" : "words"), \(layout.words) expected")
      return
    }
    guard let species = species(bytes, &batch) else { return }
    let field = words[layout.score]
    let score: Double?
    do throws(NumberFault) {
      score = try NumberText.score(bytes, from: field.lowerBound, to: field.upperBound)
    } catch {
      batch.error(layout.score + 1, "\(word(bytes, layout.score).shown) \(error)")
      return
    }
    if let id = layout.id, options.refusesDuplicates || options.keepsPresentationIDs {
      batch.append(
        id: bytes, from: words[id].lowerBound, to: words[id].upperBound,
        hashes: options.refusesDuplicates)
    }
    var cluster = ScoreTable.ownCluster
    if usesCluster, let claimed = layout.claimed {
      cluster = batch.number(
        ofCluster: bytes, from: words[claimed].lowerBound, to: words[claimed].upperBound)
    }
    let reason =
      score == nil ? batch.number(ofReason: bytes, from: 0, to: 0) : ScoreTable.scoredNumber
    let value = score ?? 0
    batch.append(
      score: options.isNegated ? -value : value, species: species, reason: reason, cluster: cluster)
  }

  private func species(_ bytes: Span<UInt8>, _ batch: inout ScoreBatch) -> UInt16? {
    if let fixed = layout.fixed {
      return fixed == .bonaFide ? ScoreTable.bonaFideNumber : unnamed(&batch)
    }
    if let label = layout.label {
      switch word(bytes, label) {
      case "1": return ScoreTable.bonaFideNumber
      case "0": return unnamed(&batch)
      case "positives" where layout.splitsAtCommas: return ScoreTable.bonaFideNumber
      case "-1" where layout.splitsAtCommas, "negatives" where layout.splitsAtCommas:
        return unnamed(&batch)
      default:
        batch.error(
          label + 1, "\(word(bytes, label).shown) is neither 1 (bona fide) nor 0 (attack)")
        return nil
      }
    }
    if layout.isListed, let id = layout.id {
      return listed(word(bytes, id), column: id + 1, &batch)
    }
    if let claimed = layout.claimed, let real = layout.real {
      return bobSpecies(bytes, claimed: claimed, real: real, &batch)
    }
    return nil
  }

  private func unnamed(_ batch: inout ScoreBatch) -> UInt16? {
    batch.number(ofSpecies: unnamedSpecies.span, from: 0, to: unnamedSpecies.count)
  }

  private func listed(_ id: String, column: Int, _ batch: inout ScoreBatch) -> UInt16? {
    guard let label = options.labels?[id] else {
      batch.error(column, "\(id.shown) is not in the list of labels")
      return nil
    }
    guard case .attack(let species) = label else { return ScoreTable.bonaFideNumber }
    let name = Array((species ?? options.unnamedSpecies).name.utf8)
    guard let number = batch.number(ofSpecies: name.span, from: 0, to: name.count) else {
      batch.error(column, ScoreBatch.tooManySpecies)
      return nil
    }
    return number
  }

  private func bobSpecies(
    _ bytes: Span<UInt8>, claimed: Int, real: Int, _ batch: inout ScoreBatch
  ) -> UInt16? {
    let name = words[real]
    if isEqual(bytes, words[claimed], name) { return ScoreTable.bonaFideNumber }
    let length = name.count
    var isAttack = length >= 6
    for offset in 0..<min(length, 7) where bytes[name.lowerBound + offset] != attackPrefix[offset] {
      isAttack = false
    }
    guard isAttack, length != 7 else {
      batch.error(
        real + 1, "\(word(bytes, real).shown) is neither the claimed id nor an attack",
        remedy: "a comparison of two people is no presentation attack; read it as comparisons")
      return nil
    }
    if length == 6 { return unnamed(&batch) }
    guard
      let number = batch.number(
        ofSpecies: bytes, from: name.lowerBound + 7, to: name.upperBound)
    else {
      batch.error(real + 1, ScoreBatch.tooManySpecies)
      return nil
    }
    return number
  }

  private func isEqual(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
      return false
    }
    return true
  }

  private func word(_ bytes: Span<UInt8>, _ index: Int) -> String {
    text(bytes, from: words[index].lowerBound, to: words[index].upperBound)
  }
}
