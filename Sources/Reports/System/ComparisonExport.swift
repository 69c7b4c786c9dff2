import ErrorRates
import PADVocabulary
import StructuredText

/// Writes comparisons in the columns that Bob's vulnerability analysis reads, and `padbench metrics`
/// with it: `bio_ref_subject_id`, `probe_subject_id`, `probe_attack_type`, `score`; the
/// presentation's id follows.
///
/// Concealers and comparisons for identification alone are left out: both programs would take them
/// for impostor attacks.
enum ComparisonExport {
  private static let columns = [
    "bio_ref_subject_id", "probe_subject_id", "probe_attack_type", "score", "presentation_id",
  ]

  /// Bytes that are handed on at once.
  private static let batch = 1 << 16

  static func write(_ comparisons: SystemComparisons, to path: String) throws(FileFault) {
    let file = try AtomicFileWriter(path: path)
    var writer = CSVWriter(.plain)
    writer.row(columns)
    let trials = comparisons.trials
    for row in 0..<trials.count {
      switch trials.kinds[row] {
      case .genuine, .impostor, .attack: break
      case .concealer, .bystander: continue
      }
      add(row, of: comparisons, to: &writer)
      if writer.bytes.count > batch { try file.append(writer.take()) }
    }
    try file.append(writer.take())
    try file.commit()
  }

  private static func add(
    _ row: Int, of comparisons: SystemComparisons, to writer: inout CSVWriter
  ) {
    let trials = comparisons.trials
    let presentation = Int(trials.presentations[row])
    let reference = text(comparisons.references, Int(trials.references[row]))
    writer.text(reference)
    switch trials.kinds[row] {
    // Both programs tell mated comparisons by equal ids.
    case .genuine: writer.text(reference)
    default: writer.text(probe(comparisons, presentation))
    }
    writer.text(trials.species(ofPresentation: presentation)?.name ?? "")
    writer.number(trials.scores[row])
    writer.text(text(comparisons.presentationIDs, presentation))
    writer.endRow()
  }

  /// The person before the camera; where nobody is named, the presentation stands for him, because
  /// both programs refuse empty ids.
  private static func probe(_ comparisons: SystemComparisons, _ presentation: Int) -> String {
    let subject = text(comparisons.subjects, presentation)
    return subject.isEmpty ? text(comparisons.presentationIDs, presentation) : subject
  }

  private static func text(_ list: [String], _ index: Int) -> String {
    list.indices.contains(index) ? list[index] : ""
  }
}
