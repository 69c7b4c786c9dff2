import Datasets
import ErrorRates
import Evidence
import PADVocabulary
import Reports
import Runs
import Subsystems

/// What a report is made of: turns a run's values into those that reports are rendered from.
struct ReportMaterial {
  let dataset: Dataset
  let result: RunResult
  let detectors: [SubsystemCard]
  let results: [EvaluationResults]
  let identity: RunIdentity
  let pseudonymizer: Pseudonymizer?
  let jobs: Int

  /// The report; subject and target ids in it are pseudonyms unless ids are revealed.
  func report() throws -> RunReport {
    RunReport(
      title: "\(dataset.description.name): " + detectors.map(\.name).joined(separator: ", "),
      dataset: facts,
      presentationsInDataset: dataset.presentations.count,
      exclusions: [
        ExclusionCount("enrolment references", result.selection.exclusions.references),
        ExclusionCount("partitions not asked for", result.selection.exclusions.otherPartitions),
        ExclusionCount("left out by the protocol", result.selection.exclusions.unassigned),
      ],
      subsystems: detectors.indices.map(subsystem(at:)),
      nonResponses: result.incidents.map { incident in
        NonResponseEntry(
          presentationID: incident.presentationID, subsystem: incident.detector ?? "",
          reason: incident.reason, message: incident.message)
      },
      diagnostics: dataset.warnings + result.selection.notes,
      provenance: try provenance(),
      timing: timing)
  }

  private var facts: DatasetFacts {
    let description = dataset.description
    let evaluated = (0..<result.selection.count).map { result.selection.presentation(at: $0) }
    return DatasetFacts(
      name: description.name,
      version: description.version,
      isSynthetic: description.isSynthetic,
      lock: dataset.lock.map { .locked(rootDigest: $0.root.hex) } ?? .unlocked,
      protocolName: dataset.chosenProtocol?.choice ?? "",
      licence: description.licence,
      consentBasis: description.consentBasis,
      purposes: description.purposes,
      provenance: description.provenance,
      attributeNames: dataset.attributeNames,
      counts: SpeciesCount.counts(of: evaluated))
  }

  private func subsystem(at position: Int) -> SubsystemReport {
    let card = detectors[position]
    return SubsystemReport(
      name: card.name,
      version: card.version,
      kind: card.kind.rawValue,
      digest: card.digest.hex,
      preprocessing: card.preprocessing.summary,
      results: results[position],
      scores: result.selection.partitions.map { scores(ofDetector: position, in: $0) },
      latency: LatencySummary(
        seconds: result.detectorSeconds[position].lazy.map { Double($0) }),
      thresholdCard: thresholdCard(ofDetector: position))
  }

  private func thresholdCard(ofDetector position: Int) -> ThresholdCard? {
    result.table(ofDetector: position, in: .dev).flatMap {
      try? ThresholdCard(
        of: results[position], subsystem: detectors[position].name, dev: $0)
    }
  }

  private func scores(ofDetector position: Int, in partition: Partition) -> PartitionScores {
    var rows: [ScoredPresentation] = []
    for place in 0..<result.selection.count {
      let presentation = result.selection.presentation(at: place)
      guard presentation.partition == partition else { continue }
      rows.append(
        ScoredPresentation(
          presentationID: presentation.id,
          species: presentation.species,
          subject: exported(presentation.subjectID),
          target: exported(presentation.targetID),
          cluster: exportedCluster(of: presentation),
          outcome: result.outcomes[position][place],
          latency: Double(result.detectorSeconds[position][place]),
          attributes: presentation.attributes))
    }
    return PartitionScores(partition: partition, rows: rows)
  }

  /// A person's id as it may leave the machine.
  private func exported(_ person: String) -> String {
    pseudonymizer?.pseudonym(for: person, kind: .subject) ?? person
  }

  /// What a row shares with others: names of series often hold names of persons, so they leave
  /// the machine as pseudonyms too.
  private func exportedCluster(of presentation: Presentation) -> String {
    let key = presentation.clusterKey
    let kind: Pseudonymizer.Kind =
      presentation.presentationClass == .bonaFide ? .subject : .instrument
    return pseudonymizer?.pseudonym(for: key, kind: kind) ?? key
  }

  private func provenance() throws -> [ReportEntry] {
    var entries = [
      ReportEntry("run", "padbench", identity.toolVersion),
      ReportEntry("run", "identity", try identity.digest().hex),
      ReportEntry("run", "partitions scored", identity.partitions.joined(separator: ", ")),
      ReportEntry("dataset", "root digest", identity.datasetRoot ?? "unlocked"),
    ]
    for file in identity.datasetFiles {
      entries.append(ReportEntry("dataset", file.name, file.digest))
    }
    for card in identity.detectors {
      entries.append(ReportEntry("detectors", "\(card.name) \(card.version)", card.digest.hex))
    }
    if let finder = identity.faceFinder {
      entries.append(
        ReportEntry("face finder", "\(finder.name) \(finder.version)", finder.digest.hex))
    }
    entries.append(ReportEntry("pictures", "decode policy", identity.decodePolicy))
    entries.append(ReportEntry("pictures", "limits", identity.imageLimits))
    for version in identity.versions {
      entries.append(ReportEntry("versions", version.name, version.version))
    }
    entries.append(ReportEntry("machine", "processor class", identity.processorClass))
    entries.append(
      ReportEntry(
        "privacy", "subject and target ids",
        identity.pseudonymKey.isEmpty
          ? "as in the dataset (--reveal-ids)" : "pseudonyms, key \(identity.pseudonymKey)"))
    for rate in identity.rates { entries.append(ReportEntry("rates", rate.name, rate.value)) }
    return entries
  }

  private var timing: [ReportEntry] {
    let count = result.selection.count
    let rate = result.wallSeconds > 0 ? Double(count) / result.wallSeconds : 0
    let preparation = LatencySummary(seconds: result.preparationSeconds.lazy.map { Double($0) })
    var entries = [
      ReportEntry("run", "jobs", String(jobs)),
      ReportEntry("run", "presentations", String(count)),
      ReportEntry("run", "seconds", Self.rounded(result.wallSeconds)),
      ReportEntry("run", "presentations per second", Self.rounded(rate)),
    ]
    if let preparation {
      entries.append(
        ReportEntry(
          "run", "milliseconds to open, decode and find the face (median)",
          Self.rounded(preparation.median * 1000)))
    }
    return entries
  }

  /// Three decimals: more would be noise.
  private static func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return String(value) }
    return String((value * 1000).rounded() / 1000)
  }
}
