import ErrorRates
import PADVocabulary
import Statistics

extension ReportContent {
  /// Everything about one detector.
  mutating func addSubsystem(_ index: Int) {
    let subsystem = report.subsystems[index]
    let results = subsystem.results
    document.heading(2, "Detector \(subsystem.name)")
    addIdentity(subsystem)
    document.paragraph(operatingPoint(results))
    document.diagnostics(results.warnings)
    let tables = ResultTables(results: results, figures: figures)
    document.table(
      tables.errors(),
      caption: results.operatingPoint == nil
        ? "Errors of \(subsystem.name) on test; without an operating point they are undefined"
        : "Errors of \(subsystem.name) on test at the operating point")
    if let note = maximumNote(results) { document.paragraph(note) }
    if let note = results.bootstrap?.note { document.paragraph("\(note)") }
    document.drawing(drawings(of: subsystem))
    if let table = tables.potentials() {
      document.table(table, caption: "APCER of \(subsystem.name) by attack potential")
    }
    document.table(
      tables.others(),
      caption: "Figures of \(subsystem.name) that need no operating point, and averages")
    document.paragraph("*\(PartitionResult.acerNote).*")
    if let methods = intervalMethods(results) { document.paragraph(methods) }
    if let table = tables.perSpecies() {
      document.table(table, caption: "Each species of \(subsystem.name) by itself")
      if tables.hasUnsupported {
        document.paragraph(
          """
          † Too few trials to support the figure: holding a rate at 1/k needs at least 3k trials \
          (rule of three).
          """)
      }
    }
    if let table = tables.further() {
      document.table(
        table, caption: "Figures of \(subsystem.name) as papers and other tools print them")
    }
    addSlices(subsystem)
    addNonResponseTable(subsystem)
    addOffenders(subsystem)
    addPictures(index, subsystem)
  }

  private mutating func addIdentity(_ subsystem: SubsystemReport) {
    var items: [Markdown] = ["Version \(subsystem.version), kind \(subsystem.kind)"]
    if !subsystem.digest.isEmpty { items.append("Digest \(subsystem.digest)") }
    if !subsystem.preprocessing.isEmpty {
      items.append("Preprocessing: \(subsystem.preprocessing)")
    }
    if !subsystem.training.isEmpty { items.append("Trained on \(subsystem.training)") }
    document.list(items)
  }

  private func operatingPoint(_ results: EvaluationResults) -> Markdown {
    let policy = results.options.nonResponsePolicy
    let counting: Markdown = """
      Non-response policy "\(policy.rawValue)": \(policy.phrase).
      """
    guard let point = results.operatingPoint else {
      return "**No operating point.** Only curves and threshold-free figures are defined. "
        + counting
    }
    var text: Markdown = """
      **Operating point**: threshold \(Figures.exact(point.threshold)), origin \
      \(point.origin.description); a presentation is accepted as bona fide if and only if its \
      score is at least the threshold.
      """
    if let gap = results.gap { text += " " + describe(gap) }
    return text + " " + counting
  }

  private func describe(_ gap: ThresholdGap) -> Markdown {
    let lower = Figures.brief(gap.highestRejected)
    let upper = Figures.brief(gap.lowestAccepted)
    return """
      Where it was chosen, no score lay between \(lower) and \(upper): any threshold in this gap \
      would have done.
      """
  }

  /// Which interval belongs to which figure.
  private func intervalMethods(_ results: EvaluationResults) -> Markdown? {
    let test = results.test
    let used: [(String, ConfidenceInterval?)] = [
      ("APCER", test.species.lazy.compactMap { $0.apcer?.interval }.first),
      ("its maximum", test.species.count > 1 ? test.worst?.apcer.interval : nil),
      ("BPCER", test.bonaFide.bpcer?.interval),
      ("APNRR and BPNRR", test.bonaFide.bpnrr.interval ?? test.species.first?.apnrr.interval),
      ("D-EER", (test.eerWorst ?? test.eer)?.interval),
      ("AUC", test.auc?.interval),
      ("BPCERk and APCERk", test.fixedRates.lazy.compactMap { $0.rate?.interval }.first),
    ]
    let methods = used.compactMap { name, interval in
      interval.map { "\(name): \($0.method.rawValue)" }
    }
    guard !methods.isEmpty else { return nil }
    return "*Interval methods: \(methods.joined(separator: "; ")).*"
  }

  private func maximumNote(_ results: EvaluationResults) -> Markdown? {
    guard results.test.species.count > 1, results.test.worst?.apcer.interval != nil else {
      return nil
    }
    return """
      The interval of the maximum is wider than that of the worst species alone: which species is \
      worst is itself uncertain. Clusters are independent sources (subjects, series); presentations \
      of one cluster are not independent trials.
      """
  }

  private mutating func addNonResponseTable(_ subsystem: SubsystemReport) {
    let test = subsystem.results.test
    guard test.accounting.withoutResponse > 0 else {
      document.paragraph(
        "Every presentation of test got a score (\(test.accounting.scored) of "
          + "\(test.accounting.rows)).")
      return
    }
    let reasons = test.accounting.nonResponses.map(\.reason)
    var table = MarkdownTable(
      [.text("Class")] + reasons.map { .figure("\($0.rawValue)") }
        + [.figure("Together"), .figure("Rate"), .figure("Samples acquired")])
    func row(_ name: Markdown, _ accounting: Accounting, _ rate: Rate) -> [Markdown] {
      let acquired = accounting.acquired.flatMap {
        figures.short(Rate(errors: $0, trials: rate.trials))
      }
      let counts = reasons.map { reason in
        accounting.nonResponses.first { $0.reason == reason }?.count ?? 0
      }
      return [name] + counts.map { "\($0)" } + [
        Markdown(data: figures.counts(rate)),
        Markdown(
          data: rate.value.map { value in
            figures.percent(value) + (rate.interval.map { " [\(figures.range($0))]" } ?? "")
          } ?? Undefined.cell(Undefined.noAttack)),
        Markdown(data: acquired ?? Undefined.cell("reasons are not stated")),
      ]
    }
    for species in test.species {
      table.rows.append(row("APNRR \(species.species.name)", species.accounting, species.apnrr))
    }
    if test.bonaFide.accounting.rows > 0 {
      table.rows.append(row("BPNRR", test.bonaFide.accounting, test.bonaFide.bpnrr))
    }
    document.table(table, caption: "Presentations of test without a score, by reason")
    document.paragraph(
      """
      Samples acquired: presentations that gave the subsystem something to judge (for attacks: \
      APAR). Without one, the failure is of capture, not of attack detection.
      """)
  }

  /// What a page draws of one detector; a file of Markdown has pictures beside it.
  private func drawings(of subsystem: SubsystemReport) -> HTML? {
    let named = NamedResults(subsystem.name, subsystem.results)
    let pictures = Pictures(report, components: context.components, decimals: context.decimals)
    return Drawing.grid([
      RatePlot(named, figures)?.drawing(banner: banner),
      pictures.scores(subsystem)?.drawing(banner: banner),
      pictures.tradeOff(.det, subsystem)?.drawing(banner: banner),
      pictures.tradeOff(.roc, subsystem)?.drawing(banner: banner),
      pictures.expectedPerformance(subsystem)?.drawing(banner: banner),
    ])
  }

  private mutating func addPictures(_ index: Int, _ subsystem: SubsystemReport) {
    for picture in context.pictures.of(index) {
      document.picture(
        path: picture.path, description: "\(picture.kind.title) of \(subsystem.name)")
    }
  }
}
