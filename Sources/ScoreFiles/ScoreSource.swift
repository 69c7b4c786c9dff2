import PADVocabulary
import StructuredText

/// A score file before it is read: finds its format and hands it to the reader of that format.
struct ScoreSource {
  let source: ByteSource
  let name: String
  let options: ScoreReadingOptions

  init(_ source: ByteSource, name: String, options: ScoreReadingOptions) {
    self.source = source
    self.name = name
    self.options = options
  }

  func read() throws -> ScoreFile {
    let head = try readHead()
    if Self.isUTF16(head) { throw refusal("the file is UTF-16", remedy: "save it as UTF-8") }
    guard let format = options.format ?? ScoreFormat.detected(in: head) else {
      throw refusal(
        source.size == 0 ? "the file is empty" : "its format cannot be told from its content",
        remedy: "declare it as one of "
          + ScoreFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var state: ScoreMerger.State
    switch format {
    case .csv: state = try readCSV(head: head)
    case .bobFourColumn: state = try readWords(.bobFourColumn)
    case .bobFiveColumn: state = try readWords(.bobFiveColumn)
    case .scoreLabel: state = try readWords(.scoreLabel)
    case .labelScore: state = try readWords(.labelScore, after: labelScoreHeader(head))
    case .casiaSurf:
      try requireLabels(format)
      state = try readWords(.casiaSurf)
    case .gradgpad:
      try requireLabels(format)
      guard options.polarity != nil else {
        throw refusal(
          "gradgpad scores are lower for bona fide",
          remedy: "declare the polarity "
            + Polarity.lowerIsBonaFide.rawValue)
      }
      state = try readNamedScores()
    case .bobVulnerability:
      throw refusal("the file holds comparisons", remedy: "read it as comparisons")
    case .pairedLists:
      throw refusal("one file of a pair", remedy: "name the files of bona fide and of attacks")
    }
    if !state.diagnostics.hasErrors, state.rows == 0 {
      state.diagnostics.error("there is no score in the file")
    }
    try state.diagnostics.throwErrors()
    return ScoreFile(
      table: state.table, presentationIDs: state.ids, format: format,
      diagnostics: state.diagnostics.all)
  }

  /// The bytes of the line `label,score` at the start of a file, 0 when there is none.
  private func labelScoreHeader(_ head: [UInt8]) -> Int {
    let mark = head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let line = head[mark...].prefix { $0 != 0x0a }
    let text = String(decoding: line, as: UTF8.self).filter { !" \t\r\"".contains($0) }
    return text == "label,score" ? min(mark + line.count + 1, head.count) : 0
  }

  /// - Parameter header: bytes of a first line that is no score; 0 for none.
  func readWords(
    _ layout: WordScoreParser.Layout, after header: Int = 0
  ) throws -> ScoreMerger.State {
    var options = options
    options.keepsPresentationIDs = options.keepsPresentationIDs && layout.id != nil
    let reading = { (usesCluster: Bool) in
      ScoreLineReading(
        source: source, name: name, start: header, firstLine: header > 0 ? 2 : 1,
        parser: WordScoreParser(layout: layout, options: options, usesCluster: usesCluster),
        options: options)
    }
    return try reading(
      layout.claimed != nil && options.clusters == .automatic
        && (options.keepsClaimedIDs || hasClusters(reading(true)))
    ).read()
  }

  private func readCSV(head: [UInt8]) throws -> ScoreMerger.State {
    var start = 0
    var line = 1
    var header: ArraySlice<UInt8> = []
    while start < head.count {
      let end = head[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? head.count
      header = head[start..<end]
      start = end
      let isBlank = header.allSatisfy { $0 == 0x0a || $0 == 0x0d }
      if !isBlank { break }
      line += 1
    }
    var reader = CSVReader(bytes: Array(header), name: name)
    guard let columns = CSVScoreColumns(&reader, options: options) else {
      throw InvalidInput(reader.diagnostics.all)
    }
    var options = options
    options.keepsPresentationIDs = options.keepsPresentationIDs && columns.presentationID != nil
    let reading = { (usesCluster: Bool) in
      ScoreLineReading(
        source: source, name: name, start: start, firstLine: line + 1,
        parser: CSVScoreParser(columns: columns, options: options, usesCluster: usesCluster),
        options: options)
    }
    let usesCluster =
      try !columns.isClusterTentative || options.keepsClaimedIDs || hasClusters(reading(true))
    var state = try reading(usesCluster).read()
    if columns.isClusterTentative, !usesCluster {
      reader.diagnostics.note(
        "every claimed_id is another, so that rows count as independent of each other")
    }
    var diagnostics = reader.diagnostics
    diagnostics.add(state.diagnostics)
    state.diagnostics = diagnostics
    return state
  }

  /// Whether any two rows of the first part have the same claimed id.
  private func hasClusters(
    _ reading: ScoreLineReading<some ScoreLineParser>
  ) throws(FileFault) -> Bool {
    var reader = reading.makeReader()
    let batch = try reading.batch(ofPart: 0, by: &reader)
    return batch.newClusters.count < batch.clusteredRows || batch.clusteredRows < 2
  }

  /// Whether a file has a UTF-16 mark, or every other byte of its first two is NUL.
  private static func isUTF16(_ head: [UInt8]) -> Bool {
    guard head.count >= 2 else { return false }
    return head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff])
      || (head[0] == 0) != (head[1] == 0)
  }

  func readHead() throws(FileFault) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: min(ScoreLines.maximumBytes, source.size))
    let got = try source.read(into: &head, upTo: head.count, offset: 0)
    head.removeLast(head.count - got)
    return head
  }

  private func requireLabels(_ format: ScoreFormat) throws(InvalidInput) {
    if options.labels == nil {
      throw refusal("\(format.rawValue) files have no labels", remedy: "give a list of labels")
    }
  }

  private func refusal(_ message: String, remedy: String) -> InvalidInput {
    InvalidInput(.init(.error, file: name, message, remedy: remedy))
  }

  /// gradgpad's object of names and scores.
  private func readNamedScores() throws -> ScoreMerger.State {
    var bytes = [UInt8](repeating: 0, count: source.size)
    guard bytes.count <= 1 << 28 else { throw refusal("the file is too large", remedy: "") }
    _ = try source.read(into: &bytes, upTo: bytes.count, offset: 0)
    let value = try StrictJSON.parse(bytes, name: name)
    guard let members = value.members else {
      throw refusal("the file is no object of names and scores", remedy: "")
    }
    var state = ScoreMerger.State(diagnostics: DiagnosticList(file: name), line: 1)
    if options.keepsPresentationIDs { state.ids = PresentationIDs() }
    for member in members {
      guard let score = member.value.double else {
        state.diagnostics.error("the score of \(member.name.shown) is no number")
        continue
      }
      guard let label = options.labels?[member.name] else {
        state.diagnostics.error("\(member.name.shown) is not in the list of labels")
        continue
      }
      let outcome = Outcome.score(options.isNegated ? -score : score)
      switch label {
      case .bonaFide: state.table.append(outcome, species: nil)
      case .attack(let species):
        state.table.append(outcome, species: species ?? options.unnamedSpecies)
      }
      state.ids?.append(member.name)
      state.rows += 1
    }
    return state
  }
}
