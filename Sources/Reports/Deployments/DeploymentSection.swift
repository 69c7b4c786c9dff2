import ErrorRates
import PADVocabulary
import ReleaseGate

extension MarkdownDocument {
  /// Adds how to read it, a table over all deployments, and a part for each.
  ///
  /// - Parameter level: of the headings that name deployments: 2 on a page of their own, 3 within a
  ///   section.
  mutating func addDeployments(
    _ findings: [DeploymentFinding], _ figures: Figures, level: Int = 2
  ) {
    guard !findings.isEmpty else { return }
    paragraph("\(DeploymentWords.reading)")
    list(DeploymentWords.thresholds(findings, figures))
    table(
      DeploymentTables.overview(findings, figures),
      caption: "Share of attackers who get in as somebody else, with the worst they can bring")
    let isOneMatcher = Set(findings.map(\.matcher)).count == 1
    for finding in findings { add(finding, figures, level, namesMatcher: !isOneMatcher) }
  }

  private mutating func add(
    _ finding: DeploymentFinding, _ figures: Figures, _ level: Int, namesMatcher: Bool
  ) {
    let words = DeploymentWords(finding, figures)
    let title: Markdown = "\(finding.deployment.title)"
    heading(level, namesMatcher ? title + ", \(finding.matcher)" : title)
    paragraph(words.place)
    list(words.conditions)
    warning(words.warnings)
    for system in finding.systems {
      paragraph("**" + words.heading(system) + "**")
      list(words.sentences(system))
    }
    let species = DeploymentTables.species(finding, figures)
    if !species.rows.isEmpty {
      table(
        species,
        caption: "\(finding.deployment.title): attackers let in (IAPAR) by what they brought")
    }
    let factors = DeploymentTables.factors(finding, figures)
    if !factors.rows.isEmpty {
      table(
        factors,
        caption: """
          \(finding.deployment.title), what if: attackers let in, were another factor asked for \
          that is independent of the face; assumed, not measured
          """)
    }
  }
}
