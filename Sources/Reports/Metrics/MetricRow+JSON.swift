import PADVocabulary
import Statistics
import StructuredText

extension MetricRow {
  /// The row as a JSON object; the detector is named around it.
  var json: JSONValue {
    .object([
      .init("partition", .string(partition.rawValue)),
      .init("metric", .string(metric)),
      .init("species", .string(species)),
      .init("operating_point", .shown(operatingPoint)),
      .init("origin", .string(origin)),
      .init("value", .shown(value)),
      .init("count", count.map { .integer($0) } ?? .null),
      .init("trials", trials.map { .integer($0) } ?? .null),
      .init("lower", .shown(interval?.lower)),
      .init("upper", .shown(interval?.upper)),
      .init("level", .shown(interval?.level)),
      .init("method", .string(method)),
      .init("clustered_lower", .shown(clustered?.lower)),
      .init("clustered_upper", .shown(clustered?.upper)),
      .init("clustered_method", .string(clusteredMethod)),
      .init("note", .string(note)),
    ])
  }
}

extension JSONValue {
  /// A number; what is undefined is `null`, and what is infinite is the text `inf` or `-inf`.
  static func shown(_ value: Double?) -> JSONValue {
    guard let value else { return .null }
    if value.isFinite { return .number(value) }
    return .string(NumberText.shortest(value))
  }

  /// The value as an indented text that ends with a line break; a number that JSON has no form for
  /// is shown as a text.
  var reportText: String {
    let bytes = (try? writable.bytes(.indented)) ?? []
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private var writable: JSONValue {
    switch self {
    case .number(let value): .shown(value)
    case .array(let items): .array(items.map(\.writable))
    case .object(let members): .object(members.map { .init($0.name, $0.value.writable) })
    default: self
    }
  }
}
