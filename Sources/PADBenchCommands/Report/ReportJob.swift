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
    if let output = command.output { try RunFolderClaim.refuseInsideRun(output) }
    if let format = command.format { return try await print(format) }
    for run in command.runs where !FileManager.default.fileExists(atPath: run) {
      throw InvalidInput(
        Diagnostic(
          .error, file: run.printable, "there is no run here", remedy: "no such folder is there"))
    }
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
    let record = try RunRecord.read(folder: folder)
    guard record.isComplete else { throw unfinished(folder, record) }
    let journal = try claim.journal(for: record.heading, force: false)
    try journal.seal()
    let rendered = try await RunRendering(
      record: try journal.record(), rates: try RateRequest(record.rates),
      drawsPictures: !command.omitsPictures, jobs: jobs
    ).render(into: claim)
    try journal.close()
    if command.quiet { return }
    for note in rendered.written.notes { Console.note(note.description) }
    try Console.result("report: \(rendered.written.report.printable)")
  }

  /// Prints one run, and leaves its folder alone.
  private func print(_ format: ReportFormat) async throws {
    let (folder, detector) = Self.parts(of: command.runs[0])
    var record = try RunRecord.read(folder: folder)
    guard record.isComplete else { throw unfinished(folder, record) }
    let rates = command.rates.applied(to: try RateRequest(record.rates))
    record.identity = RunIdentity.replacingRates(of: record.identity, by: rates.identityEntries)
    var report = try await ReportMaterial.make(of: record, rates: rates, jobs: jobs).report()
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
    let places = try folders.map { try RunFolderPath($0) }
    guard let parent = places.first?.parent, places.allSatisfy({ $0.parent == parent }) else {
      throw InvalidInput(
        Diagnostic(
          .error, "the runs lie in \(Set(places.map(\.parent)).count) folders",
          remedy: "an index stands beside the runs it links to: name runs of one folder"))
    }
    var entries: [RunIndexEntry] = []
    for (folder, place) in zip(folders, places) {
      let standing = RunStanding(folder: folder)
      guard let record = standing.record else {
        Console.note("warning: \(folder.printable) is left out: \(standing.fault)")
        continue
      }
      if standing.state == .finished {
        let rates = command.rates.applied(to: try RateRequest(record.rates))
        let material = try await ReportMaterial.make(of: record, rates: rates, jobs: jobs)
        entries.append(RunIndexEntry(material.report(), folder: place.name))
      } else {
        entries.append(
          RunIndexEntry(
            unfinished: place.name, dataset: ReportMaterial(record: record, results: []).facts,
            presentations: record.dataset.rows))
      }
    }
    try RunIndex.write(entries, to: parent, decimals: command.rates.decimals ?? 2)
    if command.quiet { return }
    try Console.result("index: \((parent + "/index.html").printable)")
  }

  /// `RUN@DETECTOR` taken apart; a folder that is there as written is a folder.
  private static func parts(of argument: String) -> (folder: String, detector: String?) {
    guard !FileManager.default.fileExists(atPath: argument), let mark = argument.lastIndex(of: "@")
    else { return (argument, nil) }
    return (String(argument[..<mark]), String(argument[argument.index(after: mark)...]))
  }

  private func unfinished(_ folder: String, _ record: RunRecord) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, file: folder.printable,
        "the run is unfinished: \(record.presentations.count) of "
          + "\(record.dataset.presentations) presentations are judged",
        remedy: "give the command that began it again to go on"))
  }
}
