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
  private let files: [(format: VerdictFormat, path: String)]

  init(command: GateCommand, run: String, policyName: String) throws {
    files = try command.files()
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
    } catch {
      let faults =
        (error as? InvalidInput)?.diagnostics ?? [Diagnostic(.error, "\(error)")]
      tell(deliver(unjudged(faults, on: date)))
      throw error
    }
    let unwritten = deliver(report)
    // A verdict that did not arrive is no verdict; only one that cannot be judged is worse.
    if let first = unwritten.first, report.status != .cannotJudge {
      tell(unwritten.dropFirst())
      throw first
    }
    tell(unwritten)
    if let code = ExitCodes.of(report.status) { throw code }
  }

  /// Says which files could not be written, and so may still hold an earlier verdict.
  private func tell(_ faults: some Sequence<FileFault>) {
    for fault in faults where fault.path != Console.standardOutputName {
      Console.note("error: \(fault)")
    }
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
    var baseline: Judged?
    if let name = command.baseline { baseline = try await evidence(name, reader, dataset) }
    let verdict = Gate.judge(
      candidate.evidence, by: policy, baseline: baseline?.evidence, on: date,
      options: GateOptions(
        replicates: command.bootstrap.bootstrap, seed: command.bootstrap.seed))
    return VerdictReport(
      verdict, of: candidate.evidence, policyName: policyName,
      thresholdSource: candidate.thresholdSource,
      diagnostics: dateWarnings(date) + candidate.diagnostics + (baseline?.diagnostics ?? []))
  }

  /// A day that somebody chose may be one on which a waiver still holds.
  private func dateWarnings(_ date: CalendarDate) -> [Diagnostic] {
    if command.date == nil || date == .today() { return [] }
    return [
      Diagnostic(
        .warning,
        "--date is \(date), which is not today (UTC): waivers and expiry dates were read for that "
          + "day", remedy: "leave --date out")
    ]
  }

  private struct Judged {
    var evidence: GateEvidence
    var thresholdSource: String
    var diagnostics: [Diagnostic]
  }

  /// One subsystem, fit for a gate.
  private func evidence(
    _ text: String, _ reader: EvidenceReader, _ dataset: DatasetFactsOfScores?
  ) async throws -> Judged {
    let found = try await reader.read(text, legend: nil, system: .of(command.matcher))
    guard var subsystem = found.first, found.count == 1 else {
      let names = found.compactMap(\.detector).map(\.printable).joined(separator: ", ")
      throw InvalidInput(
        Diagnostic(
          .error, file: text.printable, "the run holds several detectors: \(names)",
          remedy: "name one as RUN@DETECTOR"))
    }
    if subsystem.facts == nil, let dataset { subsystem = try dataset.completed(subsystem) }
    return Judged(
      evidence: try subsystem.forGate(), thresholdSource: subsystem.thresholdSource,
      diagnostics: subsystem.diagnostics)
  }

  /// Writes everything that can be written; gives what could not.
  private func deliver(_ report: VerdictReport) -> [FileFault] {
    var faults: [FileFault] = []
    func attempt(_ work: () throws(FileFault) -> Void) {
      do throws(FileFault) { try work() } catch { faults.append(error) }
    }
    for (format, path) in files {
      let text = report.render(format, decimals: command.decimals)
      attempt { () throws(FileFault) in try AtomicFile.write(text, to: path) }
    }
    let text = report.render(command.format, decimals: command.decimals)
    attempt { () throws(FileFault) in
      if let output = command.output {
        try AtomicFile.write(text, to: output)
      } else {
        try Console.result(text)
      }
    }
    return faults
  }
}

extension ExitCodes {
  /// The exit code of a verdict; `nil` for a pass.
  static func of(_ status: GateStatus) -> ExitCode? {
    status == .pass ? nil : ExitCode(status.exitCode)
  }
}
