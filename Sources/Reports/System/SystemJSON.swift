import ErrorRates
import PADVocabulary
import StructuredText

/// The long form of what whole systems did, as JSON; what is undefined is `null` with its reason in
/// `note`, and infinite thresholds are the texts `inf` and `-inf`.
enum SystemJSON {
  static func text(_ systems: [SystemReport], isSynthetic: Bool) -> String {
    let value: JSONValue = .object([
      .init("format", .string("padbench-systems-1")),
      .init("synthetic", .bool(isSynthetic)),
      .init("matchers", .array(systems.map { object($0) })),
    ])
    return value.reportText
  }

  private static func object(_ report: SystemReport) -> JSONValue {
    let results = report.results
    return .object([
      .init("name", .string(report.name)),
      .init("version", .string(report.version)),
      .init("kind", .string(report.kind)),
      .init("digest", .string(report.digest)),
      .init("criterion", .string(results.criterion.description)),
      .init("operating_point", point(results.operatingPoint)),
      .init("references", .integer(results.references)),
      .init("confidence_level", .shown(results.options.confidenceLevel)),
      .init("warnings", .array(results.warnings.map { .string($0.description) })),
      .init("comparisons", .array(SystemRows.comparisons(results).map(\.json))),
      .init("systems", .array(results.designs.map { object($0, report) })),
      .init("factors", .array(report.factors.map { factor($0) })),
    ])
  }

  private static func object(_ design: SystemDesign, _ report: SystemReport) -> JSONValue {
    let detector = design.detector
    return .object([
      .init("name", .string(design.name)),
      .init("design", .string(word(design.figures.design))),
      .init("detector", detector.map { .string($0.name) } ?? .null),
      .init("detector_needs", .array((detector?.needs ?? []).map { .string($0) })),
      .init("detector_operating_point", point(detector?.operatingPoint)),
      .init(
        "fusion",
        design.figures.design == .fusion ? detector?.fusionModel.map { model($0) } ?? .null : .null),
      .init("metrics", .array(SystemRows.rows(of: design, report).map(\.json))),
    ])
  }

  private static func word(_ design: SystemFigures.Design) -> String {
    switch design {
    case .matcherAlone: "matcher-alone"
    case .serial: "serial"
    case .fusion: "fusion"
    }
  }

  private static func point(_ point: OperatingPoint?) -> JSONValue {
    point.map { point in
      .object([
        .init("threshold", .shown(point.threshold)),
        .init("origin", .string(point.origin.description)),
      ])
    } ?? .null
  }

  private static func model(_ model: ScoreFusion) -> JSONValue {
    func term(_ term: ScoreFusion.Term) -> JSONValue {
      .object([
        .init("mean", .shown(term.mean)), .init("deviation", .shown(term.deviation)),
        .init("weight", .shown(term.weight)),
      ])
    }
    return .object([
      .init("pad", term(model.pad)), .init("match", term(model.match)),
      .init("bias", .shown(model.bias)), .init("threshold", .shown(model.threshold)),
    ])
  }

  private static func factor(_ factor: AdditionalFactor) -> JSONValue {
    .object([
      .init("name", .string(factor.name)),
      .init("compromise_probability", .shown(factor.compromiseProbability)),
    ])
  }
}
