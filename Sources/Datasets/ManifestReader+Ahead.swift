import StructuredText

extension ManifestReader {
  /// How many rows are looked ahead at together.
  private static let batch = 16

  /// Fetches the places of the next rows' ids and paths, which lie anywhere in tables larger than
  /// the processor's caches: many at once take little longer than one.
  ///
  /// Changes nothing but the time that is taken; only for the usual order of columns.
  mutating func lookAhead(_ window: [UInt8]) {
    guard rowsAhead == 0 else {
      rowsAhead -= 1
      return
    }
    guard header[.presentationID] == 0, header[.media] == 1 else { return }
    let fields = csv.fieldsAhead(Self.batch)
    rowsAhead = fields.count
    // All places first, so that nothing stands between one look and the next.
    let places = fields.map { id, path in
      (
        list.idIndex.firstPlace(of: window.span.extracting(id)),
        media.firstPlace(of: window.span.extracting(path))
      )
    }
    for (id, path) in places { touched &+= list.idIndex.touch(id) &+ media.touch(path) }
  }
}
