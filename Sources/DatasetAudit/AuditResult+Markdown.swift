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
      "\n\(presentationCount) presentations, \(readableCount) readable. \(verdict)\n"
    page +=
      countsSection + findingsSection + shortcutsSection + suspectsSection
      + "\n" + AuditText.balanceSection(balance)
    return page
  }

  /// What to think of it all, in one sentence or two.
  private var verdict: String {
    let total = counts.reduce(0) { $0 + $1.count }
    if total == 0 { return "Nothing was found." }
    if errorCount == 0 {
      return "No errors among \(total) findings: nothing here rules results out; warnings want a "
        + "look, notes are for information."
    }
    return "\(errorCount) of \(total) findings are errors: results on this dataset mean little "
      + "before they are put right."
  }

  private var countsSection: String {
    let clean = AuditFinding.Kind.allCases.filter { kind in
      !counts.contains { $0.kind == kind }
    }
    var text = "\n## Findings\n\n"
    if !counts.isEmpty {
      text += AuditText.table(
        ["kind", "count"], figures: [1], counts.map { [$0.kind.rawValue, "\($0.count)"] })
    }
    if !clean.isEmpty {
      text +=
        (counts.isEmpty ? "" : "\n")
        + "Looked for and not found: \(clean.map(\.rawValue).joined(separator: ", ")).\n"
    }
    return text
  }

  private var findingsSection: String {
    var text = ""
    for (kind, count) in counts {
      let listed = findings.filter { $0.kind == kind }.prefix(Self.mostListed)
      text += "\n### \(kind.rawValue)\n\n\(kind.meaning)\n\n"
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

      The twentieth of the presentations that look most like the other label, by texture and \
      by the colours of the face and around it; each species is compared with the bona fide ones. \
      A ranking, no verdict: hard attacks and poor pictures are here too. Suspicion is the \
      evidence for the other label (the natural logarithm of a ratio of likelihoods; above 0, \
      more for it than against); from 4 on, where nearly all \
      neighbours disagree too, a presentation is named as a finding.


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
