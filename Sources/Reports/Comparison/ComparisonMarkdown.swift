import Comparison
import PADVocabulary

/// Comparisons for a pull request: the change first, the rest folded.
enum ComparisonMarkdown {
  static func text(_ report: ComparisonReport, _ figures: Figures) -> String {
    var document = MarkdownDocument(
      banner: report.isSynthetic ? Markdown(data: Banner.text) : "")
    document.marker("padbench comparison")
    document.diagnostics(report.diagnostics)
    let pairs = report.pairs
    if pairs.count > 1 {
      document.table(
        ComparisonTables.overview(report, figures).markdown, caption: "All comparisons")
    }
    for (baseline, comparison) in pairs {
      add(comparison, against: baseline, report, figures, to: &document)
    }
    if let group = report.groups.first {
      document.paragraph("\(ComparisonNotes.text(group, figures))")
    }
    return document.source
  }

  private static func add(
    _ comparison: PairwiseComparison, against baseline: String, _ report: ComparisonReport,
    _ figures: Figures, to document: inout MarkdownDocument
  ) {
    let headline = ComparisonHeadline(
      baseline: baseline, comparison: comparison, level: report.level, figures: figures)
    document.heading(3, "\(comparison.candidate) against \(baseline)")
    document.paragraph("**\(headline.sentence)**")
    document.warning(
      comparison.warnings.filter { $0.severity != .note }.map { "\($0.withoutSeverity)" })
    let tables = ComparisonTables(
      comparison: comparison, level: report.level, figures: figures)
    if !comparison.isSameEvidence, let first = comparison.points.first {
      add(first, tables, to: &document)
      addFlips(of: first, tables, limit: report.flipLimit, to: &document)
    }
    addRest(comparison, tables, to: &document)
  }

  private static func add(
    _ point: OperatingPointComparison, _ tables: ComparisonTables,
    to document: inout MarkdownDocument
  ) {
    document.table(
      tables.classes(point).markdown,
      caption: "At \(point.kind.phrase): \(point.thresholds); \(point.flipCounts)")
  }

  private static func addFlips(
    of point: OperatingPointComparison, _ tables: ComparisonTables, limit: Int,
    to document: inout MarkdownDocument
  ) {
    guard !point.flips.isEmpty, limit > 0 else { return }
    let isLong = point.flips.count > 5 && limit > 5
    if isLong { document.beginDetails("Presentations that flipped") }
    document.table(
      tables.flips(point, limit: limit).markdown, caption: "Presentations that flipped")
    let omitted = ComparisonTables.omitted(point, limit: limit)
    if !omitted.isEmpty { document.paragraph("\(omitted)") }
    if isLong { document.endDetails() }
  }

  /// What a reviewer opens on doubt: matched thresholds, areas, notes.
  private static func addRest(
    _ comparison: PairwiseComparison, _ tables: ComparisonTables,
    to document: inout MarkdownDocument
  ) {
    let notes = comparison.warnings.filter { $0.severity == .note }
    let points = comparison.isSameEvidence ? [] : comparison.points.dropFirst()
    let hasAreas = !comparison.areas.isEmpty && !comparison.isSameEvidence
    guard !points.isEmpty || hasAreas || !notes.isEmpty else { return }
    document.beginDetails("Matched thresholds, areas under the curve and notes")
    for point in points where !point.flips.isEmpty { add(point, tables, to: &document) }
    document.list(
      points.filter(\.flips.isEmpty).map {
        "At \($0.kind.phrase): \($0.thresholds); \($0.flipCounts)"
      })
    if hasAreas {
      document.table(
        tables.areas().markdown, caption: "Areas under the ROC curves, compared by DeLong's test")
    }
    document.list(notes.map { "Note: \($0.withoutSeverity)" })
    document.endDetails()
  }
}
