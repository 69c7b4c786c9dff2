import Datasets
import Evidence
import PADVocabulary
import Runs
import StructuredText
import Subsystems

/// What detectors that were trained have seen of what they are to be evaluated on.
enum TrainingOverlap {
  /// Refuses detectors that have learned from presentations of the selection.
  ///
  /// - Throws: `InvalidInput` naming all of them.
  static func refuse(
    _ detectors: [any LivenessDetector], _ dataset: Dataset, _ selection: RunSelection,
    roots: [String: String]
  ) throws {
    let faults = try detectors.compactMap { detector -> Diagnostic? in
      let seen = try seen(by: detector, dataset, selection, roots: roots, as: .train)
      guard seen > 0 else { return nil }
      return Diagnostic(
        .error, file: dataset.folder,
        "detector \(detector.card.name) has learned from \(seen) of these presentations",
        remedy: "leave the partition 'train' out, or say --on-training-data to see how well it "
          + "knows them by heart")
    }
    if !faults.isEmpty { throw InvalidInput(faults) }
  }

  /// What a reader of the results must know of the detectors' training.
  static func notes(
    _ detectors: [any LivenessDetector], _ dataset: Dataset, _ selection: RunSelection,
    roots: [String: String]
  ) throws -> [Diagnostic] {
    var notes: [Diagnostic] = []
    for detector in detectors {
      guard let origin = detector.card.training else { continue }
      let name = "detector \(detector.card.name)"
      if origin.isSynthetic {
        notes.append(
          Diagnostic(
            dataset.description.isSynthetic ? .note : .warning,
            "\(name) was trained on synthetic pictures (\(origin.dataset) \(origin.version)): "
              + "what it does with pictures of persons is unknown"))
      }
      let learned = try seen(by: detector, dataset, selection, roots: roots, as: .train)
      if learned > 0 {
        notes.append(
          Diagnostic(
            .warning,
            "\(name) has learned from \(learned) of the presentations scored here: their scores "
              + "say nothing about its errors"))
      }
      if try seen(by: detector, dataset, selection, roots: roots, as: .dev) > 0 {
        notes.append(
          Diagnostic(
            .note, "the penalty and calibration of \(name) were chosen on this dataset's dev"))
      }
    }
    return notes
  }

  /// How many presentations of the selection were in a partition of the detector's training.
  private static func seen(
    by detector: any LivenessDetector, _ dataset: Dataset, _ selection: RunSelection,
    roots: [String: String], as partition: Partition
  ) throws -> Int {
    let manifest = manifestDigest(of: dataset)
    guard let origin = detector.card.training,
      origin.isDataset(root: dataset.lock?.root.hex, manifest: manifest)
    else { return 0 }
    let chosen = dataset.chosenProtocol?.choice ?? ""
    if origin.protocolName == chosen {
      return (0..<selection.count).count { selection.presentation(at: $0).partition == partition }
    }
    // The same presentations under another protocol: what was train there may be test here.
    let trained = try Dataset.load(
      folder: dataset.folder,
      protocol: origin.protocolName.isEmpty ? nil : origin.protocolName, roots: roots)
    var ids: Set<String> = []
    for row in trained.presentations.indices
    where trained.presentations.partition(at: row) == partition {
      ids.insert(trained.presentations.id(at: row))
    }
    return (0..<selection.count).count { ids.contains(selection.presentation(at: $0).id) }
  }

  /// SHA-256 of the dataset's manifest; empty when it has none.
  static func manifestDigest(of dataset: Dataset) -> String {
    dataset.files.first { $0.path == "manifest.csv" }?.digest.hex ?? ""
  }
}
