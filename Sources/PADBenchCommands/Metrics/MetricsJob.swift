import ErrorRates
import PADVocabulary
import Reports
import ScoreFiles
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Score files in, figures out.
struct MetricsJob {
  private let command: MetricsCommand
  private let reading: ScoreReadingOptions
  private let criterion: Criterion

  /// Looks at what can be wrong before a score is read.
  init(command: MetricsCommand) throws {
    self.command = command
    let reading = try command.input.readingOptions()
    self.reading = command.frames.aggregate == nil ? reading : reading.forFrames
    criterion = try command.rates.chosenCriterion()
  }

  /// Evaluates, writes what was asked for, prints.
  func run() async throws {
    let sets = try await evaluated()
    let text = MetricsText.render(
      sets, format: command.format, decimals: command.rates.decimals,
      areFolds: command.evals.count > 1)
    if let folder = command.curves {
      let written = try await RunFolder.writeCurves(
        of: sets, dataset: "score files", to: folder,
        options: .init(decimals: command.rates.decimals))
      for note in written.notes { Console.note(note.description) }
    }
    try command.deliver(text)
  }

  private func evaluated() async throws -> [NamedResults] {
    if let bonaFide = command.bonaFide, let attacks = command.attacks {
      let pair = try ScoreFile.read(bonaFide: bonaFide, attacks: attacks, options: reading)
      return [
        try await results(of: MetricsScores(table: pair.table), dev: nil, name: attacks, at: 0)
      ]
    }
    var sets: [NamedResults] = []
    guard !command.evals.isEmpty else {
      for (position, file) in command.files.enumerated() {
        sets.append(try await results(of: try read(file), dev: nil, name: file, at: position))
      }
      return sets
    }
    var dev: MetricsScores?
    for (position, file) in command.evals.enumerated() {
      if position < command.files.count { dev = try read(command.files[position]) }
      sets.append(try await results(of: try read(file), dev: dev, name: file, at: position))
    }
    return sets
  }

  private func read(_ path: String) throws -> MetricsScores {
    let file = try ScoreFile.read(path: path, options: reading)
    for diagnostic in file.diagnostics { Console.note(diagnostic.description) }
    guard let aggregation = command.frames.aggregate else {
      return MetricsScores(table: file.table)
    }
    let frames = try FrameSets(file, path: path)
    let table = frames.presentations(aggregation)
    return MetricsScores(
      table: table, note: frames.note(aggregation, of: table, name: path.printable))
  }

  private func results(
    of test: MetricsScores, dev: MetricsScores?, name: String, at position: Int
  ) async throws -> NamedResults {
    let rates = command.rates
    var results = try await ErrorRates.evaluate(
      dev: dev?.table, test: test.table,
      criterion: dev == nil && !rates.namesThreshold ? nil : criterion,
      options: rates.evaluationOptions(
        wantsFurtherFigures: command.further || command.curves != nil),
      jobs: ProcessInfo.processInfo.activeProcessorCount)
    results.warnings += [dev?.note, test.note].compactMap(\.self)
    let legends = command.legends
    let shown = legends.indices.contains(position) ? legends[position] : name
    if let path = command.saveThreshold, let dev {
      let card = try ThresholdCard(of: results, subsystem: shown, dev: dev.table)
      try AtomicFile.write(card.yaml, to: path)
    }
    return NamedResults(shown, results)
  }
}
