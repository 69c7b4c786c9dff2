import Comparison
import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Comparisons as JSON, full precision; what is undefined is `null`.
enum ComparisonJSON {
  static func text(_ report: ComparisonReport) -> String {
    let options = report.groups.first?.options ?? ComparisonOptions()
    let value: JSONValue = .object([
      .init("format", "padbench-comparison/1"),
      .init("synthetic", .bool(report.isSynthetic)),
      .init("non_response_policy", .string(options.nonResponsePolicy.rawValue)),
      .init("confidence_level", .shown(options.confidenceLevel)),
      .init("replicates", .integer(options.replicates)),
      .init("seed", .string(String(options.seed))),
      .init("holm_family", .integer(report.groups.first?.familySize ?? 0)),
      .init("diagnostics", .array(report.diagnostics.map { .string($0.description) })),
      .init("comparisons", .array(report.pairs.map { object($0.baseline, $0.comparison) })),
    ])
    return value.visibleReportText
  }

  private static func object(
    _ baseline: String, _ comparison: PairwiseComparison
  ) -> JSONValue {
    .object([
      .init("baseline", .string(baseline)),
      .init("candidate", .string(comparison.candidate)),
      .init("pairs", .integer(comparison.pairs)),
      .init("same_evidence", .bool(comparison.isSameEvidence)),
      .init("points", .array(comparison.points.map { point($0) })),
      .init("areas", .array(comparison.areas.map { area($0) })),
      .init(
        "missing",
        .array(
          comparison.missing.map { missing in
            .object([
              .init("presentation", .string(missing.id)),
              .init("species", species(missing.species)),
              .init("absent_from", .string(missing.absentFrom.rawValue)),
            ])
          })),
      .init("warnings", .array(comparison.warnings.map { .string($0.description) })),
    ])
  }

  private static func species(_ species: PAISpecies?) -> JSONValue {
    species.map { .string($0.name) } ?? .null
  }

  private static func point(_ point: OperatingPointComparison) -> JSONValue {
    func threshold(_ point: OperatingPoint) -> JSONValue {
      .object([
        .init("threshold", .shown(point.threshold)),
        .init("origin", .string(point.origin.description)),
      ])
    }
    return .object([
      .init("point", .string(point.kind.description)),
      .init("baseline", threshold(point.baseline)),
      .init("candidate", threshold(point.candidate)),
      .init("classes", .array(point.classes.map { result($0) })),
      .init("flips", .array(point.flips.map { flip($0) })),
    ])
  }

  private static func result(_ result: ClassComparison) -> JSONValue {
    func rate(_ rate: Rate, _ silent: Int) -> JSONValue {
      .object([
        .init("errors", .integer(rate.errors)),
        .init("trials", .integer(rate.trials)),
        .init("value", .shown(rate.value)),
        .init("no_response", .integer(silent)),
      ])
    }
    return .object([
      .init("rate", .string(result.species == nil ? "bpcer" : "apcer")),
      .init("species", species(result.species)),
      .init("baseline", rate(result.baseline, result.baselineNonResponses)),
      .init("candidate", rate(result.candidate, result.candidateNonResponses)),
      .init("newly_wrong", .integer(result.counts.onlyCandidate)),
      .init("repaired", .integer(result.counts.onlyBaseline)),
      .init("clusters", .integer(result.counts.clusters.count)),
      .init("difference", .shown(result.difference)),
      .init("lower", .shown(result.interval?.lower)),
      .init("upper", .shown(result.interval?.upper)),
      .init("method", result.interval.map { .string($0.method.description) } ?? .null),
      .init("p", .shown(result.exactP)),
      .init("p_mid", .shown(result.midP)),
      .init("p_holm", .shown(result.adjustedP)),
    ])
  }

  private static func flip(_ flip: Flip) -> JSONValue {
    func answer(_ outcome: Outcome) -> JSONValue {
      switch outcome {
      case .score(let score): .object([.init("score", .shown(score))])
      case .nonResponse(let reason): .object([.init("no_response", .string(reason.rawValue))])
      }
    }
    return .object([
      .init("flip", .string(flip.kind.description)),
      .init("presentation", .string(flip.id)),
      .init("species", species(flip.species)),
      .init("baseline", answer(flip.baseline)),
      .init("candidate", answer(flip.candidate)),
    ])
  }

  private static func area(_ area: AreaComparison) -> JSONValue {
    .object([
      .init("species", species(area.species)),
      .init("baseline", .shown(area.areas.second)),
      .init("candidate", .shown(area.areas.first)),
      .init("difference", .shown(area.difference)),
      .init("z", .shown(area.areas.z)),
      .init("p", .shown(area.areas.p)),
      .init("p_holm", .shown(area.adjustedP)),
    ])
  }
}
