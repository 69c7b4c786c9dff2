public import PADVocabulary

/// The presentations of a dataset, in manifest order, packed: a row costs its id, its path and
/// four bytes per column in use, and becomes a `Presentation` when it is looked at.
public struct PresentationList: RandomAccessCollection, Sendable {
  var ids = TextColumn()
  var idIndex = TextIndex()
  var media = TextColumn()
  var words = WordPool()
  var flags: [RowFlags] = []
  var texts = [WordColumn](repeating: WordColumn(), count: TextField.allCases.count)
  var paths = [TextColumn](repeating: TextColumn(), count: PathField.allCases.count)
  var numbers = [NumberColumn](repeating: NumberColumn(), count: NumberField.allCases.count)
  var attributes: [WordColumn]

  /// Columns whose texts repeat from row to row.
  enum TextField: Int, CaseIterable {
    case species, paiSeries, paiID, subjectID, targetID, session, captureDevice
  }

  /// Columns of further paths.
  enum PathField: Int, CaseIterable {
    case frames, depth, infrared
  }

  /// Columns of numbers.
  enum NumberField: Int, CaseIterable {
    case frameRate, depthUnit, depthMissing, faceX, faceY, faceWidth, faceHeight
  }

  /// Makes an empty list of presentations with this many attributes.
  init(attributeCount: Int = 0) {
    attributes = [WordColumn](repeating: WordColumn(), count: attributeCount)
  }

  /// Packs presentations, for example those of a synthesizer; ids must be distinct.
  public init(_ presentations: some Sequence<Presentation>, attributeCount: Int) {
    self.init(attributeCount: attributeCount)
    for presentation in presentations { append(presentation) }
  }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// How many presentations there are.
  public var endIndex: Int { flags.count }

  /// The position of the presentation with this id, or `nil`; compares bytes.
  public func row(of id: String) -> Int? {
    idIndex.find(Array(id.utf8).span, in: ids)
  }

  /// The position of the presentation whose id has these bytes, or `nil`.
  func row(of id: Span<UInt8>) -> Int? {
    idIndex.find(id, in: ids)
  }

  /// One presentation.
  public subscript(row: Int) -> Presentation {
    let flags = flags[row]
    return Presentation(
      id: ids[row],
      media: media[row],
      presentationClass: flags.presentationClass,
      species: species(at: row),
      paiSeries: text(.paiSeries, row),
      paiID: text(.paiID, row),
      subjectID: text(.subjectID, row),
      targetID: text(.targetID, row),
      role: flags.role,
      partition: flags.partition,
      session: text(.session, row),
      captureDevice: text(.captureDevice, row),
      frameRate: number(.frameRate, row),
      framesFile: path(.frames, row),
      depth: path(.depth, row),
      depthUnit: number(.depthUnit, row),
      depthMissing: number(.depthMissing, row).flatMap { Int(exactly: $0) },
      infrared: path(.infrared, row),
      faceBox: faceBox(row),
      attributes: attributes.map { words[$0[row]] })
  }

  /// One presentation's id, without making the rest.
  public func id(at row: Int) -> String { ids[row] }

  /// One presentation's media path, without making the rest.
  public func media(at row: Int) -> String { media[row] }

  /// One presentation's media path, without making the rest.
  func path(at row: Int) -> String { media[row] }

  /// One presentation's partition, without making the rest.
  public func partition(at row: Int) -> Partition? { flags[row].partition }

  /// One presentation's species, without making the rest; `nil` for bona fide.
  public func species(at row: Int) -> PAISpecies? {
    let number = texts[TextField.species.rawValue][row]
    return number == 0 ? nil : PAISpecies(words[number])
  }

  /// Whether one row's id comes before another's in the order of their bytes.
  func idPrecedes(_ left: Int, _ right: Int) -> Bool { ids.precedes(left, right) }

  /// One presentation's role, without making the rest.
  public func role(at row: Int) -> PresentationRole { flags[row].role }

  /// One presentation's class, without making the rest.
  public func presentationClass(at row: Int) -> PresentationClass { flags[row].presentationClass }

  private func text(_ field: TextField, _ row: Int) -> String {
    words[texts[field.rawValue][row]]
  }

  private func path(_ field: PathField, _ row: Int) -> String {
    let column = paths[field.rawValue]
    return row < column.count ? column[row] : ""
  }

  private func number(_ field: NumberField, _ row: Int) -> Double? {
    numbers[field.rawValue][row]
  }

  private func faceBox(_ row: Int) -> FaceBox? {
    guard let x = number(.faceX, row), let y = number(.faceY, row),
      let width = number(.faceWidth, row), let height = number(.faceHeight, row)
    else { return nil }
    return FaceBox(x: x, y: y, width: width, height: height)
  }
}
