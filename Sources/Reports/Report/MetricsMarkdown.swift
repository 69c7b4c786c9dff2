import ErrorRates
import PADVocabulary

/// The main tables of results for a pull request.
enum MetricsMarkdown {
  static func text(
    _ sets: [NamedResults], _ figures: Figures, isSynthetic: Bool, folds: FoldTables? = nil
  ) -> String {
    var document = MarkdownDocument(banner: isSynthetic ? Markdown(data: Banner.text) : "")
    if let folds {
      document.table(folds.markdown(), caption: "Over \(folds.summary.folds.count) folds, on test")
      document.paragraph("*\(FoldTables.caution)*")
    }
    if sets.count > 1 {
      document.table(
        NamedResults.comparison(sets, figures),
        caption: folds == nil ? "All detectors, on test" : "All folds, on test")
    }
    for named in sets {
      let tables = ResultTables(results: named.results, figures: figures)
      document.heading(3, "\(named.name)")
      document.paragraph(Headline(named, figures).text)
      document.diagnostics(named.results.warnings)
      document.table(tables.errors(), caption: "Errors of \(named.name) at the operating point")
      document.table(tables.others(), caption: "Other figures of \(named.name)")
      if let note = named.results.bootstrap?.note { document.paragraph("\(note)") }
      if let table = tables.potentials() {
        document.table(table, caption: "APCER of \(named.name) by attack potential")
      }
      if let table = tables.further() {
        document.table(
          table, caption: "Figures of \(named.name) as papers and other tools print them")
      }
    }
    return document.source
  }
}
