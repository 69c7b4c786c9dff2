import ErrorRates
import PADVocabulary

/// The main tables of results for a pull request.
enum MetricsMarkdown {
  static func text(
    _ sets: [NamedResults], _ figures: Figures, isSynthetic: Bool
  ) -> String {
    var document = MarkdownDocument(banner: isSynthetic ? Markdown(data: Banner.text) : "")
    if sets.count > 1 {
      document.table(
        NamedResults.comparison(sets, figures), caption: "All detectors, on test")
    }
    for named in sets {
      let tables = ResultTables(results: named.results, figures: figures)
      document.heading(3, "\(named.name)")
      document.paragraph(Headline(named, figures).text)
      document.diagnostics(named.results.warnings)
      document.table(tables.errors(), caption: "Errors of \(named.name) at the operating point")
      document.table(tables.others(), caption: "Other figures of \(named.name)")
    }
    return document.source
  }
}
