import PADVocabulary
import StructuredText

/// Reads `manifest.csv` into packed presentations and finds everything that is wrong with it.
struct ManifestReader {
  let description: DatasetDescription
  let header: ManifestHeader
  var csv: CSVReader
  var list: PresentationList
  var media = MediaRegister()
  var looks = LookAlikes()
  /// The words of each field of a row.
  var memos: [WordMemo]
  let rootNames: [String]
  let speciesNames: [String]
  var attackCount = 0
  var bonaFideCount = 0
  var speciesSeen: Set<Int32> = []
  /// Where the four columns of the face box are.
  let faceFields: [Int?]
  /// How many rows were looked ahead at and are still to come.
  var rowsAhead = 0
  /// What was seen ahead of its time; nobody asks for it.
  var touched: Int32 = 0
  /// Whether there is any column of numbers beside the face box.
  let hasNumbers: Bool

  /// Reads the header.
  init(_ csv: CSVReader, description: DatasetDescription) {
    self.csv = csv
    self.description = description
    let header = ManifestHeader(csv.columns, line: 1, diagnostics: &self.csv.diagnostics)
    self.header = header
    list = PresentationList(attributeCount: header.attributeNames.count)
    rootNames = description.mediaRoots.map(\.name)
    speciesNames = description.species.map(\.species.name)
    memos = [WordMemo](repeating: WordMemo(), count: header.columns.count)
    faceFields = [.faceX, .faceY, .faceWidth, .faceHeight].map { header[$0] }
    hasNumbers = [.frameRate, .depthUnit, .depthMissing].contains { header[$0] != nil }
  }

  /// Reads all rows.
  ///
  /// - Parameter progress: what was read of a file, by which the number of its rows is guessed.
  /// - Throws: `InvalidInput` with everything that is wrong, or `FileFault`.
  mutating func read(
    from progress: BytesRead? = nil
  ) throws -> (list: PresentationList, warnings: [Diagnostic]) {
    guard !csv.columns.isEmpty, ManifestColumn.required.allSatisfy({ header[$0] != nil }) else {
      throw InvalidInput(csv.diagnostics.all)
    }
    let start = progress?.count ?? 0
    var isFirstPart = start < csv.fileSize
    while try csv.next() {
      if isFirstPart, let progress, progress.count > start {
        isFirstPart = false
        list.reserve(rows(of: start))
        media.reserve(list.isEmpty ? 0 : rows(of: start))
      }
      readRow()
    }
    csv.requireRows()
    warnAboutClasses()
    try csv.diagnostics.throwErrors()
    return (list, csv.diagnostics.all)
  }

  /// The most rows that room is made for before they are there.
  private static let mostReserved = 4_000_000

  /// How many rows the file will have, when those so far are typical of it.
  private func rows(of bytes: Int) -> Int {
    let share = Double(csv.fileSize) / Double(max(bytes, 1))
    let rows = Double(list.count + 1) * share * 1.02
    return rows < Double(Self.mostReserved) ? Int(rows) : Self.mostReserved
  }

  private mutating func readRow() {
    let window = csv.window
    lookAhead(window)
    let presentationClass = readLabel(window)
    let flags = RowFlags(
      presentationClass ?? .bonaFide, readRole(window), readPartition(window))
    append(flags, window)
    readMedia(window)
    readSpecies(presentationClass, window)
    readWord(.paiSeries, into: .paiSeries, window)
    readWord(.paiID, into: .paiID, window)
    readWord(.subjectID, into: .subjectID, window)
    readWord(.targetID, into: .targetID, window)
    readWord(.session, into: .session, window)
    readWord(.captureDevice, into: .captureDevice, window)
    readPath(.frames, into: .frames, window)
    readPath(.depth, into: .depth, window)
    readPath(.infrared, into: .infrared, window)
    if hasNumbers { readNumbers() }
    readFaceBox()
    var attribute = 0
    for field in header.columns.indices where header.columns[field] == nil {
      list.set(attribute: attribute, word: word(field, window))
      attribute += 1
    }
  }
}
