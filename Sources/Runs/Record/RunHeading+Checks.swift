import PADVocabulary

extension RunHeading {
  /// More than any run has of anything: counts beyond it are damage, and could not be summed.
  static let mostOfAnything = 1_000_000_000

  /// What no run says of itself; `nil` for a heading that can be used.
  var contradiction: String? {
    if detectors.isEmpty { return "it names no detector" }
    let names = (detectors + matchers).map(\.name)
    if Set(names).count != names.count { return "two of its subsystems have one name" }
    if matchers.isEmpty != (matching == nil) {
      return "it has matchers, or terms, without the other"
    }
    var seen: Set<RecordedDataset.ClassKey> = []
    for entry in dataset.classes {
      let isNew = seen.insert(.init(partition: entry.partition, species: entry.species)).inserted
      if !isNew { return "it counts one class twice" }
    }
    let left = dataset.exclusions
    var counts = [dataset.rows, left.references, left.otherPartitions, left.unassigned]
    counts += [dataset.sessions ?? 0]
    for entry in dataset.classes {
      counts.append(entry.presentations)
      counts += [
        entry.persons, entry.series, entry.instruments, entry.captureDevices, entry.sessions,
      ].map { $0 ?? 0 }
    }
    if counts.contains(where: { !(0...Self.mostOfAnything).contains($0) }) {
      return "it has a count that is none"
    }
    return nil
  }
}

extension RecordedDataset {
  /// A class of one partition.
  struct ClassKey: Hashable {
    var partition: Partition
    var species: PAISpecies?
  }
}
