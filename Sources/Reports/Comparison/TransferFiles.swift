import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Versions by datasets for programs, full precision: a line or object per cell.
enum TransferFiles {
  private static let columns = [
    "figure", "species", "version", "dataset", "relation", "folds", "mean", "sd", "worst",
    "worst_in", "undefined_in",
  ]

  /// One figure of one version on one dataset, or over several of them.
  private struct Line {
    var kind: FoldFigure.Kind
    var version: String
    var dataset: String
    var relation: String
    var figure: FoldFigure
  }

  private static func lines(_ report: TransferReport) -> [Line] {
    report.kinds.flatMap { kind -> [Line] in
      let matrix = TransferMatrix(report.entries, kind: kind)
      return matrix.rows.flatMap { row -> [Line] in
        let cells = zip(matrix.datasets, row.cells).compactMap { dataset, cell in
          cell.map {
            Line(
              kind: kind, version: row.version, dataset: dataset, relation: $0.relation.description,
              figure: $0.folds)
          }
        }
        return cells + [
          Line(kind: kind, version: row.version, dataset: "", relation: "all", figure: row.all),
          Line(
            kind: kind, version: row.version, dataset: "", relation: "unseen", figure: row.unseen),
        ]
      }
    }
  }

  static func csv(_ report: TransferReport) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(columns)
    func add(_ value: Double?) {
      if let value { writer.number(value) } else { writer.empty() }
    }
    for line in lines(report) {
      let (figure, species) = line.kind.column
      for text in [figure, species, line.version, line.dataset, line.relation] { writer.text(text) }
      writer.number(line.figure.values.count)
      add(line.figure.mean)
      add(line.figure.standardDeviation)
      add(line.figure.worst?.value)
      writer.text(line.figure.worst?.fold ?? "")
      writer.text(line.figure.undefinedFolds.joined(separator: "; "))
      writer.endRow()
    }
    return writer.bytes
  }

  static func json(_ report: TransferReport) -> String {
    let value: JSONValue = .object([
      .init("format", "padbench-matrix/1"),
      .init("synthetic", .bool(report.isSynthetic)),
      .init("diagnostics", .array(report.diagnostics.map { .string($0.description) })),
      .init("entries", .array(report.entries.map { entry($0) })),
      .init("figures", .array(lines(report).map { object($0) })),
    ])
    return value.visibleReportText
  }

  private static func object(_ line: Line) -> JSONValue {
    let (figure, species) = line.kind.column
    return .object([
      .init("figure", .string(figure)),
      .init("species", species.isEmpty ? .null : .string(species)),
      .init("version", .string(line.version)),
      .init("dataset", line.dataset.isEmpty ? .null : .string(line.dataset)),
      .init("relation", .string(line.relation)),
      .init("mean", .shown(line.figure.mean)),
      .init("sd", .shown(line.figure.standardDeviation)),
      .init("worst", .shown(line.figure.worst?.value)),
      .init("worst_in", line.figure.worst.map { .string($0.fold) } ?? .null),
      .init("undefined_in", .array(line.figure.undefinedFolds.map { .string($0) })),
      .init(
        "values",
        .array(
          line.figure.values.map { value in
            .object([.init("in", .string(value.fold)), .init("value", .shown(value.value))])
          })),
    ])
  }

  private static func entry(_ entry: TransferEntry) -> JSONValue {
    func rate(_ rate: Rate?) -> JSONValue {
      guard let rate else { return .null }
      return .object([
        .init("errors", .integer(rate.errors)), .init("trials", .integer(rate.trials)),
        .init("value", .shown(rate.value)), .init("lower", .shown(rate.interval?.lower)),
        .init("upper", .shown(rate.interval?.upper)),
      ])
    }
    let point = entry.results.operatingPoint
    return .object([
      .init("version", .string(entry.version)),
      .init("dataset", .string(entry.dataset)),
      .init("fold", .string(entry.fold)),
      .init("learnt_from", .array(entry.learntFrom.map { .string($0) })),
      .init("threshold", .shown(point?.threshold)),
      .init("origin", point.map { .string($0.origin.description) } ?? .null),
      .init("apcer_worst", rate(entry.results.test.worst?.apcer)),
      .init(
        "worst_species",
        .array((entry.results.test.worst?.species ?? []).map { .string($0.name) })),
      .init("bpcer", rate(entry.results.test.bonaFide.bpcer)),
    ])
  }
}
