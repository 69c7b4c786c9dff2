import ErrorRates
import PADVocabulary

/// Renders a run's report for a person who must decide something.
public struct ReportMarkdown {
  /// What a rendering needs beyond the report: how figures are written, and which pictures exist.
  public struct Context: Sendable {
    /// Digits after the point of percentages, held within 0…10.
    public var decimals: Int
    /// The pictures that were drawn, per position of the subsystem.
    var pictures: PictureIndex
    /// The name of each subsystem in paths.
    var components: [String]

    /// A rendering without pictures.
    public init(decimals: Int = 2) {
      self.decimals = decimals
      pictures = PictureIndex()
      components = []
    }
  }

  let report: RunReport
  let context: Context
  let figures: Figures
  var document: MarkdownDocument

  /// Renders a report; equal reports give equal texts, the section of timing apart.
  public static func render(_ report: RunReport, context: Context = Context()) -> String {
    var renderer = ReportMarkdown(report, context)
    renderer.addTitle()
    renderer.addSummary()
    for index in report.subsystems.indices { renderer.addSubsystem(index) }
    renderer.addNonResponses()
    renderer.addDataset()
    renderer.addAccounting()
    renderer.addProvenance()
    renderer.addReading()
    renderer.addTiming()
    return renderer.document.source
  }

  private init(_ report: RunReport, _ context: Context) {
    self.report = report
    self.context = context
    figures = Figures(decimals: min(max(context.decimals, 0), 10))
    document = MarkdownDocument(
      banner: report.dataset.isSynthetic ? Markdown(data: Banner.text) : "")
  }

  private mutating func addTitle() {
    let isSynthetic = report.dataset.isSynthetic
    document.heading(
      1, isSynthetic ? "\(report.title) — SYNTHETIC DATA" : "\(report.title)")
    if isSynthetic {
      document.warning([
        """
        **Synthetic data: proves plumbing, not error rates.** No figure below says how the \
        detector does with real people and real attacks.
        """
      ])
    }
    let version: Markdown =
      report.dataset.version.isEmpty ? "" : ", version \(report.dataset.version)"
    document.paragraph("Dataset \(report.dataset.name)\(version); \(lock).")
  }

  /// The dataset's lock in one clause.
  var lock: Markdown {
    switch report.dataset.lock {
    case .unlocked: "**unlocked**: nobody can tell whether it is the set of another run"
    case .locked(let digest): "locked, root digest \(digest)"
    }
  }

  private mutating func addSummary() {
    document.heading(2, "Summary")
    let named = report.subsystems.map { NamedResults($0.name, $0.results) }
    if named.isEmpty { document.paragraph("No detector was evaluated.") }
    for item in named { document.paragraph(Headline(item, figures).text) }
    let imbalances = report.imbalances()
    document.warning(imbalances.map { "**This report does not add up.** \($0.description)" })
    if named.count > 1 {
      document.table(
        report.comparison(figures),
        caption: "All detectors on test: errors/trials = rate [\(intervalNote)]")
      if let picture = context.pictures.all {
        document.picture(
          path: picture.path, description: "DET curves of the worst species, all detectors")
      }
    }
    addPictureNote()
  }

  private var intervalNote: Markdown {
    let levels = Set(report.subsystems.map(\.results.options.confidenceLevel)).sorted()
    let texts = levels.map { figures.level($0) }
    let isClustered = report.subsystems.contains { ($0.results.bootstrap?.replicates ?? 0) > 0 }
    let which = isClustered ? ", the wider of exact and over clusters" : ""
    return "\(texts.joined(separator: " or ")) interval\(which)"
  }

  private mutating func addPictureNote() {
    guard let why = context.pictures.missing else { return }
    document.paragraph("*Pictures are missing: \(why).*")
  }
}
