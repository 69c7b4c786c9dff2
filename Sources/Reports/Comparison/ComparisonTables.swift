import Comparison
import PADVocabulary
import Statistics

/// The tables of one comparison.
struct ComparisonTables {
  let comparison: PairwiseComparison
  let level: Double
  let figures: Figures

  /// The classes at one pair of thresholds, those that got worse first.
  func classes(_ point: OperatingPointComparison) -> DataTable {
    let showsSilence = point.classes.contains {
      $0.baselineNonResponses + $0.candidateNonResponses > 0
    }
    var table = DataTable(
      [
        .text("rate"), .figure("baseline"), .figure("candidate"),
        .figure("difference in points, \(figures.level(level))"),
        .figure("newly wrong / repaired"), .figure("p"), .figure("p (Holm)"),
      ] + (showsSilence ? [.figure("no response")] : []) + [.text("finding")])
    for result in point.byConcern {
      let finding = ClassFinding(result, level: level)
      table.row(
        [
          result.rateName, figures.short(result.baseline) ?? "undefined",
          figures.short(result.candidate) ?? "undefined",
          figures.points(result.difference)
            + (result.interval.map { " [\(figures.points($0))]" } ?? ""),
          "\(result.counts.onlyCandidate) / \(result.counts.onlyBaseline)",
          Figures.p(result.exactP), Figures.p(result.adjustedP),
        ]
          + (showsSilence
            ? ["\(result.baselineNonResponses) → \(result.candidateNonResponses)"] : [])
          + [finding.word],
        isStrong: finding == .worse || finding == .worseOrChance)
    }
    return table
  }

  /// The areas under the ROC curves.
  func areas() -> DataTable {
    var table = DataTable([
      .text("AUC against"), .figure("baseline"), .figure("candidate"), .figure("difference"),
      .figure("p (DeLong)"), .figure("p (Holm)"),
    ])
    for area in comparison.areas {
      let difference = figures.area(area.difference)
      table.row([
        area.species?.name ?? "all attacks", figures.area(area.areas.second),
        figures.area(area.areas.first), area.difference > 0 ? "+" + difference : difference,
        area.areas.p.map(Figures.p) ?? "undefined", area.adjustedP.map(Figures.p) ?? "",
      ])
    }
    return table
  }

  /// The first flips of a point.
  func flips(_ point: OperatingPointComparison, limit: Int) -> DataTable {
    var table = DataTable([
      .text("flip"), .text("presentation"), .text("species"), .figure("baseline's score"),
      .figure("candidate's score"),
    ])
    for flip in point.flips.prefix(limit) {
      table.row(
        [
          flip.kind.description, flip.id, flip.species?.name ?? "bona fide",
          Self.answer(flip.baseline), Self.answer(flip.candidate),
        ], isStrong: flip.kind == .newlyAcceptedAttack)
    }
    return table
  }

  /// What a list of flips leaves out; empty when it leaves out nothing.
  static func omitted(_ point: OperatingPointComparison, limit: Int) -> String {
    let more = point.flips.count - limit
    return more > 0 ? "\(more) more flips are in the csv and json formats" : ""
  }

  /// The comparisons with baselines side by side, for many candidates.
  static func overview(_ report: ComparisonReport, _ figures: Figures) -> DataTable {
    var table = DataTable([
      .text("candidate"), .text("baseline"), .text("what changed most"),
      .figure("newly accepted attacks"), .figure("newly rejected bona fide"),
    ])
    for (baseline, comparison) in report.pairs {
      let headline = ComparisonHeadline(
        baseline: baseline, comparison: comparison, level: report.level, figures: figures)
      let point = comparison.points.first
      table.row([
        comparison.candidate, baseline, headline.brief,
        point.map { String($0.count(of: .newlyAcceptedAttack)) } ?? "",
        point.map { String($0.count(of: .newlyRejectedBonaFide)) } ?? "",
      ])
    }
    return table
  }

  /// A score in few digits, or why there is none.
  private static func answer(_ outcome: Outcome) -> String {
    switch outcome {
    case .score(let score): Figures.brief(score)
    case .nonResponse(let reason): "no response (\(reason))"
    }
  }
}
