import ErrorRates
public import PADVocabulary
public import ReleaseGate

/// What matchers and detectors mean at places where they would be used, for somebody who must decide
/// whether they may.
public struct DeploymentReport: Sendable {
  /// What was found, in the order in which it is shown.
  public var findings: [DeploymentFinding]
  /// Whether no person is in the presentations.
  public var isSynthetic: Bool

  /// Makes a report.
  public init(_ findings: [DeploymentFinding], isSynthetic: Bool) {
    self.findings = findings
    self.isSynthetic = isSynthetic
  }

  /// The report as Markdown; ends with a line break, holds no time and no path.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10.
  public func markdown(decimals: Int = 2) -> String { document(decimals).source }

  /// The report as one page of HTML that loads nothing.
  public func page(decimals: Int = 2) -> String {
    let body = DocumentBody(document(decimals))
    return HTMLPage(
      title: Self.title + (isSynthetic ? " — SYNTHETIC DATA" : ""),
      banner: isSynthetic ? "**Synthetic data**: proves plumbing, not error rates." : "",
      sections: body.sections, body: body.html
    ).text
  }

  /// Every figure with full precision, one per line.
  public var csv: [UInt8] { DeploymentCSV.bytes(findings) }

  /// Writes `deployments.md`, `deployments.html` and `deployments.csv` into a folder.
  ///
  /// - Throws: `FileFault` when a file cannot be written.
  public func write(to folder: String, decimals: Int = 2) throws(FileFault) {
    var writer = FolderWriter(folder: folder)
    try writer.makeFolder()
    try write(with: &writer, decimals: decimals)
  }

  /// Writes the same among the files of a run.
  func write(with writer: inout FolderWriter, decimals: Int) throws(FileFault) {
    try writer.write(csv, to: "deployments.csv")
    try writer.write(Array(page(decimals: decimals).utf8), to: "deployments.html")
    try writer.write(Array(markdown(decimals: decimals).utf8), to: "deployments.md")
  }

  private static let title = "Where this would be used"

  private func document(_ decimals: Int) -> MarkdownDocument {
    var document = MarkdownDocument(banner: isSynthetic ? Markdown(data: Banner.text) : "")
    document.heading(1, Markdown(data: Self.title) + (isSynthetic ? " — SYNTHETIC DATA" : ""))
    if isSynthetic {
      document.warning([
        """
        **Synthetic data: proves plumbing, not error rates.** No figure below says who would get in \
        at a real place.
        """
      ])
    }
    document.addDeployments(findings, Figures(decimals: min(max(decimals, 0), 10)))
    return document
  }
}
