import ErrorRates
import PADVocabulary

/// What a run's report says, block by block: written as Markdown or as a page.
struct ReportContent {
  let report: RunReport
  let context: ReportMarkdown.Context
  let figures: Figures
  var document: MarkdownDocument

  /// What is repeated with every table and picture of synthetic data; else empty.
  var banner: Markdown { report.dataset.isSynthetic ? Markdown(data: Banner.text) : "" }

  init(_ report: RunReport, _ context: ReportMarkdown.Context) {
    self.report = report
    self.context = context
    figures = Figures(decimals: min(max(context.decimals, 0), 10))
    document = MarkdownDocument(
      banner: report.dataset.isSynthetic ? Markdown(data: Banner.text) : "")
    addTitle()
    addSummary()
    for index in report.subsystems.indices { addSubsystem(index) }
    for index in report.systems.indices { addSystem(index) }
    addDeployments()
    addNonResponses()
    addDataset()
    addChecklist()
    addAccounting()
    addProvenance()
    addReading()
    addTiming()
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
    addSystemHeadlines()
    document.drawing(SummaryCards(named, figures).html)
    let imbalances = report.imbalances()
    document.warning(imbalances.map { "**This report does not add up.** \($0.description)" })
    if named.count > 1 {
      document.table(
        report.comparison(figures),
        caption: "All detectors on test: errors/trials = rate [\(intervalNote)]")
      let plot = Pictures(report, components: context.components, decimals: context.decimals)
        .comparisonPlot()
      document.drawing(plot?.drawing(banner: banner).alone.html)
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
