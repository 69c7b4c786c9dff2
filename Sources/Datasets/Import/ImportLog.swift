import PADVocabulary
import StructuredText

/// Collects findings: every one goes to the report file, the first of each kind stay at hand.
struct ImportLog {
  /// How many findings of a kind stay at hand.
  static let shown = 20

  private(set) var counts: [ImportFinding.Kind: Int] = [:]
  private(set) var samples: [ImportFinding] = []
  private let writer: AtomicFileWriter
  private var fault: FileFault?

  /// Begins the report file.
  init(path: String) throws(FileFault) {
    writer = try AtomicFileWriter(path: path)
    try writer.append("finding,file,line,detail\n")
  }

  /// Takes note of a finding.
  mutating func add(_ finding: ImportFinding) {
    let count = counts[finding.kind, default: 0] + 1
    counts[finding.kind] = count
    if count <= Self.shown { samples.append(finding) }
    guard fault == nil else { return }
    var csv = CSVWriter(.guarded)
    csv.text(finding.kind.rawValue)
    csv.text(finding.file)
    if let line = finding.line { csv.number(line) } else { csv.empty() }
    csv.text(finding.detail)
    csv.endRow()
    do throws(FileFault) {
      try writer.append(csv.bytes)
    } catch {
      fault = error
    }
  }

  /// Makes the report file durable.
  func commit() throws(FileFault) {
    if let fault { throw fault }
    try writer.commit()
  }
}
