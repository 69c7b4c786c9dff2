import StructuredText

extension ManifestReader {
  mutating func readWord(
    _ column: ManifestColumn, into target: PresentationList.TextField, _ window: [UInt8]
  ) {
    guard let field = header[column] else { return }
    list.set(target, word: word(field, window))
  }

  /// The number of a field's text among the list's words; looks at every text once.
  mutating func word(_ field: Int, _ window: [UInt8]) -> Int32 {
    let bytes = window.span.extracting(csv.range(field))
    if bytes.isEmpty { return 0 }
    let short = ShortText(bytes)
    if let short, let number = memos[field].number(of: short) { return number }
    let (number, isNew) = list.words.number(of: bytes)
    if let short { memos[field].remember(short, as: number) }
    guard isNew, TextProblem.plainASCII(bytes) != true else { return number }
    let text = csv.string(field)
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      csv.error(field, "the text \(text.shown) holds a control character")
    } else if let unseen = TextProblem.unseen(text) {
      csv.warning(field, "the text \(text.shown) \(unseen)", remedy: "remove it")
    } else if looks.seen(text) != nil {
      csv.error(
        field, "the text \(text.shown) looks as an earlier one and is spelt with other bytes",
        remedy: "write both in Unicode's composed form (NFC)")
    }
    return number
  }

  private mutating func number(
    _ column: ManifestColumn, isPositive: Bool = false
  ) -> Double? {
    guard let field = header[column], !csv.range(field).isEmpty, let value = csv.double(field)
    else { return nil }
    if isPositive, value <= 0 {
      csv.error(field, "\(column.name) must be above 0")
      return nil
    }
    return value
  }

  mutating func readNumbers() {
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

  mutating func readFaceBox() {
    var given = 0
    for field in faceFields {
      if let field, !csv.range(field).isEmpty { given += 1 }
    }
    if given == 0 { return }
    guard given == 4 else { return refuseHalfABox() }
    list.set(.faceX, number: number(.faceX))
    list.set(.faceY, number: number(.faceY))
    list.set(.faceWidth, number: number(.faceWidth, isPositive: true))
    list.set(.faceHeight, number: number(.faceHeight, isPositive: true))
  }

  private mutating func refuseHalfABox() {
    let columns: [ManifestColumn] = [.faceX, .faceY, .faceWidth, .faceHeight]
    let isGiven = faceFields.map { $0.map { !csv.isEmpty($0) } ?? false }
    let missing = zip(columns, isGiven).filter { !$1 }.map(\.0.name)
    guard let first = zip(faceFields, isGiven).first(where: { $1 })?.0 else { return }
    csv.error(
      first, "half a face box: \(missing.joined(separator: ", ")) missing",
      remedy: "give all four of face_x, face_y, face_w, face_h, or none")
  }
}
