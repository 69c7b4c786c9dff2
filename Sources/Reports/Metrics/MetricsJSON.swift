import ErrorRates
import PADVocabulary
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
      ] + (folds.map { [.init("folds", .array($0.rows().map(\.json)))] } ?? []))
    return value.reportText
  }

  private static func object(_ named: NamedResults) -> JSONValue {
    let results = named.results
    let point: JSONValue =
      results.operatingPoint.map { point in
        .object([
          .init("threshold", .shown(point.threshold)),
          .init("origin", .string(point.origin.description)),
        ])
      } ?? .null
    return .object([
      .init("name", .string(named.name)),
      .init("operating_point", point),
      .init("criterion", results.criterion.map { .string($0.description) } ?? .null),
      .init("non_response_policy", .string(results.options.nonResponsePolicy.rawValue)),
      .init("confidence_level", .shown(results.options.confidenceLevel)),
      .init("bootstrap", results.bootstrap.map { bootstrap($0) } ?? .null),
      .init(
        "species_absent_from_dev",
        .array(results.speciesAbsentFromDev.map { .string($0.name) })),
      .init("warnings", .array(results.warnings.map { .string($0.description) })),
      .init(
        "metrics",
        .array(MetricRows.rows(results, detector: named.name).map(\.json))),
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
}
