import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

// The table at full precision, for programs.
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
      _ name: String, _ value: Double?, _ interval: ConfidenceInterval?,
      _ clustered: ConfidenceInterval?
    ) -> [(String, Value)] {
      [
        (name, .number(value)), ("\(name)_lower", .number(interval?.lower)),
        ("\(name)_upper", .number(interval?.upper)),
        ("\(name)_clustered_lower", .number(clustered?.lower)),
        ("\(name)_clustered_upper", .number(clustered?.upper)),
      ]
    }
    func rate(_ name: String, _ rate: Rate?) -> [(String, Value)] {
      figures(name, rate?.value, rate.defined?.interval, rate.defined?.clustered) + [
        ("\(name)_count", .count(rate?.errors)), ("\(name)_trials", .count(rate?.trials)),
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
      + figures("eer_worst", eer?.value, eer?.interval, eer?.clustered)
      + figures("auc", test.auc?.value, test.auc?.interval, test.auc?.clustered)
      + [("level", .number(row.results.options.confidenceLevel))]
  }

  /// One line per count of frames.
  func csv() -> String {
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

  /// The same as a list of objects.
  func json() -> String {
    let objects = rows.map { row in
      JSONValue.object(
        values(row).map { name, value in
          switch value {
          case .text(let text): .init(name, .string(text))
          case .count(let count): .init(name, count.map { .integer($0) } ?? .null)
          case .number(let number): .init(name, .shown(number))
          }
        })
    }
    let value: JSONValue = .object([
      .init("format", .string("padbench-frame-counts-1")), .init("rows", .array(objects)),
      .init("warnings", .array(warnings.map { .string($0.description) })),
    ])
    return value.reportText
  }
}
