import PADVocabulary
import StructuredText

/// The fast way for the lines that nearly every score CSV is made of: ASCII, no quote, no blank,
/// the right number of fields, a score, nothing wrong. Every other line goes the thorough way,
/// which says what is wrong; the two agree on what they both accept.
///
/// Plain values only, so that nothing is copied or counted line by line.
struct PlainLines {
  private let count: Int
  private let isBonaFide: Int
  private let attackType: Int
  private let score: Int
  /// The columns that may be missing; -1 stands for that.
  private let id: Int
  private let reason: Int
  private let cluster: Int
  private let isHashed: Bool
  private let isNegated: Bool

  /// Takes over what a parser knows; `nil` for files with a single column or more than 32.
  init?(_ parser: CSVScoreParser) {
    guard parser.columns.count > 1, parser.columns.count <= 32 else { return nil }
    count = parser.columns.count
    isBonaFide = parser.columns.isBonaFide
    attackType = parser.columns.attackType
    score = parser.columns.score
    id = parser.isIdentified ? parser.columns.presentationID ?? -1 : -1
    reason = parser.columns.reason ?? -1
    cluster = parser.cluster ?? -1
    isHashed = parser.isHashed
    isNegated = parser.isNegated
  }

  /// Finds where the fields of a plain line end; returns where the next line begins, or `nil`.
  @inline(__always)
  func split(
    _ bytes: Span<UInt8>, _ marks: inout PlainLineMarks, _ ends: inout [32 of Int]
  ) -> Int? {
    for column in 0..<(count &- 1) {
      guard let place = marks.next(bytes), bytes[place] == UInt8(ascii: ",") else { return nil }
      ends[column] = place
    }
    guard let place = marks.next(bytes) else { return nil }
    ends[count &- 1] = place
    if bytes[place] == 0x0a { return place &+ 1 }
    guard bytes[place] == 0x0d, let feed = marks.next(bytes), feed == place &+ 1,
      bytes[feed] == 0x0a
    else { return nil }
    return feed &+ 1
  }

  /// Takes a line in when there is nothing wrong with it; otherwise leaves everything as it was,
  /// except that a species may have been given a number. `ends` is only read: a copy of it for
  /// every line would cost more than the line.
  @inline(__always)
  func take(
    _ bytes: Span<UInt8>, from start: Int, _ ends: inout [32 of Int], into batch: inout ScoreBatch
  ) -> Bool {
    let label = Self.field(isBonaFide, start, &ends)
    guard let isBonaFide = Self.flag(bytes, from: label.start, to: label.end) else { return false }
    let attack = Self.field(attackType, start, &ends)
    guard isBonaFide == (attack.start == attack.end) else { return false }
    let number = Self.field(score, start, &ends)
    let value: Double
    do throws(NumberFault) {
      guard let read = try NumberText.score(bytes, from: number.start, to: number.end) else {
        return false
      }
      value = isNegated ? -read : read
    } catch {
      return false
    }
    if reason >= 0 {
      let reason = Self.field(reason, start, &ends)
      if reason.start != reason.end { return false }
    }
    var name = (start: start, end: start)
    if id >= 0 {
      name = Self.field(id, start, &ends)
      if name.start == name.end { return false }
    }
    var species = ScoreTable.bonaFideNumber
    if !isBonaFide {
      guard let known = batch.number(ofSpecies: bytes, from: attack.start, to: attack.end) else {
        return false
      }
      species = known
    }
    if id >= 0 { batch.append(id: bytes, from: name.start, to: name.end, hashes: isHashed) }
    var dependent = (start: start, end: start)
    if cluster >= 0 { dependent = Self.field(cluster, start, &ends) }
    batch.append(
      score: value, species: species, cluster: bytes, from: dependent.start, to: dependent.end)
    return true
  }

  /// Where a field of the line that begins at `start` lies.
  @inline(__always)
  private static func field(
    _ column: Int, _ start: Int, _ ends: inout [32 of Int]
  ) -> (start: Int, end: Int) {
    (column == 0 ? start : ends[column &- 1] &+ 1, ends[column])
  }

  /// `true` or `false` in any case of its letters, read as one word.
  @inline(__always)
  private static func flag(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool? {
    let length = end &- start
    guard length == 4 || length == 5 else { return nil }
    let letters = EightBytes.loadFour(bytes, at: start) | 0x2020_2020
    if length == 4 { return letters == 0x6575_7274 ? true : nil }
    return letters == 0x736c_6166 && bytes[end &- 1] | 0x20 == 0x65 ? false : nil
  }
}
