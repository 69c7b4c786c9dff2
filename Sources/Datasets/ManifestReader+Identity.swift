import PADVocabulary
import StructuredText

extension ManifestReader {
  mutating func append(_ flags: RowFlags) {
    guard let field = header[.presentationID], let mediaField = header[.media] else { return }
    let id = csv.bytes(field)
    let path = csv.bytes(mediaField)
    let problem = TextProblem.identifier(id.span)
    if let problem {
      csv.error(field, "the presentation_id \(csv.string(field).shown) \(problem)")
    }
    let earlier = list.append(id: id.span, media: path.span, flags: flags)
    if let earlier {
      csv.error(
        field, "the presentation_id \(csv.string(field).shown) is there twice",
        remedy: "its first row is presentation \(earlier + 1) of the file")
    } else if TextProblem.plainASCII(id.span) == nil, let other = looks.seen(csv.string(field)) {
      csv.error(
        field,
        "the presentation_id \(csv.string(field).shown) looks as an earlier one and is spelt "
          + "with other bytes (\(other.shown))",
        remedy: "write both in Unicode's composed form (NFC), or rename one")
    }
  }

  mutating func readMedia() {
    guard let field = header[.media] else { return }
    if csv.isEmpty(field) {
      csv.error(field, "the media path is empty", remedy: "write the path inside the dataset")
      return
    }
    guard checkPath(field) else { return }
    let row = list.count - 1
    switch media.enter(csv.bytes(field).span, in: list) {
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
    if PathScan.isPlain(csv.bytes(field).span) { return true }
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
    _ column: ManifestColumn, into target: PresentationList.PathField
  ) {
    guard let field = header[column], !csv.isEmpty(field), checkPath(field) else { return }
    list.set(target, path: csv.bytes(field).span)
  }
}
