import Datasets
import ErrorRates
import Evidence
import PADVocabulary
import ReleaseGate
import Reports
import Runs
import StructuredText

/// What a report is made of: turns what a run's folder keeps into the values that reports are
/// rendered from.
struct ReportMaterial {
  let record: RunRecord
  /// The rates of each detector.
  let results: [EvaluationResults]
  /// What matchers let in, alone and with each detector; empty without a matcher.
  var systems: [RunSystems.Evaluation] = []
  /// What that means at the deployments that were asked for.
  var findings: [DeploymentFinding] = []

  /// Computes everything that a run's report says.
  static func make(
    of record: RunRecord, rates: RateRequest, jobs: Int
  ) async throws -> ReportMaterial {
    let results = try await RunEvaluation.results(of: record, rates: rates, jobs: jobs)
    var material = ReportMaterial(record: record, results: results)
    guard let systems = RunSystems(record, results: results) else { return material }
    material.systems = try await systems.evaluations(rates: rates, jobs: jobs)
    for place in try DeploymentChoice.deployments(rates.deployments ?? []) {
      material.findings += material.systems.map { DeploymentFinding(place, $0.results) }
    }
    return material
  }

  /// The report.
  func report() -> RunReport {
    let exclusions = record.dataset.exclusions
    return RunReport(
      title: "\(record.dataset.name): "
        + (record.detectors + record.matchers).map(\.name).joined(separator: ", "),
      dataset: facts,
      presentationsInDataset: record.dataset.rows,
      exclusions: [
        ExclusionCount("enrolment references", exclusions.references),
        ExclusionCount("partitions not asked for", exclusions.otherPartitions),
        ExclusionCount("left out by the protocol", exclusions.unassigned),
      ],
      subsystems: record.detectors.indices.map(subsystem(at:)),
      systems: systems.indices.map(system(at:)),
      deployments: findings,
      nonResponses: record.incidents.map { incident in
        NonResponseEntry(
          presentationID: incident.presentationID, subsystem: incident.detector ?? "",
          reason: incident.reason, message: incident.message)
      } + failuresToEncode,
      diagnostics: record.diagnostics,
      provenance: provenance,
      timing: timing)
  }

  /// What reports say of the dataset.
  var facts: DatasetFacts {
    let dataset = record.dataset
    return DatasetFacts(
      name: dataset.name,
      version: dataset.version,
      isSynthetic: dataset.isSynthetic,
      lock: dataset.rootDigest.map { .locked(rootDigest: $0) } ?? .unlocked,
      protocolName: dataset.protocolName,
      licence: dataset.licence,
      consentBasis: dataset.consentBasis,
      purposes: dataset.purposes,
      provenance: dataset.provenance,
      attributeNames: dataset.attributeNames,
      counts: dataset.classes.map { count in
        SpeciesCount(
          partition: count.partition, species: count.species,
          presentations: count.presentations, subjects: count.persons, series: count.series,
          instruments: count.instruments, captureDevices: count.captureDevices,
          sessions: count.sessions)
      },
      captureDevices: dataset.captureDevices,
      sessions: dataset.sessions,
      attackPotentials: Dictionary(
        dataset.attackPotentials.map { ($0.species, $0.potential) },
        uniquingKeysWith: { first, _ in first }))
  }

  private func subsystem(at position: Int) -> SubsystemReport {
    let detector = record.detectors[position]
    return SubsystemReport(
      name: detector.name,
      version: detector.version,
      kind: detector.kind,
      digest: detector.digest,
      preprocessing: detector.preprocessing,
      training: detector.training ?? "",
      results: results[position],
      scores: record.partitions.map { scores(ofDetector: position, in: $0) },
      latency: warm(record.detectorSeconds[position], of: position),
      coldLatency: cold(of: position),
      thresholdCard: thresholdCard(ofDetector: position))
  }

