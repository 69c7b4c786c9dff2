import PADVocabulary
import StructuredText

/// Everything measured that differs between two equal runs, as CSV.
enum TimingFile {
  static func bytes(_ report: RunReport) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(["detector", "partition", "presentation_id", "quantity", "value", "unit"])
    for subsystem in report.subsystems {
      if let latency = subsystem.latency { add(subsystem.name, "latency", latency, to: &writer) }
      if let cold = subsystem.coldLatency { add(subsystem.name, "first", cold, to: &writer) }
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
      if let latency = system.latency { add(system.name, "latency", latency, to: &writer) }
      if let cold = system.coldLatency { add(system.name, "first", cold, to: &writer) }
    }
    for entry in report.timing {
      writer.row(["", "", "", "\(entry.section): \(entry.label)", entry.value, ""])
    }
    return writer.bytes
  }

  private static func add(
    _ name: String, _ word: String, _ latency: LatencySummary, to writer: inout CSVWriter
  ) {
    let values: [(String, Double)] = [
      ("mean", latency.mean), ("median", latency.median), ("p90", latency.percentile90),
      ("p99", latency.percentile99), ("maximum", latency.maximum),
    ]
    for (quantity, seconds) in values {
      add(name, "", "", "\(word)_\(quantity)", seconds, to: &writer)
    }
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
