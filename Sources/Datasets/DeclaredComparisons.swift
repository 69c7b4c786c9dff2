import PADVocabulary
import StructuredText

/// The comparisons that a dataset declares in `comparisons.csv`, in place of those that would be
/// made from its labels: which probe claims to be which enrolled person.
///
/// The file has the columns `reference_id`, a person as the manifest's `subject_id` names one, and
/// `probe_id`, a presentation. What kind of comparison a row is follows from the labels: mated,
/// zero-effort impostor (ISO/IEC 19795-1), or an attack on its target (ISO/IEC 30107-3).
public struct DeclaredComparisons: Sendable {
  /// The file's name in a dataset's folder.
  public static let fileName = "comparisons.csv"

  /// One row.
  public struct Row: Sendable, Hashable {
    /// Position of the probe in the dataset's presentations.
    public var probe: Int32
    /// Position of the claimed person in `persons`.
    public var person: Int32
  }

  /// The persons that are claimed, in the order in which the file names them first.
  public private(set) var persons: [String] = []
  /// The comparisons, sorted by probe, then by person.
  public private(set) var rows: [Row] = []

  /// Reads the file.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong, or `FileFault`.
  static func read(
    _ csv: inout CSVReader, of list: PresentationList
  ) throws -> DeclaredComparisons {
    csv.refuseColumns(otherThan: ["reference_id", "probe_id"])
    let personField = csv.requiredColumn("reference_id")
    let probeField = csv.requiredColumn("probe_id")
    guard let personField, let probeField else { throw InvalidInput(csv.diagnostics.all) }
    var comparisons = DeclaredComparisons()
    var words = WordPool()
    var lines: [Row: Int] = [:]
    while try csv.next() {
      let person = csv.withBytes(personField) { words.number(of: $0).number }
      let probe = csv.withBytes(probeField) { list.row(of: $0) }
      if person == 0 { csv.error(personField, "the reference is empty") }
      guard let probe else {
        csv.error(
          probeField, "the dataset has no presentation \(csv.string(probeField).shown)",
          remedy: "ids are compared byte by byte")
        continue
      }
      if list.role(at: probe) == .reference {
        csv.error(
          probeField, "\(csv.string(probeField).shown) is an enrolment reference, no probe")
      }
      if person == 0 { continue }
      let row = Row(probe: Int32(probe), person: person - 1)
      if let line = lines.updateValue(csv.line, forKey: row) {
        csv.error(probeField, "the same comparison stands in line \(line)")
      }
      comparisons.rows.append(row)
    }
    csv.requireRows()
    try csv.diagnostics.throwErrors()
    comparisons.persons = (1..<Int32(words.count)).map { words[$0] }
    comparisons.rows.sort { ($0.probe, $0.person) < ($1.probe, $1.person) }
    return comparisons
  }
}
