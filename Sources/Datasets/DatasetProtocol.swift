import PADVocabulary
import StructuredText

/// One protocol of a dataset: which presentations are for training, setting thresholds and
/// testing, in one or several folds. `protocols/NAME.csv` has the columns `presentation_id`,
/// `partition` and, for several folds, `fold`.
public struct DatasetProtocol: Sendable, Hashable {
  /// The protocol's name, which is its file's.
  public var name: String
  /// The folds, in the order of their bytes; a protocol without folds has none.
  public var folds: [String]
  /// The fold that was chosen; empty when there are none.
  public var fold: String

  /// `NAME`, or `NAME/FOLD`: what a user writes to choose it again.
  public var choice: String { fold.isEmpty ? name : name + "/" + fold }
}

/// Reads a protocol file and gives its partitions to a dataset's presentations.
struct ProtocolReader {
  var csv: CSVReader
  let name: String

  /// Assigns the partitions of one fold; what the protocol does not name gets none.
  ///
  /// - Parameter fold: the fold to take; empty for a protocol that has none or only one.
  /// - Throws: `InvalidInput` with everything that is wrong, or `FileFault`.
  mutating func assign(
    fold: String, to list: inout PresentationList
  ) throws -> (chosen: DatasetProtocol, warnings: [Diagnostic]) {
    csv.refuseColumns(otherThan: ["presentation_id", "partition", "fold"])
    let idField = csv.requiredColumn("presentation_id")
    let partitionField = csv.requiredColumn("partition")
    let foldField = csv.column("fold")
    guard let idField, let partitionField else { throw InvalidInput(csv.diagnostics.all) }
    var rows: [(row: Int32, fold: Int32, partition: Partition)] = []
    var folds = WordPool()
    while try csv.next() {
      let partition = readPartition(partitionField)
      let row = csv.withBytes(idField) { list.row(of: $0) }
      let number = foldField.map { readFold($0, &folds) } ?? 0
      guard let row else {
        csv.error(
          idField, "the dataset has no presentation \(csv.string(idField).shown)",
          remedy: "ids are compared byte by byte")
        continue
      }
      if let partition { rows.append((Int32(row), number, partition)) }
    }
    csv.requireRows()
    let names = (0..<Int32(folds.count)).map { folds[$0] }.filter { !$0.isEmpty }
    if !names.isEmpty, rows.contains(where: { $0.fold == 0 }) {
      csv.diagnostics.error("some rows name a fold and some do not")
    }
    try csv.diagnostics.throwErrors()
    let chosen = try choose(fold, among: names)
    for row in list.indices { list.set(partition: nil, row: row) }
    let number = (0..<Int32(folds.count)).first { folds[$0].utf8.elementsEqual(chosen.utf8) }
    for entry in rows where entry.fold == number {
      let row = Int(entry.row)
      if list.partition(at: row) != nil {
        csv.diagnostics.error(
          "the presentation \(list.id(at: row).shown) is there twice"
            + (chosen.isEmpty ? "" : " in fold \(chosen.shown)"))
      }
      list.set(partition: entry.partition, row: row)
    }
    warnAboutPartitions(list)
    try csv.diagnostics.throwErrors()
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (DatasetProtocol(name: name, folds: sorted, fold: chosen), csv.diagnostics.all)
  }

  private mutating func readPartition(_ field: Int) -> Partition? {
    for partition in Partition.allCases where csv.matches(field, partition.rawValue) {
      return partition
    }
    refusePartition(field, in: &csv)
    return nil
  }

  private mutating func readFold(_ field: Int, _ folds: inout WordPool) -> Int32 {
    let (number, isNew) = csv.withBytes(field) { folds.number(of: $0) }
    if isNew, let problem = csv.withBytes(field, { TextProblem.identifier($0) }) {
      csv.error(field, "the fold \(csv.string(field).shown) \(problem)")
    }
    return number
  }

  private func choose(_ fold: String, among names: [String]) throws(InvalidInput) -> String {
    if names.contains(where: { $0.utf8.elementsEqual(fold.utf8) }) { return fold }
    if fold.isEmpty {
      if names.count <= 1 { return names.first ?? "" }
      throw InvalidInput(
        .init(
          .error, file: csv.diagnostics.file, "the protocol has \(names.count) folds",
          remedy: "choose one, for example '\(name)/\(names[0])'"))
    }
    throw InvalidInput(
      .init(
        .error, file: csv.diagnostics.file, "the protocol has no fold \(fold.shown)",
        remedy: names.isEmpty ? "it has no folds" : remedy(for: fold, among: names)))
  }

  private mutating func warnAboutPartitions(_ list: PresentationList) {
    let isEmpty = !list.indices.contains { list.partition(at: $0) == .test }
    if isEmpty { csv.diagnostics.warning("the protocol puts nothing into 'test'") }
  }
}
