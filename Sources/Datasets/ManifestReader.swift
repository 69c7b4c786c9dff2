import PADVocabulary
import StructuredText

/// Reads `manifest.csv` into packed presentations and finds everything that is wrong with it.
struct ManifestReader {
  let description: DatasetDescription
  let header: ManifestHeader
  var csv: CSVReader
  var list: PresentationList
  private var media: MediaRegister
  private var looks = LookAlikes()
  private let rootNames: [String]
  private let speciesNames: [String]
  private var attackCount = 0
  private var bonaFideCount = 0
  private var speciesSeen: Set<Int32> = []

  /// Reads the header.
  init(_ csv: CSVReader, description: DatasetDescription) {
    self.csv = csv
    self.description = description
    header = ManifestHeader(csv.columns, line: 1, diagnostics: &self.csv.diagnostics)
    list = PresentationList(attributeCount: header.attributeNames.count)
    rootNames = description.mediaRoots.map(\.name)
    speciesNames = description.species.map(\.species.name)
    media = MediaRegister()
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

// MARK: - Identity

extension ManifestReader {
  private mutating func append(_ flags: RowFlags) {
    guard let field = header[.presentationID], let mediaField = header[.media] else { return }
    let problem = csv.withBytes(field) { TextProblem.identifier($0) }
    if let problem {
      csv.error(field, "the presentation_id \(csv.string(field).shown) \(problem)")
    }
    let id = csv.bytes(field)
    let path = csv.bytes(mediaField)
    let earlier = list.append(id: Array(id).span, media: Array(path).span, flags: flags)
    if let earlier {
      csv.error(
        field, "the presentation_id \(csv.string(field).shown) is there twice",
        remedy: "its first row is presentation \(earlier + 1) of the file")
    } else if problem == nil, let other = looks.seen(csv.string(field)) {
      csv.error(
        field,
        "the presentation_id \(csv.string(field).shown) looks as an earlier one and is spelt "
          + "with other bytes (\(other.shown))",
        remedy: "write both in Unicode's composed form (NFC), or rename one")
    }
  }

  private mutating func readMedia() {
    guard let field = header[.media] else { return }
    if csv.isEmpty(field) {
      csv.error(field, "the media path is empty", remedy: "write the path inside the dataset")
      return
    }
    guard checkPath(field) else { return }
    let row = list.count - 1
    switch media.enter(row: row, path: csv.string(field), in: list) {
    case nil: break
    case .same(let other):
      let isContradiction = list.presentationClass(at: other) != list.presentationClass(at: row)
      csv.error(
        field,
        "the media \(csv.string(field).shown) is there twice"
          + (isContradiction ? ", with contradictory labels" : ""),
        remedy: "its first presentation is \(list.id(at: other).shown)")
    case .sameLook(let other):
      csv.error(
        field,
        "the media path looks as that of \(list.id(at: other).shown) and is spelt with other bytes",
        remedy: "macOS would take both for one file; rename one")
    case .sameFolded(let other):
      csv.warning(
        field,
        "the media path differs from that of \(list.id(at: other).shown) only in capitals",
        remedy: "macOS takes both for one file; rename one")
    }
  }

  private mutating func checkPath(_ field: Int) -> Bool {
    let isPlain = csv.withBytes(field) { path in
      !path.isEmpty && PathScan.isPlain(path)
    }
    if isPlain { return true }
    do throws(MediaReference.Problem) {
      _ = try MediaReference(csv.string(field), roots: rootNames)
    } catch {
      csv.error(field, error.message, remedy: error.remedy)
      return false
    }
    if let unseen = TextProblem.unseen(csv.string(field)) {
      csv.warning(field, "the path \(unseen)", remedy: "rename the file")
    }
    return true
  }

  private mutating func readPath(
    _ column: ManifestColumn, into target: PresentationList.PathField
  ) {
    guard let field = header[column], !csv.isEmpty(field), checkPath(field) else { return }
    list.set(target, path: Array(csv.bytes(field)).span)
  }
}

// MARK: - Labels

extension ManifestReader {
  private mutating func readLabel() -> PresentationClass? {
    guard let field = header[.label] else { return nil }
    if csv.matches(field, PresentationClass.bonaFide.rawValue) {
      bonaFideCount += 1
      return .bonaFide
    }
    if csv.matches(field, PresentationClass.attack.rawValue) {
      attackCount += 1
      return .attack
    }
    refuseWord(field, "label", PresentationClass.allCases.map(\.rawValue))
    return nil
  }

  private mutating func readRole() -> PresentationRole {
    guard let field = header[.role], !csv.isEmpty(field) else { return .probe }
    if csv.matches(field, "probe") { return .probe }
    if csv.matches(field, "reference") { return .reference }
    refuseWord(field, "role", PresentationRole.allCases.map(\.rawValue))
    return .probe
  }

  private mutating func readPartition() -> Partition? {
    guard let field = header[.partition], !csv.isEmpty(field) else { return nil }
    for partition in Partition.allCases where csv.matches(field, partition.rawValue) {
      return partition
    }
    refusePartition(field, in: &csv)
    return nil
  }

  private mutating func refuseWord(_ field: Int, _ what: String, _ known: [String]) {
    let text = csv.string(field)
    let words = TextProblem.unseen(text) ?? TextProblem.mixedScripts(text)
    let list = known.map { "'\($0)'" }.joined(separator: " or ")
    let near = nearestName(to: text, among: known).map { ", did you mean '\($0)'?" } ?? ""
    csv.error(
      field, "the \(what) \(text.shown) " + (words ?? "is not known"),
      remedy: "write \(list)" + near)
  }

  private mutating func readSpecies(_ presentationClass: PresentationClass?) {
    let field = header[.species]
    let number = field.map { word($0) } ?? 0
    switch presentationClass {
    case .attack where number == 0:
      if let field {
        csv.error(
          field, "an attack without its PAI species",
          remedy: "write the species in pai_species, for example 'print' or 'replay/phone'")
      } else if attackCount == 1 {
        csv.diagnostics.error(
          line: csv.line, "the manifest has attacks and lacks the column 'pai_species'",
          remedy: "add it: APCER is reported per species")
      }
    case .bonaFide where number != 0:
      csv.error(
        field ?? 0, "a bona fide presentation with a PAI species",
        remedy: "leave pai_species empty, or label the row 'attack'")
    default: break
    }
    guard number != 0, let field else { return }
    list.set(.species, word: number)
    guard speciesSeen.insert(number).inserted else { return }
    let name = csv.string(field)
    if let problem = csv.withBytes(field, { TextProblem.identifier($0) }) {
      csv.error(field, "the species \(name.shown) \(problem)")
    } else if !speciesNames.isEmpty,
      !speciesNames.contains(where: { $0.utf8.elementsEqual(name.utf8) })
    {
      csv.error(
        field, "the species \(name.shown) is not in the species table of dataset.yaml",
        remedy: remedy(for: name, among: speciesNames))
    }
  }

  private mutating func warnAboutClasses() {
    guard !csv.diagnostics.hasErrors else { return }
    if attackCount == 0 {
      csv.diagnostics.warning("there is no attack: APCER will be undefined")
    } else if bonaFideCount == 0 {
      csv.diagnostics.warning("there is no bona fide presentation: BPCER will be undefined")
    }
    if speciesSeen.count == 1, attackCount > 0 {
      csv.diagnostics.warning(
        "all attacks are of one species: nothing is known about any other kind of attack")
    }
  }
}

// MARK: - Words and numbers

extension ManifestReader {
  private mutating func readWord(
    _ column: ManifestColumn, into target: PresentationList.TextField
  ) {
    guard let field = header[column] else { return }
    list.set(target, word: word(field))
  }

  /// The number of a field's text among the list's words; looks at every text once.
  private mutating func word(_ field: Int) -> Int32 {
    let (number, isNew) = csv.withBytes(field) { list.words.number(of: $0) }
    guard isNew, csv.withBytes(field, { TextProblem.plainASCII($0) }) != true else {
      return number
    }
    let text = csv.string(field)
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      csv.error(field, "the text \(text.shown) holds a control character")
    } else if let unseen = TextProblem.unseen(text) {
      csv.warning(field, "the text \(text.shown) \(unseen)", remedy: "remove it")
    } else if let other = looks.seen(text), !other.utf8.elementsEqual(text.utf8) {
      csv.error(
        field, "the text \(text.shown) looks as an earlier one and is spelt with other bytes",
        remedy: "write both in Unicode's composed form (NFC)")
    }
    return number
  }

  private mutating func number(
    _ column: ManifestColumn, isPositive: Bool = false
  ) -> Double? {
    guard let field = header[column], !csv.isEmpty(field), let value = csv.double(field) else {
      return nil
    }
    if isPositive, value <= 0 {
      csv.error(field, "\(column.rawValue) must be above 0")
      return nil
    }
    return value
  }

  private mutating func readNumbers() {
    list.set(.frameRate, number: number(.frameRate, isPositive: true))
    list.set(.depthUnit, number: number(.depthUnit, isPositive: true))
    guard let field = header[.depthMissing], !csv.isEmpty(field),
      let value = csv.integer(field)
    else { return }
    guard (0...65_535).contains(value) else {
      csv.error(field, "depth_missing must be within 0 … 65535, the values of 16 bits")
      return
    }
    list.set(.depthMissing, number: Double(value))
  }

  private mutating func readFaceBox() {
    let columns: [ManifestColumn] = [.faceX, .faceY, .faceWidth, .faceHeight]
    let given = columns.filter { column in
      header[column].map { !csv.isEmpty($0) } ?? false
    }
    guard let first = given.first.flatMap({ header[$0] }) else { return }
    guard given.count == 4 else {
      let missing = columns.filter { !given.contains($0) }.map(\.rawValue)
      csv.error(
        first, "half a face box: \(missing.joined(separator: ", ")) missing",
        remedy: "give all four of face_x, face_y, face_w, face_h, or none")
      return
    }
    list.set(.faceX, number: number(.faceX))
    list.set(.faceY, number: number(.faceY))
    list.set(.faceWidth, number: number(.faceWidth, isPositive: true))
    list.set(.faceHeight, number: number(.faceHeight, isPositive: true))
  }
}

/// Adds an error about a field that names no partition.
func refusePartition(_ field: Int, in csv: inout CSVReader) {
  let text = csv.string(field)
  let known = Partition.allCases.map(\.rawValue)
  let near = Partition(alias: text)?.rawValue ?? nearestName(to: text, among: known)
  let tail = near.map { ", did you mean '\($0)'?" } ?? ""
  csv.error(
    field, "the partition \(text.shown) is not known",
    remedy: "write 'train', 'dev' or 'test'" + tail)
}
