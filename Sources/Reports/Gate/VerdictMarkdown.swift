import PADVocabulary
import ReleaseGate

/// A verdict for a pull request: the sentence, what is broken or missing, the table, the rest folded.
enum VerdictMarkdown {
  static func text(_ report: VerdictReport, _ figures: Figures) -> String {
    let words = VerdictWords(report, figures)
    var document = MarkdownDocument(
      banner: report.isSynthetic ? Markdown(data: Banner.text) : "")
    document.marker("padbench verdict")
    document.heading(3, "\(words.word)")
    document.paragraph("\(words.sentence).")
    document.list(
      report.faults.map { "**Cannot be judged:** \($0.withoutSeverity)" }
        + words.lines(.fail).map { "**Broken:** \($0.clause)" }
        + words.needs.map { "**Missing:** \($0.text) (\($0.rules.joined(separator: ", ")))" }
        + words.unsettled.map {
          "**Not settled by more presentations:** \($0.clause)"
        })
    document.warning(
      report.warnings.filter { $0.severity == .warning }.map { "\($0.withoutSeverity)" })
    if !words.lines.isEmpty {
      document.table(VerdictTables.findings(words.lines).markdown, caption: "What was found")
    }
    addRest(report, words, to: &document)
    return document.source
  }

  private static func addRest(
    _ report: VerdictReport, _ words: VerdictWords, to document: inout MarkdownDocument
  ) {
    document.beginDetails("Policy, evidence and what is not judged")
    document.list(words.provenance.map { "\($0.name): \($0.value)" })
    document.list(
      report.warnings.filter { $0.severity == .note }.map { "Note: \($0.withoutSeverity)" })
    document.list((report.verdict?.policy.notJudged ?? []).map { "Not judged: \($0)" })
    document.paragraph("\(VerdictWords.scope)")
    document.endDetails()
  }
}