  private func thresholdCard(ofDetector position: Int) -> ThresholdCard? {
    record.table(ofDetector: position, in: .dev).flatMap {
      try? ThresholdCard(
        of: results[position], subsystem: record.detectors[position].name, dev: $0)
    }
  }

  private func scores(ofDetector position: Int, in partition: Partition) -> PartitionScores {
    var rows: [ScoredPresentation] = []
    for (place, presentation) in record.presentations.enumerated()
    where presentation.partition == partition {
      let seconds = record.detectorSeconds[position][place]
      rows.append(
        ScoredPresentation(
          presentationID: presentation.id,
          species: presentation.species,
          subject: presentation.subject,
          target: presentation.target,
          cluster: presentation.cluster,
          outcome: record.outcomes[position][place],
          latency: seconds.isNaN ? nil : Double(seconds),
          attributes: presentation.attributes,
          explanation: record.explanations.isEmpty ? "" : record.explanations[position][place]))
    }
    return PartitionScores(partition: partition, rows: rows)
  }

  /// What `run.json` says, a line each.
  private var provenance: [ReportEntry] {
    let identity = record.identity
    func text(_ names: String...) -> String {
      var value: JSONValue? = identity
      for name in names { value = value?[name] }
      return value?.text ?? ""
    }
    func entries(_ section: String, _ value: JSONValue?) -> [ReportEntry] {
      (value?.members ?? []).map { ReportEntry(section, $0.name, $0.value.text ?? "") }
    }
    func subsystem(_ section: String, _ card: JSONValue) -> ReportEntry {
      ReportEntry(
        section, "\(card["name"]?.text ?? "") \(card["version"]?.text ?? "")",
        card["digest"]?.text ?? "")
    }
    let digest = (try? ContentDigest(ofCanonical: identity).hex) ?? ""
    let partitions = (identity["dataset"]?["partitions"]?.items ?? []).compactMap(\.text)
    var list = [
      ReportEntry("run", "padbench", text("tool", "version")),
      ReportEntry("run", "identity", digest),
      ReportEntry("run", "partitions scored", partitions.joined(separator: ", ")),
    ]
    if record.retries > 0 {
      list.append(
        ReportEntry("run", "times non-responses were asked again", String(record.retries)))
    }
    list.append(ReportEntry("dataset", "root digest", text("dataset", "root")))
    list += entries("dataset", identity["dataset"]?["files"])
    for card in identity["detectors"]?.items ?? [] {
      list.append(subsystem("detectors", card))
    }
    for card in identity["matchers"]?.items ?? [] { list.append(subsystem("matchers", card)) }
    if let finder = identity["face_finder"], finder != .null {
      list.append(subsystem("face finder", finder))
    }
    list.append(ReportEntry("pictures", "decode policy", text("decode_policy")))
    list.append(ReportEntry("pictures", "limits", text("image_limits")))
    list += entries("versions", identity["versions"])
    list.append(ReportEntry("machine", "processor class", text("processor_class")))
    let key = text("pseudonym_key")
    list.append(
      ReportEntry(
        "privacy", "subject and target ids",
        key.isEmpty ? "as in the dataset (--reveal-ids)" : "pseudonyms, key \(key)"))
    list += entries("rates", identity["rates"])
    return list
  }

  private var timing: [ReportEntry] {
    let count = record.presentations.count
    let rate = record.wallSeconds > 0 ? Double(count) / record.wallSeconds : 0
    let preparation = LatencySummary(
      seconds: record.presentations.lazy.map { Double($0.preparationSeconds) })
    var entries = [
      ReportEntry("run", "jobs", String(record.jobs)),
      ReportEntry("run", "presentations", String(count)),
      ReportEntry("run", "seconds", Self.rounded(record.wallSeconds)),
      ReportEntry("run", "presentations per second", Self.rounded(rate)),
    ]
    let takenOver = record.detectorSeconds.joined().count { $0.isNaN }
    if takenOver > 0 {
      entries.append(
        ReportEntry("run", "scores taken over from earlier runs", String(takenOver)))
    }
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
