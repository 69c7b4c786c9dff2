/// Renders a run's report as one page of HTML that loads nothing.
///
/// It reads without a script and without gnuplot: its pictures are drawn within it. Equal reports
/// give equal texts, the section of timing apart.
public enum ReportPage {
  /// Renders a report; the context is that of the Markdown.
  public static func render(
    _ report: RunReport, context: ReportMarkdown.Context = ReportMarkdown.Context()
  ) -> String {
    render(ReportContent(report, context))
  }

  static func render(_ content: ReportContent) -> String {
    let report = content.report
    let body = DocumentBody(content.document)
    return HTMLPage(
      title: report.title + (report.dataset.isSynthetic ? " — SYNTHETIC DATA" : ""),
      banner: report.dataset.isSynthetic
        ? "**Synthetic data**: proves plumbing, not error rates." : "",
      sections: body.sections, body: body.html
    ).text
  }
}
