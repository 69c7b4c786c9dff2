import Comparison
import PADVocabulary

/// Comparisons for a terminal.
enum ComparisonText {
  static func text(_ report: ComparisonReport, _ figures: Figures) -> String {
    var text = report.isSynthetic ? "\(Banner.text)\n\n" : ""
    for diagnostic in report.diagnostics { text += "\(diagnostic.description.printable)\n" }
    if !report.diagnostics.isEmpty { text += "\n" }
    let pairs = report.pairs
    if pairs.count > 1 { text += ComparisonTables.overview(report, figures).text() + "\n" }
    text += pairs.map { block($0.baseline, $0.comparison, report, figures) }
      .joined(separator: "\n")
    if let group = report.groups.first { text += "\n\(ComparisonNotes.text(group, figures))\n" }
    return text
  }

  private static func block(
    _ baseline: String, _ comparison: PairwiseComparison, _ report: ComparisonReport,
    _ figures: Figures
  ) -> String {
    let headline = ComparisonHeadline(
      baseline: baseline, comparison: comparison, level: report.level, figures: figures)
    var text =
      "\(comparison.candidate.printable) against \(baseline.printable), the baseline, on "
      + "\(Figures.count(comparison.pairs, "presentation"))\n"
    text += "  \(headline.sentence.printable)\n"
    let tables = ComparisonTables(
      comparison: comparison, level: report.level, figures: figures)
    for point in comparison.isSameEvidence ? [] : comparison.points {
      text += "\n  " + "at \(point.kind.phrase): \(point.thresholds)".printable + "\n"
      let isFirst = point.kind == comparison.points.first?.kind
      // Two tables of nothing hide the one that says something.
      if isFirst || !point.flips.isEmpty { text += tables.classes(point).text(indent: "    ") }
      text += "    \(point.flipCounts)\n"
      if isFirst, !point.flips.isEmpty, report.flipLimit > 0 {
        text += "\n" + tables.flips(point, limit: report.flipLimit).text(indent: "    ")
        let omitted = ComparisonTables.omitted(point, limit: report.flipLimit)
        if !omitted.isEmpty { text += "    \(omitted)\n" }
      }
    }
    if !comparison.areas.isEmpty, !comparison.isSameEvidence {
      text += "\n" + tables.areas().text()
    }
    if !comparison.warnings.isEmpty { text += "\n" }
    for warning in comparison.warnings { text += "  \(warning.description.printable)\n" }
    return text
  }
}

/// How figures of comparisons were computed, in one sentence for all formats that people read.
enum ComparisonNotes {
  static func text(_ results: ComparisonResults, _ figures: Figures) -> String {
    let options = results.options
    let family =
      results.familySize > 0
      ? " over \(Figures.count(results.familySize, "test")) at the own thresholds" : ""
    return
      "Difference: candidate minus baseline on the same presentations, above 0 is worse. Intervals: "
      + "Tango's, or where presentations share clusters a paired bootstrap of whole clusters "
      + "(\(options.replicates) replicates, seed \(options.seed)). p: McNemar exact, and after "
      + "Holm's correction\(family). Presentations without a score: \(options.nonResponsePolicy), "
      + "\(options.nonResponsePolicy.phrase)."
  }
}
