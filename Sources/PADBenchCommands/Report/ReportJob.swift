import ErrorRates
import PADVocabulary
import Reports
import Runs
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs' folders in, reports out.
struct ReportJob {
  private let command: ReportCommand
  private let jobs = ProcessInfo.processInfo.activeProcessorCount

  init(command: ReportCommand) {
    self.command = command
  }

  func run() async throws {
    if let format = command.format { return try await print(format) }
    let folders = try RunStanding.folders(in: command.runs)
    guard !folders.isEmpty else {
      throw InvalidInput(
        Diagnostic(
          .error, file: command.runs.map(\.printable).joined(separator: ", "),
          "there is no run here", remedy: "'padbench evaluate' writes one"))
    }
    if command.index { return try await writeIndex(of: folders) }
    for folder in folders {
      let job = self
      try await Interruption.watched(
        hint: "the run in \(folder.printable) is kept; run the same command again to go on"
      ) { try await job.render(folder) }
    }
  }

  /// Writes what is rendered in a run's folder again.
  private func render(_ folder: String) async throws {
    let claim = try RunFolderClaim(path: folder, mustHoldRun: true)
    let journal = try RunJournal.open(folder: folder)
    let record = try journal.record()
    guard record.isComplete else {
      try journal.close()
      throw unfinished(folder, record)
    }
    var heading = journal.heading
    let rates = command.rates.applied(to: try RateRequest(record.rates))
    heading.rates = try rates.kept()
    heading.identity = RunIdentity.replacingRates(of: heading.identity, by: rates.identityEntries)
    try claim.clearFinishedMark()
    try journal.set(heading)
    try journal.seal()
    let rendered = try await RunRendering(
      record: try journal.record(), rates: rates, drawsPictures: !command.omitsPictures, jobs: jobs
    ).render(into: claim)
    try journal.close()
    if command.quiet { return }
    for note in rendered.written.notes { Console.note(note.description) }
    try Console.result("report: \(rendered.written.report.printable)")
  }

  /// Prints one run, and leaves its folder alone.
  private func print(_ format: ReportFormat) async throws {
    guard command.runs.count == 1 else {
      throw InvalidInput(
        Diagnostic(
          .error, "--format prints one run, and \(command.runs.count) were named",
          remedy: "name one, or write an index of all with --index"))
    }
    let (folder, detector) = Self.parts(of: command.runs[0])
    let record = try RunRecord.read(folder: folder)
    guard record.isComplete else { throw unfinished(folder, record) }
    let rates = command.rates.applied(to: try RateRequest(record.rates))
    let results = try await RunEvaluation.results(of: record, rates: rates, jobs: jobs)
    var report = ReportMaterial(record: record, results: results).report()
    if let detector { report = try chosen(detector, of: report, folder: folder) }
    let text: String
    switch format {
    case .markdown:
      text = ReportMarkdown.render(report, context: .init(decimals: rates.decimals))
    case .html:
      text = ReportPage.render(report, context: .init(decimals: rates.decimals))
    case .text: text = metrics(report, .text, rates)
    case .csv: text = metrics(report, .csv, rates)
    case .json: text = metrics(report, .json, rates)
    }
    if let output = command.output {
      try AtomicFile.write(text, to: output)
    } else {
      try Console.result(text)
    }
  }

  private func metrics(
    _ report: RunReport, _ format: MetricsFormat, _ rates: RateRequest
  ) -> String {
    MetricsText.render(
      report.subsystems.map { NamedResults($0.name, $0.results) }, format: format,
      decimals: rates.decimals, isSynthetic: report.dataset.isSynthetic)
  }

  private func chosen(
    _ detector: String, of report: RunReport, folder: String
  ) throws -> RunReport {
    var one = report
    one.subsystems = report.subsystems.filter { $0.name == detector }
    one.nonResponses = report.nonResponses.filter {
      $0.subsystem.isEmpty || $0.subsystem == detector
    }
    guard !one.subsystems.isEmpty else {
      let names = report.subsystems.map(\.name.printable).joined(separator: ", ")
      throw InvalidInput(
        Diagnostic(
          .error, file: folder.printable, "the run has no detector '\(detector.printable)'",
          remedy: "it has: \(names)"))
    }
    return one
  }

  private func writeIndex(of folders: [String]) async throws {
    let parents = Set(folders.map { $0.split(separator: "/").dropLast() })
    guard parents.count == 1 else {
      throw InvalidInput(
        Diagnostic(
          .error, "the runs lie in \(parents.count) folders",
          remedy: "an index stands beside the runs it links to: name runs of one folder"))
    }
    var entries: [RunIndexEntry] = []
    for folder in folders {
      let name = String(folder.split(separator: "/").last ?? "run")
      let standing = RunStanding(folder: folder)
      guard let record = standing.record else {
        Console.note("warning: \(folder.printable) is left out: \(standing.fault)")
        continue
      }
      if standing.state == .finished {
        let rates = command.rates.applied(to: try RateRequest(record.rates))
        let results = try await RunEvaluation.results(of: record, rates: rates, jobs: jobs)
        entries.append(
          RunIndexEntry(
            ReportMaterial(record: record, results: results).report(), folder: name))
      } else {
        entries.append(
          RunIndexEntry(
            unfinished: name, dataset: ReportMaterial(record: record, results: []).facts,
            presentations: record.dataset.rows))
      }
    }
    let last = folders[0].split(separator: "/").last ?? ""
    let parent = String(folders[0].utf8.dropLast(last.utf8.count)) ?? ""
    let target = parent.isEmpty ? "." : parent
    try RunIndex.write(entries, to: target, decimals: command.rates.decimals ?? 2)
    if command.quiet { return }
    try Console.result("index: \((parent + "index.html").printable)")
  }

  /// `RUN@DETECTOR` taken apart; a folder that is there as written is a folder.
  private static func parts(of argument: String) -> (folder: String, detector: String?) {
    guard !FileManager.default.fileExists(atPath: argument), let mark = argument.lastIndex(of: "@")
    else { return (argument, nil) }
    return (String(argument[..<mark]), String(argument[argument.index(after: mark)...]))
  }

  private func unfinished(_ folder: String, _ record: RunRecord) -> InvalidInput {
    let expected = record.dataset.classes.reduce(0) { $0 + $1.presentations }
    return InvalidInput(
      Diagnostic(
        .error, file: folder.printable,
        "the run is unfinished: \(record.presentations.count) of \(expected) presentations are "
          + "judged",
        remedy: "give the command that began it again to go on"))
  }
}
