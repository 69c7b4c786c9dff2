import PADVocabulary
import StructuredText

/// Everything measured that differs between two equal runs, as CSV.
enum TimingFile {
  static func bytes(_ report: RunReport) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(["detector", "partition", "presentation_id", "quantity", "value", "unit"])
    for subsystem in report.subsystems {
      if let latency = subsystem.latency { add(subsystem.name, latency, to: &writer) }
      for part in subsystem.scores {
        for row in part.rows {
          guard let seconds = row.latency else { continue }
          add(
            subsystem.name, part.partition.rawValue, row.presentationID, "latency", seconds,
            to: &writer)
        }
      }
    }
    for system in report.systems {
      if let latency = system.latency { add(system.name, latency, to: &writer) }
    }
    for entry in report.timing {
      writer.row(["", "", "", "\(entry.section): \(entry.label)", entry.value, ""])
    }
    return writer.bytes
  }

  private static func add(
    _ name: String, _ latency: LatencySummary, to writer: inout CSVWriter
  ) {
    let values: [(String, Double)] = [
      ("latency_mean", latency.mean), ("latency_median", latency.median),
      ("latency_p90", latency.percentile90), ("latency_p99", latency.percentile99),
      ("latency_maximum", latency.maximum),
    ]
    for (quantity, seconds) in values { add(name, "", "", quantity, seconds, to: &writer) }
  }

  private static func add(
    _ detector: String, _ partition: String, _ presentation: String, _ quantity: String,
    _ seconds: Double, to writer: inout CSVWriter
  ) {
    writer.text(detector)
    writer.text(partition)
    writer.text(presentation)
    writer.text(quantity)
    writer.number(seconds)
    writer.text("s")
    writer.endRow()
  }
}
