import Datasets
import ErrorRates
import Evidence
import Media
import PADVocabulary
import Reports
import Runs
import StructuredText
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
  private let matchers: [any FaceMatcher]
  private let matching: MatchingPlan?
  private let selection: RunSelection
  private let trainingNotes: [Diagnostic]
  private let pseudonymizer: Pseudonymizer?
  private let claim: RunFolderClaim
  private let rates: RateRequest

  /// Looks at everything that can be wrong before anything is scored.
  ///
  /// - Parameter rates: how rates are asked for, where not the options but an earlier run says it.
  init(options: EvaluateCommand, rates kept: RateRequest? = nil) throws {
    self.options = options
    dataset = try Dataset.load(
      folder: options.source.dataset, protocol: options.source.protocolName,
      roots: options.source.roots.bindings)
    let registry = try Wiring.registry(options.runtimes)
    detectors = try options.detectors.map { try registry.detector($0) }
    matchers = try options.matching.matchers.map { try registry.matcher($0) }
    try Self.refuseTwins(detectors.map(\.card) + matchers.map(\.card))
    let card = try options.rates.readThresholdCard()
    rates =
      try kept
      ?? RateRequest(
        options.rates, criterion: options.rates.criterion(card: card), matching: options.matching,
        deployments: options.deployments)
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
    matching =
      matchers.isEmpty
      ? nil
      : try MatchingPlan(
        selection, declared: dataset.comparisons,
        terms: options.matching.terms(seed: options.rates.seed))
    let roots = options.source.roots.bindings
    if !options.onTrainingData {
      try TrainingOverlap.refuse(detectors, dataset, selection, roots: roots)
    }
    trainingNotes = try TrainingOverlap.notes(detectors, dataset, selection, roots: roots)
    pseudonymizer =
      options.revealIds
      ? nil : try Pseudonymizer(environment: ProcessInfo.processInfo.environment)
    claim = try RunFolderClaim(
      path: options.output ?? EvaluationDefaults.output(for: options.source.dataset),
      mustHoldRun: options.resume || options.retry)
  }

  /// Scores, evaluates, writes, and says what came out.
  func run() async throws {
    let job = self
    try await Interruption.watched(
      hint: "what was judged is kept in \(claim.path.printable); "
        + "run the same command again to go on"
    ) { try await job.judgeAndReport() }
  }

  private func judgeAndReport() async throws {
    if !options.quiet {
      for diagnostic in dataset.warnings + selection.notes + notes {
        Console.note(diagnostic.description)
      }
    }
    let settings = MediaSettings(policy: options.decodePolicy, ffmpeg: try await ffmpeg())
    let identity = identity(settings: settings)
    let heading = try RunHeading.make(
      dataset: dataset, selection: selection, detectors: detectors, identity: identity,
      rates: rates, notes: notes, revealsIDs: options.revealIds, matchers: matchers,
      matching: terms)
    // Media roots and earlier runs are looked at before a journal is begun.
    let reader: PresentationReader
    let reuse: ScoreReuse
    do {
      reader = PresentationReader(try MediaOpener(dataset, settings: settings))
      reuse = try scoresToTakeOver(heading)
    } catch {
      claim.withdraw()
      throw error
    }
    let journal = try claim.journal(for: heading, force: options.force)
    let jobs = options.jobs.count
    let request = RunRequest(
      selection: selection, reader: reader, detectors: detectors, faceFinder: faceFinder,
      jobs: jobs, pseudonymizer: pseudonymizer, reuse: reuse, retriesNonResponses: options.retry,
      explains: options.explain, shuffleSeed: shuffleSeed, matchers: matchers,
      matching: matching)
    try await scoreAndCompare(request, heading, into: journal)
    try journal.seal()
    let rendered = try await RunRendering(
      record: try journal.record(), rates: rates, drawsPictures: !options.omitsPictures,
      jobs: jobs,
      thumbnails: options.thumbnails ? ThumbnailMaker(reader: reader, selection: selection) : nil
    ).render(into: claim)
    try journal.close()
    if !options.quiet { try tell(rendered) }
  }

  /// A program of its own could count presentations; the order tells it nothing.
  private var shuffleSeed: UInt64? {
    let cards =
      detectors.map(\.card) + matchers.map(\.card) + [faceFinder?.card].compactMap(\.self)
    return cards.contains { $0.kind == .process } ? UInt64(rates.seed) : nil
  }

  private func tell(_ rendered: RunRendering.Rendered) throws {
    for note in rendered.written.notes { Console.note(note.description) }
    // The terminal gets what decides; the report has the rest.
    let named = zip(detectors, rendered.material.results).map { detector, results in
      var main = results
      main.test.further = nil
      return NamedResults(detector.card.name, main)
    }
    var text = MetricsText.render(
      named, format: .text, decimals: rates.decimals,
      isSynthetic: dataset.description.isSynthetic)
    let systems = rendered.material.systems.map(\.results)
    if !systems.isEmpty {
      text += "\n" + SystemText.render(systems, decimals: rates.decimals)
    }
    if !rendered.material.findings.isEmpty {
      text += "\nplace by place: \((claim.path + "/deployments.md").printable)\n"
    }
    try Console.result(text + "\nreport: \(rendered.written.report.printable)")
  }

  /// What decides which comparisons are made; `nil` without a matcher.
  private var terms: MatchingTerms? {
    matching == nil ? nil : options.matching.terms(seed: options.rates.seed)
  }

  /// What a reader of the results must know of training and enrolment.
  private var notes: [Diagnostic] { trainingNotes + (matching?.notes ?? []) }

  private func scoreAndCompare(
    _ request: RunRequest, _ heading: RunHeading, into journal: RunJournal
  ) async throws {
    // A lock vouches for the files: comparisons that were made stand, and need no templates.
    let stand = try dataset.lock != nil && !options.retry && journal.hasComparisons()
    guard !matchers.isEmpty, !stand else {
      var request = request
      request.matchers = []
      return try await score(request, into: journal, nil)
    }
    try journal.dropComparisons()
    let templates = try TemplateStore(
      folder: claim.path, matchers: heading.matchers.map(\.scoringKey))
    try await score(request, into: journal, templates)
    let meter =
      options.quiet
      ? nil
      : ProgressMeter(
        title: "comparing", unit: "presentations", total: selection.count * matchers.count)
    defer { meter?.finish() }
    try await ComparisonRun.run(request, templates: templates, into: journal) { step in
      meter?.advance(by: step.presentations, nonResponses: step.nonResponses)
    }
    try templates.close()
  }

  private func score(
    _ request: RunRequest, into journal: RunJournal, _ templates: TemplateStore?
  ) async throws {
    if options.quiet { return try await Runner.run(request, into: journal, templates: templates) }
    let kept = try journal.count()
    if kept > 0 {
      Console.note("going on: \(kept) of \(selection.count) presentations were judged before")
    }
    let meter = ProgressMeter(
      title: "scoring", unit: "presentations", total: request.count)
    defer { meter.finish() }
    try await Runner.run(request, into: journal, templates: templates) { step in
      meter.advance(by: step.presentations, nonResponses: step.nonResponses)
    }
  }

  private func scoresToTakeOver(_ heading: RunHeading) throws -> ScoreReuse {
    var reuse = ScoreReuse(scoringKeys: heading.detectors.map(\.scoringKey))
    for folder in options.reuse {
      let found = try reuse.add(folder: folder)
      if !options.quiet {
        Console.note(
          found > 0
            ? "\(folder.printable): \(found) scores of the same detectors may stand"
            : "\(folder.printable): no score of the same detectors under the same conditions")
      }
    }
    return reuse
  }

  /// Looks for ffmpeg only when the dataset names a video.
  private func ffmpeg() async throws -> FFmpeg? {
    dataset.namesVideos ? try await FFmpeg.find() : nil
  }

  private func identity(settings: MediaSettings) -> RunIdentity {
    RunIdentity.make(
      dataset: dataset, selection: selection, detectors: detectors, faceFinder: faceFinder,
      settings: settings, pseudonymKey: pseudonymizer?.keyID ?? "",
      rates: rates.identityEntries, matchers: matchers, matching: terms)
  }

  /// Refuses two subsystems of one name: a run is addressed as RUN@DETECTOR, and files are named
  /// after them.
  private static func refuseTwins(_ cards: [SubsystemCard]) throws(InvalidInput) {
    var seen: Set<String> = []
    for card in cards where !seen.insert(card.name).inserted {
      throw InvalidInput(
        Diagnostic(
          .error, "two subsystems are named '\(card.name.printable)'",
          remedy: "give each card a name of its own, or evaluate them in two runs"))
    }
  }
}
