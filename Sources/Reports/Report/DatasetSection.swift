import ErrorRates
import PADVocabulary

extension ReportContent {
  /// How many non-responses are listed one by one; all of them are in the score files.
  private static let listedNonResponses = 200

  /// What happened to presentations without a score, one by one.
  mutating func addNonResponses() {
    guard !report.nonResponses.isEmpty else { return }
    document.heading(2, "Presentations without a score")
    var table = MarkdownTable([
      .text("Presentation"), .text("Detector"), .text("Reason"), .text("What happened"),
    ])
    for entry in report.nonResponses.prefix(Self.listedNonResponses) {
      table.rows.append([
        "\(entry.presentationID)",
        entry.subsystem.isEmpty ? "*all*" : "\(entry.subsystem)",
        "\(entry.reason.rawValue)",
        Markdown(data: Self.shortened(entry.message)),
      ])
    }
    let count = report.nonResponses.count
    let shown = table.rows.count
    document.table(
      table,
      caption: shown == count
        ? "All \(count) entries"
        : "The first \(shown) of \(count) entries … and \(count - shown) more in scores/")
  }

  /// A message from a plugin may be a page long.
  static func shortened(_ text: String) -> String { text.shortened(to: 201) }

  /// What the dataset is, and how much is in it.
  mutating func addDataset() {
    let dataset = report.dataset
    document.heading(2, "Dataset")
    let stated: [(Markdown, String)] = [
      ("Name", dataset.name), ("Version", dataset.version), ("Protocol", dataset.protocolName),
      ("Licence", dataset.licence), ("Consent basis", dataset.consentBasis),
      ("Purposes", dataset.purposes.joined(separator: ", ")),
      ("Provenance", dataset.provenance),
      ("Attributes", dataset.attributeNames.joined(separator: ", ")),
    ]
    document.list(
      stated.map { label, value in
        value.isEmpty ? "\(label): *not stated*" : "\(label): \(value)"
      } + [
        "Lock: \(lock)",
        dataset.isSynthetic
          ? "Synthetic: **yes** — \(Banner.text)" : "Synthetic: no, by the dataset's own statement",
      ])
    addCounts()
    if !report.diagnostics.isEmpty {
      document.heading(3, "What was noticed")
      document.list(
        report.diagnostics.map { found in
          "**\(found.severity.rawValue)**: \(Self.shortened(found.withoutSeverity))"
        })
    }
  }

  private mutating func addCounts() {
    guard !report.dataset.counts.isEmpty else { return }
    var table = MarkdownTable([
      .text("Partition"), .text("Class or species"), .figure("Presentations"), .figure("Persons"),
      .figure("PAI series"), .figure("Instruments"),
    ])
    for count in report.dataset.counts {
      func cell(_ number: Int?) -> Markdown { number.map { "\($0)" } ?? "not stated" }
      table.rows.append([
        "\(count.partition.rawValue)",
        count.species.map { "\($0.name)" } ?? "bona fide",
        "\(count.presentations)", cell(count.subjects),
        count.species == nil ? "" : cell(count.series),
        count.species == nil ? "" : cell(count.instruments),
      ])
    }
    document.table(table, caption: "What the dataset holds")
  }

  /// Where every row of the dataset went.
  mutating func addAccounting() {
    document.heading(2, "Accounting")
    document.list(
      report.subsystems.map { subsystem in
        let accounting = ReportAccounting(of: subsystem, in: report)
        var parts: [Markdown] = ["\(accounting.scored) scored"]
        parts += accounting.nonResponses.map { "\($0.count) \($0.reason.rawValue)" }
        parts += accounting.exclusions.map { "\($0.count) left out (\($0.reason))" }
        let verdict: Markdown =
          accounting.isBalanced ? "" : " — **does not add up: \(accounting.accountedFor)**"
        return """
          Detector \(subsystem.name): \(Figures.count(accounting.rows, "row")) of the dataset = \
          \(parts.joined(" + "))\(verdict)
          """
      } + report.systems.compactMap(encodings))
  }

  /// Where every picture went that a matcher was to encode.
  private func encodings(of system: SystemReport) -> Markdown? {
    guard let counts = system.encodings else { return nil }
    var parts: [Markdown] = ["\(counts.encoded) encoded"]
    parts += counts.failures.map { "\($0.count) \($0.reason.rawValue)" }
    let failed: Markdown =
      counts.enrolmentFailures == 0
      ? "" : "; \(Figures.count(counts.enrolmentFailures, "picture")) more gave no template"
    return """
      Matcher \(system.name): \(Figures.count(counts.presentations, "presentation")) = \
      \(parts.joined(" + ")); \(Figures.count(counts.people, "person")) enrolled from \
      \(Figures.count(counts.templates, "picture"))\(failed)
      """
  }

  /// What a person needs to get the same figures again.
  mutating func addProvenance() {
    guard !report.provenance.isEmpty else { return }
    document.heading(2, "Provenance")
    var table = MarkdownTable([.text("Section"), .text("What"), .text("Value")])
    var previous: String?
    for entry in report.provenance {
      table.rows.append([
        entry.section == previous ? "" : "\(entry.section)", "\(entry.label)", "\(entry.value)",
      ])
      previous = entry.section
    }
    document.table(table, caption: "How these figures came about")
  }
}

extension String {
  /// The same text, or its start and `…` where it has more than `limit` unicode scalars.
  func shortened(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit - 1))) + "…"
  }
}
