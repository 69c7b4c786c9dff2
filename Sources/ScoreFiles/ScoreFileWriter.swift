public import PADVocabulary
import StructuredText

/// Writes padbench's own score CSV row by row: Bob's columns first, then `reason`, then metadata.
///
/// Ids are written as they are (`CSVWriter.plain`), so that they survive; the same rows give the
/// same bytes. The file appears, whole, with `finish`.
public struct ScoreFileWriter {
  /// The columns of every file.
  public static let columns = [
    "claimed_id", "test_label", "is_bonafide", "attack_type", "score", "reason",
  ]

  private let file: AtomicFileWriter
  private let metadata: Int
  private var writer = CSVWriter(.plain)

  /// Starts a file with further columns.
  ///
  /// - Throws: `FileFault` when the file cannot be made.
  public init(path: String, metadata: [String] = []) throws(FileFault) {
    file = try AtomicFileWriter(path: path)
    self.metadata = metadata.count
    writer.row(Self.columns + metadata)
  }

  /// Adds a row; missing metadata is empty, metadata too many is left out.
  public mutating func append(_ row: ScoreRow) throws(FileFault) {
    writer.text(row.claimedID)
    writer.text(row.presentationID)
    writer.text(row.species == nil ? "True" : "False")
    writer.text(row.species?.name ?? "")
    writer.number(row.outcome.score ?? .nan)
    writer.text(row.outcome.reason?.rawValue ?? "")
    for index in 0..<metadata {
      writer.text(index < row.metadata.count ? row.metadata[index] : "")
    }
    writer.endRow()
    if writer.bytes.count >= 1 << 18 { try file.append(writer.take()) }
  }

  /// Ends the file and gives it its name.
  public mutating func finish() throws(FileFault) {
    try file.append(writer.take())
    try file.commit()
  }
}
