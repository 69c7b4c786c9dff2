public import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// How the main figures change with the count of frames, as `padbench metrics` prints it.
public struct FrameCountTable: Sendable {
  private let name: String
  private let aggregation: FrameAggregation
  private let rows: [FrameCountResult]

  /// Makes a table of results, in the order they are to be shown in.
  public init(_ name: String, _ aggregation: FrameAggregation, _ rows: [FrameCountResult]) {
    self.name = name
    self.aggregation = aggregation
    self.rows = rows
  }

  /// Renders the table; ends with a line break, holds no time and no path.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; CSV and JSON keep full
  ///   precision.
  public func render(_ format: MetricsFormat, decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 10)
    switch format {
    case .text: return text(Figures(decimals: places, gap: " "))
    case .markdown: return markdown(Figures(decimals: places))
    case .csv: return csv()
    case .json: return json()
    }
  }

  /// What the table is about, in one sentence.
  private var sentence: String {
    "The \(aggregation) of the first frames of every presentation; a threshold that is chosen on dev "
      + "is chosen on dev scores made in the same way."
  }

  private static let headings = [
    "frames", "with so many", "threshold", "worst APCER", "worst species", "BPCER", "D-EER", "AUC",
  ]

  private func cells(_ row: FrameCountResult, _ figures: Figures) -> [String] {
    let test = row.results.test
    let reason = Undefined.cell(Undefined.reason(needingBoth: test))
    let lines = ErrorLine.lines(row.results)
    func rate(_ rate: Rate?, _ reason: String) -> String {
      rate.defined.flatMap(figures.full) ?? Undefined.cell(reason)
    }
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    return [
      String(row.frames), "\(row.complete)/\(row.presentations)",
      row.results.operatingPoint.map { "\(Figures.brief($0.threshold)) (\($0.origin))" } ?? "none",
      rate(test.worst?.apcer, lines.first?.undefined ?? Undefined.noAttack),
      (test.worst?.species ?? []).map(\.name).joined(separator: ", "),
      rate(test.bonaFide.bpcer, lines.last?.undefined ?? Undefined.noBonaFide),
      eer.map { eer in
        figures.percent(eer.value) + (eer.interval.map { " [\(figures.range($0))]" } ?? "")
      } ?? reason,
      test.auc.map { auc in
        figures.area(auc.value) + (auc.interval.map { " [\(figures.areaRange($0))]" } ?? "")
      } ?? reason,
    ]
  }

  private func text(_ figures: Figures) -> String {
    var table = TextTable(
      rightAligned: [true, true, false, true, false, true, true, true])
    table.row(Self.headings)
    for row in rows { table.row(cells(row, figures)) }
    return "\(name.printable)\n  \(sentence)\n\n" + table.text(indent: "  ")
      + warnings.map { "  \($0.description.printable)\n" }.joined()
  }

  private func markdown(_ figures: Figures) -> String {
    var document = MarkdownDocument()
    document.heading(3, "\(name)")
    document.paragraph("\(sentence)")
    document.diagnostics(warnings)
    var table = MarkdownTable(
      Self.headings.enumerated().map { index, heading in
        [2, 4].contains(index)
          ? .text(Markdown(data: heading)) : .figure(Markdown(data: heading))
      })
    table.rows = rows.map { cells($0, figures).map { Markdown(data: $0) } }
    document.table(table, caption: "Main figures of \(name) by frames")
    return document.source
  }

  /// The warnings of all rows, each once, in the order in which they first come.
  private var warnings: [Diagnostic] {
    var seen: [Diagnostic] = []
    for row in rows {
      for warning in row.results.warnings where !seen.contains(warning) { seen.append(warning) }
    }
    return seen
  }
}

extension FrameCountTable {
  /// A figure of one row at full precision.
  private enum Value {
    case text(String)
    case count(Int?)
    case number(Double?)
  }

  private func values(_ row: FrameCountResult) -> [(name: String, value: Value)] {
    let test = row.results.test
    let point = row.results.operatingPoint
    let worst = test.worst
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    func figures(
      _ name: String, _ value: Double?, _ interval: ConfidenceInterval?
    ) -> [(String, Value)] {
      [
        (name, .number(value)), ("\(name)_lower", .number(interval?.lower)),
        ("\(name)_upper", .number(interval?.upper)),
      ]
    }
    func rate(_ name: String, _ rate: Rate?) -> [(String, Value)] {
      figures(name, rate?.value, rate.defined?.interval) + [
        ("\(name)_count", .count(rate?.errors)), ("\(name)_trials", .count(rate?.trials)),
        ("\(name)_clustered_lower", .number(rate.defined?.clustered?.lower)),
        ("\(name)_clustered_upper", .number(rate.defined?.clustered?.upper)),
      ]
    }
    let head: [(String, Value)] = [
      ("detector", .text(name)), ("aggregation", .text(aggregation.rawValue)),
      ("frames", .count(row.frames)), ("presentations", .count(row.presentations)),
      ("complete_presentations", .count(row.complete)),
      ("without_score", .count(test.accounting.withoutResponse)),
      ("operating_point", .number(point?.threshold)),
      ("origin", .text(point?.origin.description ?? "")),
      ("worst_species", .text(worst?.species.map(\.name).joined(separator: "; ") ?? "")),
    ]
    return head + rate("apcer_worst", worst?.apcer) + rate("bpcer", test.bonaFide.bpcer)
      + figures("eer_worst", eer?.value, eer?.interval)
      + figures("auc", test.auc?.value, test.auc?.interval)
      + [("level", .number(row.results.options.confidenceLevel))]
  }

  private func csv() -> String {
    var writer = CSVWriter(.guarded)
    for (index, row) in rows.enumerated() {
      let values = values(row)
      if index == 0 { writer.row(values.map(\.name)) }
      for (_, value) in values {
        switch value {
        case .text(let text): writer.text(text)
        case .count(let count?): writer.number(count)
        case .number(let number?): writer.number(number)
        case .count(nil), .number(nil): writer.empty()
        }
      }
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func json() -> String {
    let objects = rows.map { row in
      JSONValue.object(
        values(row).map { name, value in
          switch value {
          case .text(let text): .init(name, .string(text))
          case .count(let count): .init(name, count.map { .integer($0) } ?? .null)
          case .number(let number): .init(name, Self.json(number))
          }
        })
    }
    let value: JSONValue = .object([
      .init("format", .string("padbench-frame-counts-1")), .init("rows", .array(objects)),
      .init("warnings", .array(warnings.map { .string($0.description) })),
    ])
    guard let bytes = try? value.bytes(.indented) else {
      preconditionFailure("a number that JSON has no form for was not turned into a text")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private static func json(_ value: Double?) -> JSONValue {
    guard let value else { return .null }
    return value.isFinite ? .number(value) : .string(NumberText.shortest(value))
  }
}
