import ErrorRates
import PADVocabulary
import StructuredText

extension ReportContent {
  /// Everything about the whole systems of one matcher.
  mutating func addSystem(_ index: Int) {
    let system = report.systems[index]
    let results = system.results
    document.heading(2, "The whole system with matcher \(system.name)")
    let words = SystemWords(results: results, figures: figures)
    document.paragraph(words.introduction)
    if !words.sentences.isEmpty {
      document.paragraph(words.brackets)
      document.list(words.sentences)
    }
    document.diagnostics(results.warnings)
    let tables = SystemTables(results: results, factors: system.factors, figures: figures)
    if results.designs.count > 2, let table = tables.overview() {
      document.table(table, caption: "All systems with \(system.name) on test")
    }
    addMatcher(system, tables)
    for detector in results.detectors { add(detector, system, tables) }
    if let table = tables.identification() {
      document.table(
        table,
        caption: "Attacks looked up among all references of \(system.name) (identification)")
    }
    addFactors(system, tables)
    addSystemPictures(index, system)
  }

  /// The short form for the summary.
  mutating func addSystemHeadlines() {
    for system in report.systems {
      document.paragraph(SystemWords(results: system.results, figures: figures).headline)
    }
  }

  private mutating func addMatcher(_ system: SystemReport, _ tables: SystemTables) {
    document.heading(3, "The matcher alone")
    var items: [Markdown] = ["Version \(system.version), kind \(system.kind)"]
    if !system.digest.isEmpty { items.append("Digest \(system.digest)") }
    if !system.preprocessing.isEmpty { items.append("Preprocessing: \(system.preprocessing)") }
    if !system.training.isEmpty { items.append("Trained on \(system.training)") }
    if let point = system.results.operatingPoint {
      items.append(
        """
        Match threshold \(Figures.exact(point.threshold)), origin \(point.origin.description); a \
        claim matches if and only if its score is at least the threshold
        """)
    }
    document.list(items)
    if let table = tables.alone() {
      document.table(
        table,
        caption: "Claims decided by \(system.name) alone on test; one not compared is rejected")
    }
    let comparisons = system.results.comparisons
    document.table(
      VulnerabilityMarkdown.table(comparisons, figures),
      caption: "The same over comparisons that were made, without failures to acquire")
    document.table(
      VulnerabilityMarkdown.others(comparisons, figures, withRelative: false),
      caption: "Other figures of \(system.name) over comparisons")
    if let note = comparisons.attacked.bootstrap?.note { document.paragraph("\(note)") }
  }

  private mutating func add(
    _ detector: DetectorSystem, _ system: SystemReport, _ tables: SystemTables
  ) {
    document.heading(3, "With \(detector.name)")
    if !detector.needs.isEmpty {
      document.paragraph(
        "\(detector.name) needs \(detector.needs.map { Markdown(data: $0) }.joined(", ")).")
    }
    if let table = tables.classes(with: detector) {
      document.table(
        table,
        caption:
          "\(system.name) with \(detector.name): in front (a claim must pass both) and fused")
    } else {
      document.paragraph(
        "The whole system with \(detector.name) is undefined: \(detector.fusionNote).")
    }
    if let table = tables.decisions(with: detector) {
      document.table(
        table,
        caption: "What \(detector.name) and \(system.name) decided side by side")
      document.paragraph(
        """
        The last column multiplies the two acceptance rates: an estimate that would hold if both \
        decided independently, shown so that nobody takes it for the measurement beside it.
        """)
    }
    document.paragraph(fusion(detector))
  }

  private func fusion(_ detector: DetectorSystem) -> Markdown {
    guard let model = detector.fusionModel else {
      return "No fused score: \(detector.fusionNote)."
    }
    let terms = [model.pad, model.match].map { term in
      "\(Figures.brief(term.weight)) (score − \(Figures.brief(term.mean))) / "
        + Figures.brief(term.deviation)
    }
    return """
      Fused: logistic regression of both scores on dev, genuine users against zero-effort \
      impostors and attacks of other persons; log odds = \(Figures.brief(model.bias)) + \
      \(terms[0]) for PAD + \(terms[1]) for the match. Its threshold \
      \(Figures.exact(model.threshold)) turns away as many genuine users of dev as \
      \(detector.name) in front does there.
      """
  }

  private mutating func addFactors(_ system: SystemReport, _ tables: SystemTables) {
    for factor in system.factors {
      guard let table = tables.whatIf(factor) else { continue }
      let probability = NumberText.shortest(factor.compromiseProbability)
      document.table(
        table,
        caption: """
          **What if, not measured**: attacks let in if \(factor.name) were asked for too and an \
          attacker overcame it with the declared probability \(probability), independently of the \
          face
          """)
    }
  }

  private mutating func addSystemPictures(_ index: Int, _ system: SystemReport) {
    let pictures = SystemPictures(
      system.results, isSynthetic: report.dataset.isSynthetic, decimals: context.decimals)
    let scatters = system.results.detectors.map { detector in
      pictures.scatter(detector)?.drawing(banner: banner)
    }
    let curves = [pictures.accepted()?.drawing(banner: banner)]
    let weights = pictures.comparisons.weightPlots().map { $0.drawing(banner: banner) }
    document.drawing(Drawing.grid(scatters + curves + weights))
    for picture in context.pictures.ofSystem(index) {
      document.picture(path: picture.path, description: "\(picture.title)")
    }
  }

  /// What the words of whole systems mean.
  var systemReading: [Markdown] {
    [
      """
      **IAPAR** (impostor attack presentation accept rate, ISO/IEC 30107-3:2023; IAPMR before) is \
      the proportion of attacks of one species that the whole system accepted as the person they \
      show. Reasons for a rejection are not told apart: no face, no match and PAD count alike.
      """,
      """
      **FRR** and **FAR** are the proportions of genuine users turned away and of zero-effort \
      impostors let in, per transaction, with what could not be compared counted as rejected. \
      **FMR** and **FNMR** are the same of the matcher alone over comparisons that were made \
      (ISO/IEC 19795-1). **RIAPAR** is the worst IAPAR plus FRR.
      """,
      """
      **Share of concealer attacks not matched** is our plain name: attacks by enrolled persons who \
      want not to be recognised. **IAPIR** is the share of attacks whose target is returned by a \
      search among all references.
      """,
    ]
  }
}
