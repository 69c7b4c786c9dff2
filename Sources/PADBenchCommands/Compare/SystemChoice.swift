import ErrorRates
import PADVocabulary
import ReleaseGate
import Runs
import StructuredText

/// Which of a run's whole systems is judged beside a detector.
enum SystemChoice {
  /// None: only detectors are wanted.
  case none
  /// The one with the run's only matcher.
  case only
  /// The one with the matcher of this name.
  case named(String)

  /// The choice of a command line.
  static func of(_ matcher: String?) -> SystemChoice { matcher.map { .named($0) } ?? .only }

  /// What was found.
  struct Found {
    fileprivate var results: SystemResults?
    /// What a reader must know of the choice.
    var diagnostics: [Diagnostic] = []

    /// The rates with a detector in front.
    func rates(of detector: String) -> [SystemRate] {
      results.map { SystemRate.rates(of: $0, detector: detector) } ?? []
    }
  }

  /// The results of the chosen system.
  ///
  /// - Throws: `InvalidInput` for a name that no matcher of the run has.
  func results(
    of record: RunRecord, _ results: [EvaluationResults], rates: RateRequest, folder: String
  ) async throws -> Found {
    let names = record.matchers.map(\.name)
    let position: Int
    switch self {
    case .none: return Found()
    case .only:
      guard names.count <= 1 else {
        return Found(diagnostics: [
          Diagnostic(
            .warning, file: folder.printable,
            "the run has several matchers, so that no rate of the whole system is judged",
            remedy: "name one with --matcher: \(names.map(\.printable).joined(separator: ", "))")
        ])
      }
      guard !names.isEmpty else { return Found() }
      position = 0
    case .named(let name):
      guard let found = names.firstIndex(of: name) else {
        throw InvalidInput(
          Diagnostic(
            .error, file: folder.printable, "the run has no matcher \(name.shown)",
            remedy: names.isEmpty ? "it compares nobody" : remedy(for: name, among: names)))
      }
      position = found
    }
    let system = try await RunSystems(record, results: results)?
      .evaluation(ofMatcher: position, rates: rates, jobs: 1)
    return Found(results: system?.results)
  }
}
