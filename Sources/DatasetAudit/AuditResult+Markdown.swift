import PADVocabulary
import StructuredText

extension AuditResult {
  /// How many findings of a kind, and how many suspects, a page lists; the CSV lists more.
  private static let mostListed = 50

  /// The audit as a page of Markdown.
  public var markdown: String {
    var page = "# Audit of \(CellText.markdown(dataset)), version \(CellText.markdown(version))\n"
    if isSynthetic { page += "\nSynthetic: no person is in this dataset.\n" }
    page +=
      "\n\(presentationCount) presentations, \(readableCount) readable, "
      + "\(errorCount) errors among the findings.\n"
    page +=
      countsSection + findingsSection + shortcutsSection + suspectsSection
      + "\n" + AuditText.balanceSection(balance)
    return page
  }

  private var countsSection: String {
    if counts.isEmpty { return "\nNothing was found.\n" }
    return "\n## Findings\n\n"
      + AuditText.table(
        ["kind", "count"], figures: [1], counts.map { [$0.kind.rawValue, "\($0.count)"] })
  }

  private var findingsSection: String {
    var text = ""
    for (kind, count) in counts {
      let listed = findings.filter { $0.kind == kind }.prefix(Self.mostListed)
      text += "\n### \(kind.rawValue)\n\n"
      text += AuditText.table(
        ["", "presentations", "what", "what to do"], figures: [],
        listed.map { finding in
          [
            finding.severity.rawValue, finding.presentations.joined(separator: ", "),
            finding.message, finding.remedy,
          ]
        })
      if count > listed.count { text += "\n\(count - listed.count) more are in the CSV file.\n" }
    }
    return text
  }

  private var shortcutsSection: String {
    if shortcuts.isEmpty { return "" }
    return """

      ## Shortcuts

      How well each figure alone tells attacks from bona fide presentations of other persons: 0.5 is \
      chance, 1 a label that can be had without a face. A warning is given where the whole 95 % \
      interval is above 0.7, a note where only the area is.


      """
        + AuditText.table(
          ["figure", "AUC", "95 % interval"], figures: [1, 2],
          shortcuts.map { shortcut in
            let area = shortcut.area
            let numbers = [area.value, area.lower, area.upper].map {
              NumberText.fixed($0, decimals: 3)
            }
            return [shortcut.name, numbers[0], numbers[1] + "–" + numbers[2]]
          })
  }

  private var suspectsSection: String {
    if suspects.isEmpty { return "" }
    return """

      ## Labels to look at

      The presentations that lie deepest among those of the other label, by the texture of the \
      picture. A ranking, no verdict: hard attacks and poor pictures are here too.


      """
        + AuditText.table(
          ["presentation", "label", "suspicion", "neighbours that disagree", "flagged"],
          figures: [2, 3],
          suspects.prefix(Self.mostListed).map { suspect in
            [
              suspect.presentation, suspect.label.rawValue,
              NumberText.fixed(suspect.suspicion, decimals: 2),
              AuditText.percent(suspect.disagreement), suspect.isFlagged ? "yes" : "",
            ]
          })
  }
}
