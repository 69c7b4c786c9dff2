import Comparison
import ErrorRates
import PADVocabulary
import ReleaseGate
import Reports
import StructuredText

/// Runs and score files in, a matrix of versions and datasets out.
struct MatrixJob {
  private let command: CompareCommand

  init(command: CompareCommand) {
    self.command = command
  }

  /// Reads, arranges; gives the rendered text.
  func text() async throws -> String {
    let reader = EvidenceReader(
      reading: try command.input.readingOptions(keepsPresentationIDs: true))
    var entries: [TransferEntry] = []
    var diagnostics: [Diagnostic] = []
    var isSynthetic = false
    for (index, text) in command.subsystems.enumerated() {
      for subsystem in try await reader.read(text, legend: nil) {
        entries.append(try await entry(subsystem, at: index))
        diagnostics += subsystem.diagnostics.filter { !diagnostics.contains($0) }
        if subsystem.facts?.isSynthetic == true { isSynthetic = true }
        if subsystem.facts?.isComplete == false {
          diagnostics.append(
            Diagnostic(
              .warning, file: text.printable,
              "the run is not complete: figures are of what was judged so far"))
        }
      }
    }
    try refuseRepeated(entries)
    return TransferReport(entries: entries, isSynthetic: isSynthetic, diagnostics: diagnostics)
      .render(command.format, decimals: command.decimals)
  }

  private func entry(_ subsystem: SubsystemEvidence, at index: Int) async throws -> TransferEntry {
    let results = try await results(of: subsystem)
    let (dataset, fold) = try place(of: subsystem, at: index)
    let named = MatrixOptions.value(command.matrixOptions.learntFrom, at: index)
    var learntFrom = named?.split(separator: ",").map(String.init) ?? []
    // A threshold that was set on a dataset's dev partition was learnt from it, whatever was said.
    if case .dev? = results.operatingPoint?.origin, !learntFrom.contains(dataset) {
      learntFrom.append(dataset)
    }
    if case .oracle? = results.operatingPoint?.origin, !learntFrom.contains(dataset) {
      learntFrom.append(dataset)
    }
    return TransferEntry(
      version: version(of: subsystem, at: index), dataset: dataset, fold: fold,
      learntFrom: learntFrom, results: results)
  }

  private func results(of subsystem: SubsystemEvidence) async throws -> EvaluationResults {
    if let results = subsystem.results { return results }
    let criterion: Criterion? = subsystem.outcomes.operatingPoint.map { point in
      point.origin == .card ? .card(point.threshold) : .fixed(point.threshold)
    }
    return try await ErrorRates.evaluate(
      dev: nil, test: subsystem.outcomes.table, criterion: criterion,
      options: EvaluationOptions(
        nonResponsePolicy: command.nonResponse.policy, confidenceLevel: command.confidence,
        fixedRates: [], curvePoints: 0), jobs: 1)
  }

  private func version(of subsystem: SubsystemEvidence, at index: Int) -> String {
    if command.legends.indices.contains(index) {
      let several = subsystem.detector.map { "@" + $0 } ?? ""
      return command.legends[index] + (subsystem.isOneOfMany ? several : "")
    }
    guard let detector = subsystem.detector else { return subsystem.outcomes.name }
    return subsystem.version.map { "\(detector) \($0)" } ?? detector
  }

  /// The column, and the fold within it.
  private func place(
    of subsystem: SubsystemEvidence, at index: Int
  ) throws(InvalidInput) -> (dataset: String, fold: String) {
    if let named = MatrixOptions.value(command.matrixOptions.datasets, at: index) {
      return Self.split(named)
    }
    guard let facts = subsystem.facts else {
      throw InvalidInput(
        Diagnostic(
          .error, file: subsystem.outcomes.name.printable,
          "a score file does not say which dataset it is of",
          remedy: "name one per argument with --dataset NAME, in order"))
    }
    let (protocolName, fold) = Self.split(facts.protocolName)
    let part = protocolName.isEmpty ? "" : " (\(protocolName))"
    return (facts.datasetName + part, fold)
  }

  private static func split(_ text: String) -> (String, String) {
    guard let slash = text.firstIndex(of: "/") else { return (text, "") }
    return (String(text[..<slash]), String(text[text.index(after: slash)...]))
  }

  /// A version that stands twice in a cell would be averaged with itself.
  private func refuseRepeated(_ entries: [TransferEntry]) throws(InvalidInput) {
    var seen: Set<[String]> = []
    for entry in entries where !seen.insert([entry.version, entry.dataset, entry.fold]).inserted {
      let fold = entry.fold.isEmpty ? "" : ", fold \(entry.fold.printable)"
      throw InvalidInput(
        Diagnostic(
          .error,
          "\(entry.version.printable) is there twice on \(entry.dataset.printable)\(fold)",
          remedy: "give versions names with --legend, in order"))
    }
  }
}
