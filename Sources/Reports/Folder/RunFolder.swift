import ErrorRates
public import PADVocabulary
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes the folder of a run: what a person reads, and what a program reads.
///
/// `report.md`, `report.html`, `metrics.csv`, `scores/<detector>/<partition>.csv`, `curves/*.csv`,
/// `plots/*.svg` and `*.png`, `timing.csv`; with matchers also `systems.json` and
/// `comparisons/<matcher>/<partition>.csv`. Two equal runs give equal bytes but for `timing.csv` and
/// the reports' marked section. Every file is written whole or not at all; the reports come last, so
/// that a folder with a report has all that the report speaks of.
public enum RunFolder {
  /// How a folder is written.
  public struct Options: Sendable {
    /// Digits after the point of percentages in the report and the pictures.
    public var decimals: Int
    /// Whether pictures are drawn.
    public var drawsPictures: Bool
    /// The gnuplot program's name or path.
    public var gnuplot: String
    /// Whether the scripts of the pictures are kept beside them, as `.gp`.
    public var keepsScripts: Bool
    /// Small pictures of presentations for the page, by id: see `ReportMarkdown.Context`.
    public var thumbnails: [String: [UInt8]]

    /// Makes options.
    public init(
      decimals: Int = 2, drawsPictures: Bool = true, gnuplot: String = "gnuplot",
      keepsScripts: Bool = false, thumbnails: [String: [UInt8]] = [:]
    ) {
      self.decimals = decimals
      self.drawsPictures = drawsPictures
      self.gnuplot = gnuplot
      self.keepsScripts = keepsScripts
      self.thumbnails = thumbnails
    }
  }

  /// What was written.
  public struct Written: Sendable, Hashable {
    /// The report's path.
    public var report: String
    /// All files, relative to the folder, in the order of writing.
    public var files: [String]
    /// What a person should be told: that pictures are missing, and why.
    public var notes: [Diagnostic]
  }

  /// Writes everything into a folder, which is made when it is not there.
  ///
  /// - Throws: `FileFault` when a file cannot be written; `InvalidInput` when the report's rows do
  ///   not add up. Missing pictures are a note, not an error.
  public static func write(
    _ report: RunReport, to folder: String, options: Options = Options()
  ) async throws -> Written {
    let imbalances = report.imbalances()
    guard imbalances.isEmpty else { throw InvalidInput(imbalances) }
    var writer = FolderWriter(folder: folder)
    try writer.makeFolder()
    let components = FolderNames.components(for: report.subsystems.map(\.name))
    let rows =
      report.subsystems.flatMap { MetricRows.rows($0.results, detector: $0.name) }
      + report.systems.flatMap { SystemRows.rows($0) }
    try writer.write(MetricsCSV.bytes(rows), to: "metrics.csv")
    for (subsystem, component) in zip(report.subsystems, components) {
      try write(subsystem, component, report.dataset, &writer)
    }
    try SystemFolder.write(report, &writer)
    if !report.deployments.isEmpty {
      try DeploymentReport(report.deployments, isSynthetic: report.dataset.isSynthetic)
        .write(with: &writer, decimals: options.decimals)
    }
    try writer.write(TimingFile.bytes(report), to: "timing.csv")
    var context = ReportMarkdown.Context(
      decimals: options.decimals, thumbnails: options.thumbnails)
    context.components = components
    context.pictures = try await draw(report, components, options, &writer)
    let content = ReportContent(report, context)
    try writer.write(Array(ReportPage.render(content).utf8), to: "report.html")
    try writer.write(Array(content.document.source.utf8), to: "report.md")
    var notes: [Diagnostic] = []
    if let missing = context.pictures.missing {
      notes.append(Diagnostic(.warning, "the report has no pictures: \(missing)"))
    }
    return Written(report: writer.path("report.md"), files: writer.files, notes: notes)
  }

  /// Writes only curves and pictures of results: `curves/*.csv` and `plots/*`.
  ///
  /// - Throws: `FileFault` when a file cannot be written. Missing pictures are a note.
  public static func writeCurves(
    of sets: [NamedResults], dataset: String, to folder: String, options: Options = Options()
  ) async throws -> Written {
    let report = RunReport(
      title: dataset, dataset: DatasetFacts(name: dataset, version: "", isSynthetic: false),
      presentationsInDataset: sets.first?.results.test.accounting.rows ?? 0,
      subsystems: sets.map {
        SubsystemReport(name: $0.name, version: "", kind: "", digest: "", results: $0.results)
      })
    var writer = FolderWriter(folder: folder)
    try writer.makeFolder()
    let components = FolderNames.components(for: sets.map(\.name))
    for (subsystem, component) in zip(report.subsystems, components) {
      try write(subsystem, component, report.dataset, &writer)
    }
    let pictures = try await draw(report, components, options, &writer)
    let notes = pictures.missing.map { Diagnostic(.warning, "there are no pictures: \($0)") }
    return Written(report: folder, files: writer.files, notes: notes.map { [$0] } ?? [])
  }

