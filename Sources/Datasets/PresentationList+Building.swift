import PADVocabulary

extension PresentationList {
  /// Begins a row with what every presentation has; the other columns are set afterwards.
  ///
  /// - Returns: the earlier row with the same id, or `nil`; the row is added either way.
  mutating func append(id: Span<UInt8>, media: Span<UInt8>, flags: RowFlags) -> Int? {
    let row = self.flags.count
    ids.append(id)
    self.media.append(media)
    self.flags.append(flags)
    return idIndex.enter(id, as: row, in: ids)
  }

  /// Makes room for so many rows, taking those that are there for typical ones.
  mutating func reserve(_ rows: Int) {
    guard rows > count, count > 0 else { return }
    func scaled(_ bytes: Int) -> Int { bytes / count * rows + rows }
    ids.reserve(texts: rows, bytes: scaled(ids.byteCount))
    media.reserve(texts: rows, bytes: scaled(media.byteCount))
    idIndex.reserve(rows)
    flags.reserveCapacity(rows)
    for column in texts.indices { texts[column].reserve(rows) }
    for column in numbers.indices { numbers[column].reserve(rows) }
    for column in attributes.indices { attributes[column].reserve(rows) }
  }

  /// Sets a word of the last row.
  mutating func set(_ field: TextField, word: Int32) {
    texts[field.rawValue].set(word, row: flags.count - 1)
  }

  /// Sets an attribute of the last row.
  mutating func set(attribute: Int, word: Int32) {
    attributes[attribute].set(word, row: flags.count - 1)
  }

  /// Sets a further path of the last row.
  mutating func set(_ field: PathField, path: Span<UInt8>) {
    if path.isEmpty { return }
    paths[field.rawValue].pad(to: flags.count - 1)
    paths[field.rawValue].append(path)
  }

  /// Sets a number of the last row.
  mutating func set(_ field: NumberField, number: Double?) {
    numbers[field.rawValue].set(number, row: flags.count - 1)
  }

  /// Gives a row another partition, as a protocol does.
  mutating func set(partition: Partition?, row: Int) {
    flags[row].partition = partition
  }

  /// Adds a presentation that is already a value.
  mutating func append(_ presentation: Presentation) {
    _ = append(
      id: Array(presentation.id.utf8).span, media: Array(presentation.media.utf8).span,
      flags: RowFlags(
        presentation.presentationClass, presentation.role, presentation.partition))
    set(.species, word: word(presentation.species?.name ?? ""))
    set(.paiSeries, word: word(presentation.paiSeries))
    set(.paiID, word: word(presentation.paiID))
    set(.subjectID, word: word(presentation.subjectID))
    set(.targetID, word: word(presentation.targetID))
    set(.session, word: word(presentation.session))
    set(.captureDevice, word: word(presentation.captureDevice))
    set(.frames, path: Array(presentation.framesFile.utf8).span)
    set(.depth, path: Array(presentation.depth.utf8).span)
    set(.infrared, path: Array(presentation.infrared.utf8).span)
    set(.frameRate, number: presentation.frameRate)
    set(.depthUnit, number: presentation.depthUnit)
    set(.depthMissing, number: presentation.depthMissing.map { Double($0) })
    set(.faceX, number: presentation.faceBox?.x)
    set(.faceY, number: presentation.faceBox?.y)
    set(.faceWidth, number: presentation.faceBox?.width)
    set(.faceHeight, number: presentation.faceBox?.height)
    for (attribute, value) in presentation.attributes.enumerated()
    where attribute < attributes.count {
      set(attribute: attribute, word: word(value))
    }
  }

  private mutating func word(_ text: String) -> Int32 {
    words.number(of: Array(text.utf8).span).number
  }
}
