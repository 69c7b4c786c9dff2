import PADVocabulary
import ReleaseGate

/// A verdict for a terminal.
enum VerdictText {
  static func text(_ report: VerdictReport, _ figures: Figures) -> String {
    let words = VerdictWords(report, figures)
    var text = "\(words.word): \(words.sentence)".printable + "\n"
    if report.isSynthetic { text += "\(Banner.text)\n" }
    text += list("why it cannot be judged", report.faults.map(\.withoutSeverity))
    text += list("broken", words.lines(.fail).map(\.clause))
    text += list(
      "missing", words.needs.map { "\($0.text) (\($0.rules.joined(separator: ", ")))" })
    text += list("not settled by more presentations", words.unsettled.map(\.clause))
    text += list(
      "waived",
      (report.verdict?.usedWaivers ?? []).map { waiver in
        "\(waiver.rule)\(waiver.species.map { " of \($0.name)" } ?? "") until \(waiver.expires): "
          + waiver.reason
      })
    text += list(
      "to be read with it",
      report.warnings.filter { $0.severity != .error }.map(\.withoutSeverity))
    if !words.lines.isEmpty { text += "\n" + VerdictTables.findings(words.lines).text() }
    text += list("not judged by this policy", report.verdict?.policy.notJudged ?? [])
    var table = TextTable(rightAligned: [false, false])
    for entry in words.provenance { table.row([entry.name, entry.value]) }
    text += "\n" + table.text(indent: "  ")
    text += "\n" + VerdictWords.scope + "\n"
    return text
  }

  private static func list(_ title: String, _ items: [String]) -> String {
    if items.isEmpty { return "" }
    return "\n\(title)\n" + items.map { "  - \($0.printable)\n" }.joined()
  }
}
