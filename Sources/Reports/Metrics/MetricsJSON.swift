import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// The long form of results as JSON; what is undefined is `null` with its reason in `note`, and
/// infinite thresholds are the texts `inf` and `-inf`.
enum MetricsJSON {
  static func text(
    _ sets: [NamedResults], isSynthetic: Bool, folds: FoldTables? = nil
  ) -> String {
    let value: JSONValue = .object(
      [
        .init("format", "padbench-metrics-1"),
        .init("synthetic", .bool(isSynthetic)),
        .init("detectors", .array(sets.map { object($0) })),
      ] + (folds.map { [.init("folds", .array($0.rows().map { object($0) }))] } ?? []))
    guard let bytes = try? value.bytes(.indented) else {
      preconditionFailure("a number that JSON has no form for was not turned into a text")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private static func object(_ named: NamedResults) -> JSONValue {
    let results = named.results
    let point: JSONValue =
      results.operatingPoint.map { point in
        .object([
          .init("threshold", number(point.threshold)),
          .init("origin", .string(point.origin.description)),
        ])
      } ?? .null
    return .object([
      .init("name", .string(named.name)),
      .init("operating_point", point),
      .init("criterion", results.criterion.map { .string($0.description) } ?? .null),
      .init("non_response_policy", .string(results.options.nonResponsePolicy.rawValue)),
      .init("confidence_level", number(results.options.confidenceLevel)),
      .init("bootstrap", results.bootstrap.map { bootstrap($0) } ?? .null),
      .init(
        "species_absent_from_dev",
        .array(results.speciesAbsentFromDev.map { .string($0.name) })),
      .init("warnings", .array(results.warnings.map { .string($0.description) })),
      .init(
        "metrics",
        .array(MetricRows.rows(results, detector: named.name).map { object($0) })),
    ])
  }

  private static func bootstrap(_ summary: BootstrapSummary) -> JSONValue {
    .object([
      .init("replicates", .integer(summary.replicates)),
      .init("seed", .string(String(summary.seed))),
      .init("method", .string(summary.method.description)),
      .init("clusters", .integer(summary.clusters)),
      .init("classes_share_clusters", .bool(summary.sharesClusters)),
      .init("refits_threshold", .bool(summary.refitsThreshold)),
      .init("skipped", summary.skipped.map { .string($0) } ?? .null),
    ])
  }

  private static func object(_ row: MetricRow) -> JSONValue {
    .object([
      .init("partition", .string(row.partition.rawValue)),
      .init("metric", .string(row.metric)),
      .init("species", .string(row.species)),
      .init("operating_point", number(row.operatingPoint)),
      .init("origin", .string(row.origin)),
      .init("value", number(row.value)),
      .init("count", row.count.map { .integer($0) } ?? .null),
      .init("trials", row.trials.map { .integer($0) } ?? .null),
      .init("lower", number(row.interval?.lower)),
      .init("upper", number(row.interval?.upper)),
      .init("level", number(row.interval?.level)),
      .init("method", .string(row.method)),
      .init("clustered_lower", number(row.clustered?.lower)),
      .init("clustered_upper", number(row.clustered?.upper)),
      .init("clustered_method", .string(row.clusteredMethod)),
      .init("note", .string(row.note)),
    ])
  }

  private static func number(_ value: Double?) -> JSONValue {
    guard let value else { return .null }
    if value.isFinite { return .number(value) }
    return .string(NumberText.shortest(value))
  }
}
