import ArgumentParser
import ErrorRates
import PADVocabulary
import Reports
import ScoreFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files of frame scores in, main figures by the count of frames out.
struct FrameCountJob {
  private let command: MetricsCommand
  private let aggregation: FrameAggregation
  private let counts: [Int]

  /// Refuses options that a table by frames has no place for.
  ///
  /// - Returns: `nil` when no such table was asked for.
  /// - Throws: `ValidationError`.
  init?(command: MetricsCommand) throws {
    guard let aggregation = command.frames.aggregate else { return nil }
    counts = try command.frames.counts()
    guard !counts.isEmpty else { return nil }
    self.command = command
    self.aggregation = aggregation
    guard command.files.count == 1, command.evals.count <= 1 else {
      throw ValidationError("--frame-counts takes one score file, or a dev file and one --eval.")
    }
    guard command.curves == nil, command.saveThreshold == nil, !command.further else {
      throw ValidationError(
        "--frame-counts prints a table only: leave --curves, --save-threshold and --further out, "
          + "or --frame-counts.")
    }
  }

  /// Evaluates for every count, prints.
  func run() async throws {
    let reading = try command.input.readingOptions().forFrames
    func read(_ path: String) throws -> FrameSets {
      let file = try ScoreFile.read(path: path, options: reading)
      for diagnostic in file.diagnostics { Console.note(diagnostic.description) }
      return try FrameSets(file, path: path)
    }
    let path = command.evals.first ?? command.files[0]
    let dev = command.evals.isEmpty ? nil : try read(command.files[0])
    let test = try read(path)
    let rates = command.rates
    let criterion =
      dev == nil && !rates.namesThreshold ? nil : try rates.chosenCriterion()
    var rows: [FrameCountResult] = []
    for count in counts {
      let table = test.presentations(aggregation, first: count)
      let results = try await ErrorRates.evaluate(
        dev: dev?.presentations(aggregation, first: count), test: table, criterion: criterion,
        options: rates.evaluationOptions(wantsFurtherFigures: false),
        jobs: ProcessInfo.processInfo.activeProcessorCount)
      rows.append(
        FrameCountResult(
          frames: count, presentations: test.count, complete: test.count(withFrames: count),
          results: results))
    }
    let name = command.legends.first ?? path
    let text = FrameCountTable(name, aggregation, rows).render(
      command.format, decimals: rates.decimals)
    try command.deliver(text)
  }
}
