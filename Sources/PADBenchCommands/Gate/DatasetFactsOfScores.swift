import Comparison
import Datasets
import Evidence
import PADVocabulary
import ReleaseGate
import StructuredText

/// What a dataset's manifest says of a score file: which presentations had to be judged, what they
/// are, and which pictures they have.
struct DatasetFactsOfScores {
  private let dataset: Dataset
  /// Rows of the test partition's probes, by id.
  private let rows: [String: Int]
  /// Digests of folders of frames, by path.
  private let folders: [String: String]

  /// Loads the dataset; its media are not opened.
  ///
  /// - Throws: `InvalidInput`, `FileFault`.
  init(folder: String, protocolName: String?) throws {
    dataset = try Dataset.load(folder: folder, protocol: protocolName)
    var rows: [String: Int] = [:]
    let list = dataset.presentations
    for row in list.indices where list.partition(at: row) == .test && list.role(at: row) == .probe {
      rows[list.id(at: row)] = row
    }
    self.rows = rows
    folders = dataset.lock.map { Self.folders(of: $0) } ?? [:]
    if rows.isEmpty {
      throw InvalidInput(
        Diagnostic(
          .error, file: folder.printable, "the dataset has no presentation in its test partition"))
    }
  }

  /// The scores with what the dataset says of them.
  ///
  /// - Throws: `InvalidInput` for scores of presentations that are none of the test partition, or
  ///   that have another label there.
  func completed(_ subsystem: SubsystemEvidence) throws(InvalidInput) -> SubsystemEvidence {
    var completed = subsystem
    var found = DiagnosticList(file: subsystem.outcomes.name.printable)
    var unknown: [String] = []
    var mislabelled: [String] = []
    completed.outcomes.attributeNames = dataset.attributeNames
    completed.outcomes.outcomes = subsystem.outcomes.outcomes.map { outcome in
      guard let row = rows[outcome.id] else {
        unknown.append(outcome.id)
        return outcome
      }
      let presentation = dataset.presentations[row]
      if presentation.species != outcome.species { mislabelled.append(outcome.id) }
      var outcome = outcome
      outcome.cluster = presentation.clusterKey
      outcome.attributes = presentation.attributes
      outcome.mediaDigest = digest(of: presentation.media)
      return outcome
    }
    if let first = unknown.first {
      found.error(
        "\(unknown.count) presentations are not in the test partition of "
          + "\(dataset.description.name.printable), the first is \(first.printable)",
        remedy: "judge scores of this dataset and protocol, one row a presentation")
    }
    if let first = mislabelled.first {
      found.error(
        "\(mislabelled.count) presentations have another class or species in the manifest, the "
          + "first is \(first.printable)")
    }
    try found.throwErrors()
    completed.facts = facts
    completed.diagnostics.append(
      Diagnostic(
        .warning, file: subsystem.outcomes.name.printable,
        "scores from a file: nobody can tell which subsystem gave them, on which pictures",
        remedy: "judge the folder of a run"))
    return completed
  }

  private var facts: RunFacts {
    var counts: [PAISpecies?: Int] = [:]
    for row in rows.values { counts[dataset.presentations.species(at: row), default: 0] += 1 }
    let species = counts.keys.compactMap(\.self).sorted()
    let classes = ([nil] + species.map { Optional($0) }).filter { counts[$0] != nil }
    return RunFacts(
      datasetName: dataset.description.name, datasetDigest: dataset.lock?.root,
      protocolName: dataset.chosenProtocol?.choice ?? "",
      isSynthetic: dataset.description.isSynthetic,
      // The judge counts the outcomes of every class against the manifest.
      isComplete: true, leftOut: leftOut,
      expected: classes.map { .init(species: $0, presentations: counts[$0] ?? 0) })
  }

  /// What a score file of the test partition has no place for.
  private var leftOut: [RunFacts.LeftOut] {
    let list = dataset.presentations
    var (references, otherPartitions, unassigned) = (0, 0, 0)
    for row in list.indices {
      if list.role(at: row) != .probe {
        references += 1
      } else if let partition = list.partition(at: row) {
        otherPartitions += partition == .test ? 0 : 1
      } else {
        unassigned += 1
      }
    }
    return RunFacts.leftOut(
      references: references, otherPartitions: otherPartitions, unassigned: unassigned)
  }

  /// The digest of a presentation's pictures by the lock; `nil` without a lock.
  private func digest(of media: String) -> String? {
    dataset.lock?.file(media)?.digest.hex ?? folders[media]
  }

  /// One text per folder that holds files: their digests, in the order of their names.
  private static func folders(of lock: DatasetLock) -> [String: String] {
    var folders: [String: String] = [:]
    for row in 0..<lock.count {
      let file = lock.file(at: row)
      guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
      folders[String(file.path[..<slash]), default: ""] += file.digest.hex
    }
    return folders
  }
}
