import Datasets
import Evidence
import PADVocabulary
import Runs
import StructuredText
import Subsystems

extension RunHeading {
  /// What a run knows of itself before it judges anything.
  static func make(
    dataset: Dataset, selection: RunSelection, detectors: [any LivenessDetector],
    identity: RunIdentity, rates: RateRequest, notes: [Diagnostic] = [], revealsIDs: Bool,
    matchers: [any FaceMatcher] = [], matching: MatchingTerms? = nil
  ) throws -> RunHeading {
    RunHeading(
      identity: identity.json,
      dataset: RecordedDataset(dataset, selection: selection),
      detectors: try detectors.map {
        RecordedDetector($0.card, scoringKey: try identity.scoringKey(of: $0).hex)
      },
      rates: try rates.kept(),
      diagnostics: (dataset.warnings + selection.notes + notes).map { diagnostic in
        diagnostic.kept(of: dataset.folder, revealsQuotes: revealsIDs)
      },
      matchers: try matchers.map {
        RecordedDetector($0.card, scoringKey: try identity.scoringKey(of: $0).hex)
      },
      matching: matching)
  }
}

extension RecordedDetector {
  /// A subsystem as a run keeps it.
  fileprivate init(_ card: SubsystemCard, scoringKey: String) {
    self.init(
      name: card.name, version: card.version, kind: card.kind.rawValue,
      digest: card.digest.hex, preprocessing: card.preprocessing.summary,
      threshold: card.threshold, scoringKey: scoringKey, training: card.training?.summary,
      needs: card.needs.names)
  }
}

extension Diagnostic {
  /// The diagnostic as a run keeps it: the file's name within the dataset, not where the dataset lies,
  /// and nothing quoted from the manifest, which may be a person's name.
  fileprivate func kept(of folder: String, revealsQuotes: Bool) -> Diagnostic {
    var kept = self
    let base = RunFolderPath.trimmed(folder) + "/"
    if file.utf8.starts(with: base.utf8) {
      kept.file = String(decoding: file.utf8.dropFirst(base.utf8.count), as: UTF8.self)
    } else if file.utf8.elementsEqual(folder.utf8) {
      kept.file = ""
    }
    if !revealsQuotes {
      kept.message = Self.withoutQuotes(message)
      kept.remedy = Self.withoutQuotes(remedy)
    }
    return kept
  }

  /// A sentence whose quotations are left out; an apostrophe within a word is no quotation mark.
  private static func withoutQuotes(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func isLetter(_ place: Int) -> Bool {
      scalars.indices.contains(place) && scalars[place].properties.isAlphabetic
    }
    var kept = String.UnicodeScalarView()
    var isQuoted = false
    for (place, scalar) in scalars.enumerated() {
      if scalar == "'", isQuoted ? !isLetter(place + 1) : !isLetter(place - 1) {
        if !isQuoted { kept.append(contentsOf: "'…'".unicodeScalars) }
        isQuoted.toggle()
      } else if !isQuoted {
        kept.append(scalar)
      }
    }
    return String(kept)
  }
}

extension RecordedDataset {
  /// What the run is told of its dataset.
  fileprivate init(_ dataset: Dataset, selection: RunSelection) {
    let description = dataset.description
    self.init(
      name: description.name, version: description.version, isSynthetic: description.isSynthetic,
      rootDigest: dataset.lock?.root.hex, protocolName: dataset.chosenProtocol?.choice ?? "",
      licence: description.licence, consentBasis: description.consentBasis,
      purposes: description.purposes, provenance: description.provenance,
      attributeNames: dataset.attributeNames,
      captureDevices: Self.names(in: selection, \.captureDevice),
      sessions: Self.count(of: Self.names(in: selection, \.session)),
      attackPotentials: description.species.compactMap { entry in
        entry.attackPotential.map { .init(species: entry.species, potential: $0.rawValue) }
      },
      classes: ClassCount.counts(of: selection), rows: dataset.presentations.count,
      exclusions: selection.exclusions)
  }
}

extension RecordedDataset {
  /// What presentations of a selection name, sorted by bytes, without the empty name.
  private static func names(
    in selection: RunSelection, _ name: (Presentation) -> String
  ) -> [String] {
    var names: Set<String> = []
    for position in 0..<selection.count { names.insert(name(selection.presentation(at: position))) }
    return names.filter { !$0.isEmpty }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func count(of names: [String]) -> Int? { names.isEmpty ? nil : names.count }
}

extension RecordedDataset.ClassCount {
  /// Counts what is in a selection, sorted by partition, bona fide first, then species by name.
  fileprivate static func counts(of selection: RunSelection) -> [Self] {
    struct Key: Hashable {
      var partition: Partition
      var species: PAISpecies?
    }
    struct Seen {
      var presentations = 0
      var persons: Set<String> = []
      var series: Set<String> = []
      var instruments: Set<String> = []
      var devices: Set<String> = []
      var sessions: Set<String> = []
    }
    var seen: [Key: Seen] = [:]
    for position in 0..<selection.count {
      let presentation = selection.presentation(at: position)
      guard let partition = presentation.partition else { continue }
      let key = Key(partition: partition, species: presentation.species)
      var group = seen[key, default: Seen()]
      group.presentations += 1
      // The person an instrument shows counts as the one before the camera does: neither class
      // may share persons across partitions.
      for person in presentation.persons { group.persons.insert(person) }
      group.series.insert(presentation.paiSeries)
      group.instruments.insert(presentation.paiID)
      group.devices.insert(presentation.captureDevice)
      group.sessions.insert(presentation.session)
      seen[key] = group
    }
    func known(_ names: Set<String>) -> Int? {
      let count = names.count { !$0.isEmpty }
      return count == 0 ? nil : count
    }
    return seen.map { key, group in
      Self(
        partition: key.partition, species: key.species, presentations: group.presentations,
        persons: known(group.persons), series: known(group.series),
        instruments: known(group.instruments), captureDevices: known(group.devices),
        sessions: known(group.sessions))
    }.sorted { left, right in
      if left.partition != right.partition { return left.partition < right.partition }
      guard let first = left.species else { return right.species != nil }
      guard let second = right.species else { return false }
      return first < second
    }
  }
}
