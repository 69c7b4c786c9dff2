import Datasets
import ErrorRates
import Evidence
import Media
import PADVocabulary
import Reports
import Runs
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The main job: dataset and detectors in, run folder and summary out.
struct EvaluationJob {
  private let options: EvaluateCommand
  private let dataset: Dataset
  private let detectors: [any LivenessDetector]
  private let faceFinder: (any FaceFinder)?
  private let selection: RunSelection
  private let pseudonymizer: Pseudonymizer?
  private let claim: RunFolderClaim
  private let criterion: Criterion

  /// Looks at everything that can be wrong before anything is scored.
  init(options: EvaluateCommand) throws {
    self.options = options
    dataset = try Dataset.load(
      folder: options.source.dataset, protocol: options.source.protocolName,
      roots: options.source.rootBindings)
    let registry = try Wiring.registry(onnxruntime: options.runtimes.onnxruntime)
    detectors = try Self.distinct(options.detectors.map { try registry.detector($0) })
    let card = try options.rates.readThresholdCard()
    criterion = try options.rates.criterion(card: card)
    if let card,
      detectors.contains(where: { $0.card.name != card.subsystem })
    {
      Console.note(
        "warning: the threshold card is of '\(card.subsystem.printable)', and not every detector "
          + "here has that name")
    }
    faceFinder = try options.faceFinder.map { try registry.faceFinder($0) }
    let partitions = options.partitions.isEmpty ? [.dev, .test] : options.partitions
    selection = RunSelection(of: dataset.presentations, partitions: partitions)
    guard selection.partitions.contains(.test) else {
      throw InvalidInput(
        Diagnostic(
          .error, file: dataset.folder, "there is no presentation in the partition 'test'",
          remedy: "fill the manifest's partition column, or name a protocol with --protocol"))
    }
    pseudonymizer =
      options.revealIds
      ? nil : try Pseudonymizer(environment: ProcessInfo.processInfo.environment)
    claim = try RunFolderClaim(
      path: options.output ?? Self.defaultFolder(of: dataset), force: options.force)
  }

  /// Scores, evaluates, writes, and says what came out.
  func run() async throws {
    if !options.quiet {
      for diagnostic in dataset.warnings + selection.notes { Console.note(diagnostic.description) }
    }
    let settings = MediaSettings(policy: options.decodePolicy, ffmpeg: try await ffmpeg())
    let jobs = options.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let request = RunRequest(
      selection: selection,
      reader: PresentationReader(try MediaOpener(dataset, settings: settings)),
      detectors: detectors, faceFinder: faceFinder, jobs: jobs)
    let result = try await score(request)
    let results = try await evaluate(result, jobs: jobs)
    let identity = identity(settings: settings)
    let material = ReportMaterial(
      dataset: dataset, result: result, detectors: detectors.map(\.card), results: results,
      identity: identity, pseudonymizer: pseudonymizer, jobs: jobs)
    try claim.clear()
    let written = try await RunFolder.write(
      try material.report(), to: claim.path,
      options: RunFolder.Options(
        decimals: options.rates.decimals, drawsPictures: !options.omitsPictures))
    try claim.finish(identity: try identity.file())
    if options.quiet { return }
    for note in written.notes { Console.note(note.description) }
    // The terminal gets what decides; the report has the rest.
    let named = zip(detectors, results).map { detector, results in
      var main = results
      main.test.further = nil
      return NamedResults(detector.card.name, main)
    }
    try Console.result(
      MetricsText.render(
        named, format: .text, decimals: options.rates.decimals,
        isSynthetic: dataset.description.isSynthetic) + "\nreport: \(written.report.printable)")
  }

  private func score(_ request: RunRequest) async throws -> RunResult {
    if options.quiet { return try await Runner.run(request) }
    let meter = ProgressMeter(
      title: "scoring", unit: "presentations", total: request.selection.count)
    let result = try await Runner.run(request) { step in
      meter.advance(by: step.presentations, nonResponses: step.nonResponses)
    }
    meter.finish()
    return result
  }

  /// The error rates of each detector; a card's own threshold serves where there is no dev.
  private func evaluate(_ result: RunResult, jobs: Int) async throws -> [EvaluationResults] {
    var results: [EvaluationResults] = []
    let rates = options.rates.evaluationOptions(
      wantsFurtherFigures: true, attackPotentials: dataset.attackPotentials)
    for (position, detector) in detectors.enumerated() {
      let dev = result.table(ofDetector: position, in: .dev)
      var criterion = criterion
      if dev == nil, !options.rates.namesThreshold, let threshold = detector.card.threshold {
        criterion = .card(threshold)
      }
      results.append(
        try await ErrorRates.evaluate(
          dev: dev, test: result.table(ofDetector: position, in: .test) ?? ScoreTable(),
          criterion: criterion, options: rates, jobs: jobs))
    }
    return results
  }

  /// Looks for ffmpeg only when the dataset names a video.
  private func ffmpeg() async throws -> FFmpeg? {
    dataset.namesVideos ? try await FFmpeg.find() : nil
  }

  private func identity(settings: MediaSettings) -> RunIdentity {
    RunIdentity.make(
      dataset: dataset, selection: selection, detectors: detectors, faceFinder: faceFinder,
      settings: settings, pseudonymKey: pseudonymizer?.keyID ?? "",
      rates: options.rates.identityEntries(criterion: criterion))
  }

  /// Refuses two detectors of one name: a run is addressed as RUN@DETECTOR.
  private static func distinct(
    _ detectors: [any LivenessDetector]
  ) throws -> [any LivenessDetector] {
    var seen: Set<String> = []
    for detector in detectors where !seen.insert(detector.card.name).inserted {
      throw InvalidInput(
        Diagnostic(
          .error, "two detectors are named '\(detector.card.name.printable)'",
          remedy: "give each card a name of its own, or evaluate them in two runs"))
    }
    return detectors
  }

  private static func defaultFolder(of dataset: Dataset) -> String {
    let name = dataset.folder.split(separator: "/").last.map(String.init) ?? "run"
    return "reports/" + (name == "." || name == ".." ? "run" : name)
  }
}
