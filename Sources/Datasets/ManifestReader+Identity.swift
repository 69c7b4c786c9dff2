import PADVocabulary
import StructuredText

extension ManifestReader {
  mutating func append(_ flags: RowFlags, _ window: [UInt8]) {
    guard let field = header[.presentationID], let mediaField = header[.media] else { return }
    let id = window.span.extracting(csv.range(field))
    let path = window.span.extracting(csv.range(mediaField))
    let problem = TextProblem.identifier(id)
    if let problem {
      csv.error(field, "the presentation_id \(csv.string(field).shown) \(problem)")
    }
    let earlier = list.append(id: id, media: path, flags: flags)
    if let earlier {
      csv.error(
        field, "the presentation_id \(csv.string(field).shown) is there twice",
        remedy: "its first row is presentation \(earlier + 1) of the file")
    } else if TextProblem.plainASCII(id) == nil, let other = looks.seen(csv.string(field)) {
      csv.error(
        field,
        "the presentation_id \(csv.string(field).shown) looks as an earlier one and is spelt "
          + "with other bytes (\(other.shown))",
        remedy: "write both in Unicode's composed form (NFC), or rename one")
    }
  }

  mutating func readMedia(_ window: [UInt8]) {
    guard let field = header[.media] else { return }
    let path = window.span.extracting(csv.range(field))
    if path.isEmpty {
      csv.error(field, "the media path is empty", remedy: "write the path inside the dataset")
      return
    }
    guard checkPath(field, path) else { return }
    let row = list.count - 1
    switch media.enter(path, in: list) {
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

  private mutating func checkPath(_ field: Int, _ path: Span<UInt8>) -> Bool {
    if PathScan.isPlain(path) { return true }
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

  mutating func readPath(
    _ column: ManifestColumn, into target: PresentationList.PathField, _ window: [UInt8]
  ) {
    guard let field = header[column] else { return }
    let path = window.span.extracting(csv.range(field))
    guard !path.isEmpty, checkPath(field, path) else { return }
    list.set(target, path: path)
  }
}