  private static func write(
    _ subsystem: SubsystemReport, _ component: String, _ dataset: DatasetFacts,
    _ writer: inout FolderWriter
  ) throws(FileFault) {
    for part in subsystem.scores {
      let name = "scores/\(component)/\(part.partition.rawValue).csv"
      try writer.write(name) { path throws(FileFault) in
        try ScoreExport.write(part.rows, attributeNames: dataset.attributeNames, to: path)
      }
    }
    let results: [(Partition, PartitionResult?)] = [
      (.dev, subsystem.results.dev), (.test, subsystem.results.test),
    ]
    for (partition, result) in results {
      guard let curves = result?.curves, !curves.isEmpty else { continue }
      try writer.write(
        CurveFiles.bytes(of: curves, level: subsystem.results.options.confidenceLevel),
        to: "curves/\(component)-\(partition.rawValue).csv")
    }
    if let card = subsystem.thresholdCard {
      try writer.write(
        Array(card.yaml.utf8), to: "thresholds/\(component).threshold.yaml")
    }
    if !subsystem.results.expectedPerformance.isEmpty {
      try writer.write(
        CurveFiles.bytes(of: subsystem.results.expectedPerformance),
        to: "curves/\(component)-epc.csv")
    }
    if let rows = subsystem.scores(of: .test)?.rows,
      let histogram = ScoreHistogram(
        rows, threshold: subsystem.results.operatingPoint?.threshold)
    {
      try writer.write(
        CurveFiles.bytes(of: histogram), to: "curves/\(component)-histogram.csv")
    }
  }

  private static func draw(
    _ report: RunReport, _ components: [String], _ options: Options, _ writer: inout FolderWriter
  ) async throws -> PictureIndex {
    var index = PictureIndex()
    guard options.drawsPictures else {
      index.missing = "they were not asked for"
      return index
    }
    let plans = Pictures(report, components: components, decimals: options.decimals).plans()
    guard !plans.isEmpty || !report.systems.isEmpty else { return index }
    do {
      let gnuplot = try await Gnuplot.find(options.gnuplot)
      for plan in plans {
        for format in Gnuplot.Format.allCases {
          let script = plan.script(format, gnuplot)
          let name = "plots/\(plan.name)"
          if options.keepsScripts, format == .svg {
            try writer.write(Array(script.utf8), to: "\(name).gp")
          }
          try writer.write(try await gnuplot.draw(script), to: "\(name).\(format.rawValue)")
        }
        index.entries.append(
          PictureIndex.Entry(
            subsystem: plan.subsystem, kind: plan.kind, path: "plots/\(plan.name).svg"))
      }
      index.systemEntries = try await SystemFolder.draw(report, gnuplot, options, &writer)
    } catch let fault as GnuplotFault {
      index.missing = fault.message
    }
    return index
  }
}

/// Writes files into one folder and remembers them.
struct FolderWriter {
  let folder: String
  private(set) var files: [String] = []

  init(folder: String) {
    self.folder = folder
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Makes the folder itself.
  func makeFolder() throws(FileFault) {
    try make(folder)
  }

  /// Writes one file; `name` is made by the harness, with `/` between components.
  mutating func write(_ bytes: [UInt8], to name: String) throws(FileFault) {
    try write(name) { path throws(FileFault) in try AtomicFile.write(bytes, to: path) }
  }

  /// Has one file written by somebody else, whole or not at all.
  mutating func write(
    _ name: String, by write: (String) throws(FileFault) -> Void
  ) throws(FileFault) {
    let parents = name.split(separator: "/").dropLast()
    if !parents.isEmpty { try make(path(parents.joined(separator: "/"))) }
    try write(path(name))
    files.append(name)
  }

  private func make(_ path: String) throws(FileFault) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileFault(
        path: path.printable, operation: "make the folder",
        message: String(describing: error).printable)
    }
  }
}
