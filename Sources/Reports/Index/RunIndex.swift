import ErrorRates
public import PADVocabulary

/// An index of runs: what was evaluated, how detectors rank, and how their errors went over runs.
///
/// Runs stand in the order of their folders' names, whatever order they are given in; nothing in the
/// index depends on a clock.
public enum RunIndex {
  /// Writes `index.html` and `index.md` into the folder that holds the runs' folders.
  ///
  /// - Returns: the names of the files.
  /// - Throws: `FileFault` when a file cannot be written.
  @discardableResult
  public static func write(
    _ entries: [RunIndexEntry], to folder: String, decimals: Int = 2
  ) throws(FileFault) -> [String] {
    var writer = FolderWriter(folder: folder)
    try writer.makeFolder()
    try writer.write(Array(page(entries, decimals: decimals).utf8), to: "index.html")
    try writer.write(Array(markdown(entries, decimals: decimals).utf8), to: "index.md")
    return writer.files
  }

  /// The index as a page that loads nothing.
  public static func page(_ entries: [RunIndexEntry], decimals: Int = 2) -> String {
    let content = RunIndexContent(entries, decimals: decimals)
    let body = DocumentBody(content.document)
    return HTMLPage(
      title: "Runs",
      banner: content.isAllSynthetic
        ? "**Synthetic data**: proves plumbing, not error rates." : "",
      body: body.html
    ).text
  }

  /// The index as Markdown.
  public static func markdown(_ entries: [RunIndexEntry], decimals: Int = 2) -> String {
    RunIndexContent(entries, decimals: decimals).document.source
  }
}

/// What an index of runs says, block by block.
struct RunIndexContent {
  private(set) var document: MarkdownDocument
  /// Whether no run is on data of real persons.
  let isAllSynthetic: Bool
  private let entries: [RunIndexEntry]
  private let figures: Figures

  init(_ entries: [RunIndexEntry], decimals: Int) {
    self.entries = entries.sorted { $0.folder.utf8.lexicographicallyPrecedes($1.folder.utf8) }
    figures = Figures(decimals: min(max(decimals, 0), 10))
    isAllSynthetic = !entries.isEmpty && entries.allSatisfy(\.dataset.isSynthetic)
    document = MarkdownDocument(banner: isAllSynthetic ? Markdown(data: Banner.text) : "")
    document.heading(1, isAllSynthetic ? "Runs — SYNTHETIC DATA" : "Runs")
    let complete = entries.count { $0.state == .complete }
    document.paragraph(
      """
      \(Figures.count(entries.count, "run")), \(complete) complete, in the order of their folders' \
      names.
      """)
    addRuns()
    addLeaderboards()
    addTrends()
  }

  private mutating func addRuns() {
    document.heading(2, "All runs")
    guard !entries.isEmpty else {
      document.paragraph("There is no run yet.")
      return
    }
    var table = MarkdownTable([
      .text("Run"), .text("Dataset"), .text("Detector"), .figure("APCER, worst species"),
      .text("Worst species"), .figure("BPCER"), .text("Threshold from"),
      .figure("D-EER, worst"), .figure("Presentations"), .text("State"),
    ])
    for entry in entries {
      if entry.detectors.isEmpty {
        table.rows.append([
          entry.link, entry.datasetName, "", "", "", "", "", "", "\(entry.presentations)",
          "\(entry.state.rawValue)",
        ])
      }
      for detector in entry.detectors {
        // The same cells as where a report sets its detectors side by side.
        let cells = NamedResults.cells(NamedResults(detector.name, detector.results), figures)
        table.rows.append([
          entry.link, entry.datasetName, "\(detector.name) \(detector.version)",
          cells.worstAPCER, cells.worstSpecies, cells.bpcer, cells.origin, cells.eer,
          "\(entry.presentations)", "\(entry.state.rawValue)",
        ])
      }
    }
    let mark: Markdown =
      entries.contains(where: \.dataset.isSynthetic) && !isAllSynthetic
      ? "; *(synthetic)*: proves plumbing, not error rates" : ""
    document.table(
      table,
      caption: """
        Errors at each run's own operating point: errors/trials = rate [interval, the wider of \
        exact and over clusters]
        """ + mark)
  }

  private mutating func addLeaderboards() {
    let boards = Leaderboard.all(entries)
    guard !boards.isEmpty else { return }
    document.heading(2, "Leaderboard")
    document.paragraph(Leaderboard.rule)
    for board in boards {
      let name: Markdown =
        board.dataset.protocolName.isEmpty ? "" : ", protocol \(board.dataset.protocolName)"
      let mark: Markdown =
        board.dataset.isSynthetic && !isAllSynthetic ? " *(\(Banner.text))*" : ""
      document.table(
        board.table(figures),
        caption: """
          Detectors on \(board.dataset.nameAndVersion)\(name), policy \(board.policy.rawValue)
          """ + mark)
    }
    document.paragraph(
      """
      † Too few trials to support the figure: holding a rate at 1/k needs at least 3k trials \
      (rule of three).
      """)
  }

  private mutating func addTrends() {
    let drawings = RunTrend.all(entries).map { $0.drawing(figures) }
    guard let grid = Drawing.grid(drawings) else { return }
    document.pageHeading("Over runs")
    document.drawing(grid)
  }
}
