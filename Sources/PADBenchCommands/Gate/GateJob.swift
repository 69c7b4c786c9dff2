import ArgumentParser
import PADVocabulary
import ReleaseGate
import Reports
import ScoreFiles
import StructuredText

/// A run and a policy in, a verdict and its exit code out.
struct GateJob {
  private let command: GateCommand
  private let runName: String
  private let policyName: String

  init(command: GateCommand, run: String, policyName: String) {
    self.command = command
    runName = run
    self.policyName = policyName
  }

  /// Judges, writes what was asked for, and leaves with the verdict's exit code.
  ///
  /// What cannot be read is a verdict too ("cannot judge"), so that no file of an earlier verdict
  /// is left where a CI system would take it for this one's.
  func run() async throws {
    let date = try command.day()
    let report: VerdictReport
    do {
      report = try await judged(on: date)
    } catch let error as InvalidInput {
      try? deliver(unjudged(error.diagnostics, on: date))
      throw error
    } catch let error as FileFault {
      let fault = Diagnostic(.error, "\(error)")
      try? deliver(unjudged([fault], on: date))
      throw error
    }
    try deliver(report)
    if let code = ExitCodes.of(report.status) { throw code }
  }

  private func unjudged(_ faults: [Diagnostic], on date: CalendarDate) -> VerdictReport {
    VerdictReport(
      unjudged: faults, policyName: policyName, candidate: runName, baseline: command.baseline,
      date: date)
  }

  private func judged(on date: CalendarDate) async throws -> VerdictReport {
    let policy = try PolicyList.read(policyName)
    let reader = EvidenceReader(
      reading: try command.input.readingOptions(keepsPresentationIDs: true))
    let dataset = try command.dataset.map {
      try DatasetFactsOfScores(folder: $0, protocolName: command.protocolName)
    }
    let candidate = try await evidence(runName, reader, dataset)
    var baseline: (evidence: GateEvidence, diagnostics: [Diagnostic])?
    if let name = command.baseline { baseline = try await evidence(name, reader, dataset) }
    let verdict = Gate.judge(
      candidate.evidence, by: policy, baseline: baseline?.evidence, on: date,
      options: GateOptions(
        replicates: command.bootstrap.bootstrap, seed: command.bootstrap.seed))
    return VerdictReport(
      verdict, of: candidate.evidence, policyName: policyName,
      diagnostics: candidate.diagnostics + (baseline?.diagnostics ?? []))
  }

  /// One subsystem, fit for a gate.
  private func evidence(
    _ text: String, _ reader: EvidenceReader, _ dataset: DatasetFactsOfScores?
  ) async throws -> (evidence: GateEvidence, diagnostics: [Diagnostic]) {
    let found = try await reader.read(text, legend: nil)
    guard var subsystem = found.first, found.count == 1 else {
      let names = found.compactMap(\.detector).map(\.printable).joined(separator: ", ")
      throw InvalidInput(
        Diagnostic(
          .error, file: text.printable, "the run holds several detectors: \(names)",
          remedy: "name one as RUN@DETECTOR"))
    }
    if subsystem.facts == nil, let dataset { subsystem = try dataset.completed(subsystem) }
    return (try subsystem.forGate(), subsystem.diagnostics)
  }

  /// Writes everything that can be written, then says what could not.
  private func deliver(_ report: VerdictReport) throws {
    var faults: [any Error] = []
    func attempt(_ work: () throws -> Void) {
      do { try work() } catch { faults.append(error) }
    }
    for (format, path) in try command.files() {
      attempt { try AtomicFile.write(report.render(format, decimals: command.decimals), to: path) }
    }
    let text = report.render(command.format, decimals: command.decimals)
    attempt {
      if let output = command.output {
        try AtomicFile.write(text, to: output)
      } else {
        try Console.result(text)
      }
    }
    if let fault = faults.first { throw fault }
  }
}

extension ExitCodes {
  /// The exit code of a verdict; `nil` for a pass.
  static func of(_ status: GateStatus) -> ExitCode? {
    status == .pass ? nil : ExitCode(status.exitCode)
  }
}
