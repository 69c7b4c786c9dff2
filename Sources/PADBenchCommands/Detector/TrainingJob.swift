import Datasets
import Evidence
import Media
import PADVocabulary
import Runs
import StructuredText
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Measures what there is to learn from, learns, and writes the model.
struct TrainingJob {
  private let options: TrainingOptions
  private let dataset: Dataset
  private let subsystem: any TrainableSubsystem
  private let role: SubsystemCard.Role
  private let faceFinder: (any FaceFinder)?
  private let selection: RunSelection

  /// Looks at everything that can be wrong before anything is measured.
  ///
  /// - Parameter partitions: what the subsystem learns from and chooses on; none may be empty.
  init(
    _ subsystem: any TrainableSubsystem, as role: SubsystemCard.Role, from partitions: [Partition],
    _ options: TrainingOptions, _ registry: SubsystemRegistry
  ) async throws {
    self.options = options
    self.subsystem = subsystem
    self.role = role
    faceFinder = try options.faceFinder.map { try registry.faceFinder($0) }
    if !options.force, FileManager.default.fileExists(atPath: options.output) {
      throw InvalidInput(
        Diagnostic(
          .error, file: options.output, "there is a file of this name already",
          remedy: "name another one, or replace it with --force"))
    }
    dataset = try Dataset.load(
      folder: try await SpecificationFolder.dataset(
        folder: options.dataset, jobs: options.jobs.count, isQuiet: options.quiet),
      protocol: options.protocolName, roots: options.roots.bindings)
    selection = RunSelection(of: dataset.presentations, partitions: partitions)
    let needs = partitions.contains(.dev) ? "train to learn from and dev to choose on" : "train"
    for partition in partitions where !selection.partitions.contains(partition) {
      throw InvalidInput(
        Diagnostic(
          .error, file: dataset.folder,
          "there is no presentation in the partition '\(partition.rawValue)'",
          remedy: "training needs \(needs): fill the manifest's partition column, or name a "
            + "protocol with --protocol"))
    }
  }

  func run() async throws {
    let job = self
    try await Interruption.watched(hint: "no model was written") { try await job.train() }
  }

  private func train() async throws {
    let settings = MediaSettings(
      policy: options.decodePolicy, ffmpeg: dataset.namesVideos ? try await FFmpeg.find() : nil)
    let reader = PresentationReader(try MediaOpener(dataset, settings: settings))
    let request = RunRequest(
      selection: selection, reader: reader, detectors: [], faceFinder: faceFinder,
      jobs: options.jobs.count)
    let meter =
      options.quiet
      ? nil : ProgressMeter(title: "measuring", unit: "presentations", total: selection.count)
    let measured = try await TrainingRun.measure(
      for: subsystem, request, seed: options.seed
    ) {
      meter?.advance(by: $0.presentations, nonResponses: $0.nonResponses)
    }
    meter?.finish()
    let parameters = try subsystem.learn(from: measured.examples) { line in
      if !options.quiet { Console.note(line) }
    }
    let model = TrainedModel(
      name: options.shownName ?? subsystem.card.name + "-trained", role: role,
      trainable: subsystem.card.name, featureVersion: subsystem.featureVersion,
      features: subsystem.card.digest,
      origin: TrainingOrigin(
        dataset: dataset.description.name, version: dataset.description.version,
        root: dataset.lock?.root.hex, manifest: TrainingOverlap.manifestDigest(of: dataset),
        protocolName: dataset.chosenProtocol?.choice ?? "",
        isSynthetic: dataset.description.isSynthetic),
      seed: options.seed, examples: .array(measured.counts.map(\.json)), parameters: parameters)
    try AtomicFile.write(try model.bytes(), to: options.output)
    let digest = try model.digest().hex
    let chosen =
      selection.partitions.contains(.dev)
      ? ", chosen on \(measured.examples.dev.count)" : ""
    try Console.result(
      "\(model.name), trained on \(measured.examples.train.count) presentations\(chosen): "
        + "\(options.output.printable)\nmodel \(digest)"
        + (model.origin.isSynthetic ? "\ntrained on synthetic pictures" : ""))
  }
}

extension TrainingRun.ClassCount {
  /// The count as it stands in a model file.
  fileprivate var json: JSONValue {
    .object([
      .init("partition", .string(partition.rawValue)),
      .init("species", species.map { .string($0.name) } ?? .null),
      .init("measured", .integer(measured)),
      .init(
        "non_responses",
        .object(nonResponses.map { .init($0.reason.rawValue, .integer($0.count)) })),
    ])
  }
}
