import PADVocabulary
import StructuredText

/// Imports a dataset from its original folder: its media stay where they are.
public enum DatasetImport {
  /// The file in the dataset's folder that lists every finding.
  public static let reportFile = "import-report.csv"

  /// Imports a dataset.
  ///
  /// Writes `dataset.yaml`, `manifest.csv`, `protocols/*.csv`, face boxes per frame where the
  /// dataset has them, `roots.local.yaml` (this machine's folder, which no lock covers) and
  /// `import-report.csv`.
  ///
  /// - Throws: `InvalidInput` when nothing in the folder is as the layout says, when a strict
  ///   import finds differences, or when a dataset is there already; `FileFault`.
  public static func run(_ request: ImportRequest) throws -> ImportSummary {
    let output = ImportOutput(request.output)
    let isNew = try output.prepare(request)
    do {
      var engine = try ImportEngine(
        request, log: try ImportLog(path: output.path(reportFile)))
      try engine.run()
      try refuseEmpty(engine, request)
      if let choice = request.protocolChoice { try engine.adopt(choice) }
      try refuseDifferences(engine.summary(), request)
      try output.write(&engine, request)
      try engine.log.commit()
      return engine.summary()
    } catch {
      // What was made for nothing goes again; a folder with anything in it stays.
      if isNew { output.removeIfEmpty() }
      throw error
    }
  }

  private static func refuseDifferences(
    _ summary: ImportSummary, _ request: ImportRequest
  ) throws(InvalidInput) {
    guard request.isStrict, summary.hasDifferences else { return }
    var diagnostics = DiagnosticList(file: request.folder.printable)
    diagnostics.error(
      "the folder is not what the layout \(request.layout.name.shown) and the lists say",
      remedy: "import it without --strict to keep what is there")
    for line in summary.lines { diagnostics.note(line) }
    throw InvalidInput(diagnostics.all)
  }

  private static func refuseEmpty(
    _ engine: ImportEngine, _ request: ImportRequest
  ) throws(InvalidInput) {
    guard engine.list.isEmpty else { return }
    var diagnostics = DiagnosticList(file: request.folder.printable)
    diagnostics.error(
      "none of its \(engine.scan.count) files is where the layout \(request.layout.name.shown) "
        + "expects presentations",
      remedy: "give the folder that the layout's paths begin in; "
        + "'padbench dataset layouts \(request.layout.name)' shows them")
    for sample in engine.log.samples.prefix(5) {
      diagnostics.note("\(sample.kind.rawValue): \(sample.file) \(sample.detail)")
    }
    throw InvalidInput(diagnostics.all)
  }
}
