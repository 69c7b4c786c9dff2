import PADVocabulary
import Statistics
import StructuredText

/// The long form of results as CSV: full precision, one figure per line.
enum MetricsCSV {
  static func bytes(_ rows: [MetricRow]) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(MetricRow.columns)
    for row in rows { add(row, to: &writer) }
    return writer.bytes
  }

  private static func add(_ row: MetricRow, to writer: inout CSVWriter) {
    writer.text(row.detector)
    writer.text(row.partition.rawValue)
    writer.text(row.metric)
    writer.text(row.species)
    add(row.operatingPoint, to: &writer)
    writer.text(row.origin)
    add(row.value, to: &writer)
    add(row.count, to: &writer)
    add(row.trials, to: &writer)
    add(row.interval?.lower, to: &writer)
    add(row.interval?.upper, to: &writer)
    add(row.interval?.level, to: &writer)
    writer.text(row.method)
    add(row.clustered?.lower, to: &writer)
    add(row.clustered?.upper, to: &writer)
    writer.text(row.clusteredMethod)
    writer.text(row.note)
    writer.endRow()
  }

  private static func add(_ value: Double?, to writer: inout CSVWriter) {
    if let value { writer.number(value) } else { writer.empty() }
  }

  private static func add(_ value: Int?, to writer: inout CSVWriter) {
    if let value { writer.number(value) } else { writer.empty() }
  }
}
