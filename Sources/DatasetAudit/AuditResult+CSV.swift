import PADVocabulary
import StructuredText

extension AuditResult {
  /// The audit in long form, a line per finding, shortcut, suspect and count, told apart by the
  /// column `record`; safe to open in a spreadsheet.
  public var csv: [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row([
      "record", "severity", "kind", "presentations", "value", "lower", "upper", "label", "what",
      "what_to_do",
    ])
    for finding in findings {
      writer.text("finding")
      writer.text(finding.severity.rawValue)
      writer.text(finding.kind.rawValue)
      writer.text(finding.presentations.joined(separator: " "))
      for _ in 0..<4 { writer.empty() }
      writer.text(finding.message)
      writer.text(finding.remedy)
      writer.endRow()
    }
    for shortcut in shortcuts {
      writer.text("shortcut")
      writer.empty()
      writer.text(shortcut.name)
      writer.empty()
      for number in [shortcut.area.value, shortcut.area.lower, shortcut.area.upper] {
        writer.number(number)
      }
      for _ in 0..<3 { writer.empty() }
      writer.endRow()
    }
    for suspect in suspects {
      writer.text("suspect")
      writer.empty()
      writer.text(suspect.isFlagged ? "flagged" : "ranked")
      writer.text(suspect.presentation)
      writer.number(suspect.suspicion)
      writer.number(suspect.disagreement)
      writer.empty()
      writer.text(suspect.label.rawValue)
      for _ in 0..<2 { writer.empty() }
      writer.endRow()
    }
    addBalance(to: &writer)
    return writer.bytes
  }

  private func addBalance(to writer: inout CSVWriter) {
    let partitions = ["train", "dev", "test", "none"]
    for row in balance {
      for (label, counts) in [("bona_fide", row.bonaFide), ("attack", row.attacks)] {
        for (partition, count) in zip(partitions, counts) where count > 0 {
          writer.text("count")
          writer.empty()
          writer.text(row.attribute)
          writer.empty()
          writer.number(count)
          for _ in 0..<2 { writer.empty() }
          writer.text(label)
          writer.text(row.value)
          writer.text(partition)
          writer.endRow()
        }
      }
    }
  }
}
