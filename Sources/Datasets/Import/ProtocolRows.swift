import PADVocabulary

/// The rows of one protocol while it is put together, packed.
struct ProtocolRows: Sendable {
  /// One presentation's place in one fold, and the list line that says so.
  struct Row: Sendable {
    var fold: Int32
    var presentation: Int32
    var partition: Partition
    /// The list file's row of its scan, or -1.
    var file: Int32 = -1
    var line: Int32 = 0
  }

  private(set) var folds: [String] = []
  private(set) var rows: [Row] = []
  var isUnverified = false

  /// The number of a fold.
  mutating func fold(_ name: String) -> Int32 {
    if let known = folds.firstIndex(of: name) { return Int32(known) }
    folds.append(name)
    return Int32(folds.count - 1)
  }

  mutating func append(_ row: Row) {
    rows.append(row)
  }

  /// Brings folds into the order of their bytes and rows into that of folds and presentations;
  /// keeps the first of several rows for the same place.
  ///
  /// - Parameter repeated: is told of every row that is dropped, and the row that stays.
  mutating func settle(repeated: (_ dropped: Row, _ kept: Row) -> Void) {
    let order = folds.indices.sorted { folds[$0].utf8.lexicographicallyPrecedes(folds[$1].utf8) }
    var places = [Int32](repeating: 0, count: folds.count)
    for (place, old) in order.enumerated() { places[old] = Int32(place) }
    folds = order.map { folds[$0] }
    for index in rows.indices { rows[index].fold = places[Int(rows[index].fold)] }
    rows.sort {
      ($0.fold, $0.presentation, $0.file, $0.line) < ($1.fold, $1.presentation, $1.file, $1.line)
    }
    var kept: [Row] = []
    kept.reserveCapacity(rows.count)
    for row in rows {
      if let last = kept.last, last.fold == row.fold, last.presentation == row.presentation {
        repeated(row, last)
      } else {
        kept.append(row)
      }
    }
    rows = kept
  }
}
