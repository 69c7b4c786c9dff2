import ErrorRates
import PADVocabulary
import Runs
import StructuredText

/// Reads subsystems from the folders that `padbench evaluate` writes; nobody needs the dataset again.
enum RunFolderReader {
  /// All detectors of a run, or the one named, each at the threshold that its evaluation used.
  ///
  /// - Parameters:
  ///   - legend: a name to show instead of the folder.
  ///   - system: which whole system's rates are wanted too.
  /// - Throws: `FileFault`, `InvalidInput`.
  static func read(
    folder: String, detector: String?, legend: String?, system: SystemChoice = .none
  ) async throws -> [SubsystemEvidence] {
    let record = try RunRecord.read(folder: folder)
    let names = record.detectors.map(\.name)
    if let detector, !names.contains(detector) {
      throw InvalidInput(
        Diagnostic(
          .error, file: folder.printable, "the run has no detector \(detector.shown)",
          remedy: remedy(for: detector, among: names)))
    }
    var rates = try RateRequest(record.rates)
    // Thresholds hang on no interval.
    rates.bootstrap = 0
    let results = try await RunEvaluation.results(of: record, rates: rates, jobs: 1)
    let systems = try await system.results(of: record, results, rates: rates, folder: folder)
    let isOne = names.count == 1 || (detector != nil && legend != nil)
    return record.detectors.indices.filter { detector == nil || names[$0] == detector }.map {
      var evidence = SubsystemEvidence(
        record, detector: $0,
        name: (legend ?? folder) + (isOne ? "" : "@" + names[$0]),
        point: results[$0].operatingPoint)
      evidence.results = results[$0]
      evidence.systemRates = systems.rates(of: names[$0])
      evidence.diagnostics += systems.diagnostics
      if results[$0].operatingPoint?.origin == .card {
        evidence.thresholdSource =
          rates.namesThreshold
          ? "a card that was named when the run was made; the run does not say of which subsystem"
          : "the detector's own card"
      }
      evidence.isOneOfMany = detector == nil && names.count > 1
      return evidence
    }
  }
}
