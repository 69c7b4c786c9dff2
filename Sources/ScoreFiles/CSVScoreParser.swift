import PADVocabulary
import StructuredText

/// Reads the rows of a score CSV. A record is one line: a quoted field may not hold a line end,
/// so that parts of a file can be read at once.
struct CSVScoreParser: ScoreLineParser {
  let columns: CSVScoreColumns
  let isHashed: Bool
  let isIdentified: Bool
  let isNegated: Bool
  let cluster: Int?
  private var scanner: CSVScanner

  var hasIDs: Bool { columns.presentationID != nil }

  init(columns: CSVScoreColumns, options: ScoreReadingOptions, usesCluster: Bool) {
    self.columns = columns
    isHashed = options.refusesDuplicates
    isIdentified = options.refusesDuplicates || options.keepsPresentationIDs
    isNegated = options.isNegated
    cluster = usesCluster ? columns.cluster : nil
    scanner = CSVScanner(maximumFields: max(64, columns.count))
  }

  mutating func parseLine(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isLast: Bool,
    into batch: inout ScoreBatch
  ) -> Int {
    switch scanner.scan(bytes, from: start, to: end, isLast: isLast) {
    case .record(let next):
      if scanner.innerLines > 0 { return refuseOpenQuote(bytes, start, end, &batch) }
      if next - start > ScoreLines.maximumBytes { return refuseLength(bytes, start, end, &batch) }
      if scanner.hasNUL || scanner.hasWideBytes, !isText(bytes, from: start, to: next, &batch) {
        return next
      }
      if scanner.hasDoubledQuotes {
        takeCopy(bytes, from: start, to: next, into: &batch)
      } else {
        take(bytes, into: &batch)
      }
      return next
    case .unfinished:
      return scanner.isInsideQuotes
        ? refuseOpenQuote(bytes, start, end, &batch) : refuseLength(bytes, start, end, &batch)
    case .problem(let problem):
      let words =
        switch problem {
        case .quoteInside: "a quote inside a field that is not quoted"
        case .textAfterQuote: "text after the closing quote of a field"
        case .carriageReturn: "a carriage return alone inside the line"
        case .tooManyFields: "more fields than the header has columns"
        }
      batch.error(scanner.count, words)
      return ScoreLines.next(bytes, from: start, to: end)
    }
  }

  private func refuseOpenQuote(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ batch: inout ScoreBatch
  ) -> Int {
    batch.error(nil, "a quoted field does not end on its line")
    return ScoreLines.next(bytes, from: start, to: end)
  }

  private func refuseLength(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ batch: inout ScoreBatch
  ) -> Int {
    batch.error(nil, "the line is longer than \(ScoreLines.maximumBytes) bytes")
    return ScoreLines.next(bytes, from: start, to: end)
  }

  /// The way of the rare lines with `""` in a field.
  private mutating func takeCopy(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into batch: inout ScoreBatch
  ) {
    var copy: [UInt8] = []
    for position in start..<end { copy.append(bytes[position]) }
    scanner.forgetMarks()
    defer { scanner.forgetMarks() }
    _ = scanner.scan(copy.span, from: 0, to: copy.count, isLast: true)
    scanner.undoubleQuotes(in: &copy)
    take(copy.span, into: &batch)
  }

  private func take(_ bytes: Span<UInt8>, into batch: inout ScoreBatch) {
    if scanner.count == 1, scanner[0].isEmpty { return }
    guard scanner.count == columns.count else {
      batch.error(
        min(scanner.count, columns.count) + 1,
        "\(scanner.count) \(scanner.count == 1 ? "field" : "fields"), \(columns.count) expected")
      return
    }
    guard let species = species(bytes, &batch) else { return }
    guard let (score, reason) = outcome(bytes, &batch) else { return }
    if isIdentified, let column = columns.presentationID {
      let id = scanner[column]
      if id.start == id.end { batch.error(column + 1, "the presentation id is empty") }
      batch.append(id: bytes, from: id.start, to: id.end, hashes: isHashed)
    }
    let number = cluster.map { column in
      batch.number(ofCluster: bytes, from: scanner[column].start, to: scanner[column].end)
    }
    batch.append(
      score: isNegated ? -score : score, species: species, reason: reason,
      cluster: number ?? ScoreTable.ownCluster)
  }

  private func isText(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ batch: inout ScoreBatch
  ) -> Bool {
    if scanner.hasNUL {
      batch.error(nil, "a NUL byte in the line")
      return false
    }
    if (try? UTF8Span(validating: bytes.extracting(start..<end))) == nil {
      batch.error(nil, "the line is not UTF-8", remedy: "save it as UTF-8")
      return false
    }
    return true
  }

  private func species(
    _ bytes: Span<UInt8>, _ batch: inout ScoreBatch
  ) -> UInt16? {
    let label = scanner[columns.isBonaFide]
    let attack = scanner[columns.attackType]
    guard let isBonaFide = flag(bytes, from: label.start, to: label.end) else {
      batch.error(
        columns.isBonaFide + 1,
        "\(text(bytes, from: label.start, to: label.end).shown) is neither True nor False")
      return nil
    }
    if isBonaFide {
      guard attack.start == attack.end else {
        batch.error(
          columns.attackType + 1,
          "a bona fide presentation has the attack type "
            + text(bytes, from: attack.start, to: attack.end).shown)
        return nil
      }
      return ScoreTable.bonaFideNumber
    }
    guard attack.start < attack.end else {
      batch.error(columns.attackType + 1, "an attack has no attack type")
      return nil
    }
    guard let number = batch.number(ofSpecies: bytes, from: attack.start, to: attack.end) else {
      batch.error(columns.attackType + 1, ScoreBatch.tooManySpecies)
      return nil
    }
    return number
  }

  private func outcome(
    _ bytes: Span<UInt8>, _ batch: inout ScoreBatch
  ) -> (score: Double, reason: UInt8)? {
    let field = scanner[columns.score]
    let reason = columns.reason.map { scanner[$0] }
    do throws(NumberFault) {
      if let score = try NumberText.score(bytes, from: field.start, to: field.end) {
        if let reason, reason.start < reason.end {
          batch.error(
            columns.reason.map { $0 + 1 },
            "a score and a reason for having none",
            remedy: "leave one of them out")
          return nil
        }
        return (score, ScoreTable.scoredNumber)
      }
      return (
        0, batch.number(ofReason: bytes, from: reason?.start ?? 0, to: reason?.end ?? 0)
      )
    } catch {
      batch.error(
        columns.score + 1, "\(text(bytes, from: field.start, to: field.end).shown) \(error)",
        remedy: "write nan where there is no score")
      return nil
    }
  }

  /// `true` or `false` in any case of its letters.
  private func flag(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool? {
    let isTrue = end - start == 4
    guard isTrue || end - start == 5 else { return nil }
    let letters: [5 of UInt8] =
      isTrue ? [0x74, 0x72, 0x75, 0x65, 0] : [0x66, 0x61, 0x6c, 0x73, 0x65]
    for offset in 0..<(end - start) where bytes[start + offset] | 0x20 != letters[offset] {
      return nil
    }
    return isTrue
  }
}
