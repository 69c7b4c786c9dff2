extension ReportContent {
  /// What it means where a system stands: the table over all places, and where the rest is.
  mutating func addDeployments() {
    guard !report.deployments.isEmpty else { return }
    document.heading(2, "Where this would be used")
    document.paragraph("\(DeploymentWords.reading)")
    document.list(DeploymentWords.thresholds(report.deployments, figures))
    document.table(
      DeploymentTables.overview(report.deployments, figures),
      caption: "Share of attackers who get in as somebody else, with the worst they can bring")
    document.paragraph(
      "`deployments.html` (also `.md` and `.csv`) says it place by place, and what a further factor "
        + "would change.")
  }
}
