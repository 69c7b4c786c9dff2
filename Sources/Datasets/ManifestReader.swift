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
  let rootNames: [String]
  let speciesNames: [String]
  var attackCount = 0
  var bonaFideCount = 0
  var speciesSeen: Set<Int32> = []

  /// Reads the header.
  init(_ csv: CSVReader, description: DatasetDescription) {
    self.csv = csv
    self.description = description
    header = ManifestHeader(csv.columns, line: 1, diagnostics: &self.csv.diagnostics)
    list = PresentationList(attributeCount: header.attributeNames.count)
    rootNames = description.mediaRoots.map(\.name)
    speciesNames = description.species.map(\.species.name)
  }

  /// Reads all rows.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong, or `FileFault`.
  mutating func read() throws -> (list: PresentationList, warnings: [Diagnostic]) {
    guard !csv.columns.isEmpty, ManifestColumn.required.allSatisfy({ header[$0] != nil }) else {
      throw InvalidInput(csv.diagnostics.all)
    }
    while try csv.next() { readRow() }
    csv.requireRows()
    warnAboutClasses()
    try csv.diagnostics.throwErrors()
    return (list, csv.diagnostics.all)
  }

  private mutating func readRow() {
    let presentationClass = readLabel()
    let flags = RowFlags(presentationClass ?? .bonaFide, readRole(), readPartition())
    append(flags)
    readMedia()
    readSpecies(presentationClass)
    readWord(.paiSeries, into: .paiSeries)
    readWord(.paiID, into: .paiID)
    readWord(.subjectID, into: .subjectID)
    readWord(.targetID, into: .targetID)
    readWord(.session, into: .session)
    readWord(.captureDevice, into: .captureDevice)
    readPath(.frames, into: .frames)
    readPath(.depth, into: .depth)
    readPath(.infrared, into: .infrared)
    readNumbers()
    readFaceBox()
    var attribute = 0
    for field in header.columns.indices where header.columns[field] == nil {
      list.set(attribute: attribute, word: word(field))
      attribute += 1
    }
  }
}
