import ErrorRates
import PADVocabulary
import Reports
import Runs

extension ReportMaterial {
  /// One matcher's part of the report.
  func system(at position: Int) -> SystemReport {
    let matcher = record.matchers[position]
    let seconds = record.comparisons?.matchers[position].seconds ?? []
    let subsystem = record.detectors.count + position
    return SystemReport(
      version: matcher.version, kind: matcher.kind, digest: matcher.digest,
      preprocessing: matcher.preprocessing, training: matcher.training ?? "",
      results: systems[position].results,
      comparisons: [Partition.dev, .test].compactMap { comparisons(ofMatcher: position, in: $0) },
      encodings: encodings(ofMatcher: position),
      latency: warm(seconds, of: subsystem), coldLatency: cold(of: subsystem))
  }

  private func encodings(ofMatcher position: Int) -> EncodingCounts? {
    guard let own = record.comparisons?.matchers[position] else { return nil }
    var failures: [NonResponseReason: Int] = [:]
    for reason in own.failures.compactMap(\.self) { failures[reason, default: 0] += 1 }
    return EncodingCounts(
      presentations: own.failures.count,
      failures: failures.map { NonResponseCount(reason: $0.key, count: $0.value) }
        .sorted { $0.reason < $1.reason },
      people: own.enrolments.count { $0.templates > 0 },
      templates: own.enrolments.reduce(0) { $0 + $1.templates },
      enrolmentFailures: own.enrolments.reduce(0) { $0 + $1.failures })
  }

  private func comparisons(
    ofMatcher matcher: Int, in partition: Partition
  ) -> SystemComparisons? {
    guard let comparisons = record.comparisons, let trials = systems[matcher].trials[partition]
    else { return nil }
    let presentations = record.presentations.filter { $0.partition == partition }
    return SystemComparisons(
      partition: partition, trials: trials, presentationIDs: presentations.map(\.id),
      subjects: presentations.map(\.subject),
      references: comparisons.references.filter { $0.partition == partition }.map(\.person))
  }

  /// Presentations of which a matcher made no template.
  var failuresToEncode: [NonResponseEntry] {
    guard let comparisons = record.comparisons else { return [] }
    // What could not be read is told once, whatever the subsystem.
    let unread = Set(record.incidents.filter { $0.detector == nil }.map(\.presentationID))
    var entries: [NonResponseEntry] = []
    for (matcher, own) in zip(record.matchers, comparisons.matchers) {
      for (place, presentation) in record.presentations.enumerated() {
        guard let reason = own.failures[place], !unread.contains(presentation.id) else { continue }
        entries.append(
          NonResponseEntry(
            presentationID: presentation.id, subsystem: matcher.name, reason: reason,
            message: own.messages[place]))
      }
    }
    return entries
  }

  /// How long a subsystem took for all but the first presentation of each worker.
  func warm(_ seconds: [Float], of subsystem: Int) -> LatencySummary? {
    let cold = Set(
      record.coldStarts.filter { $0.subsystem == subsystem }.map(\.presentation))
    let warm = zip(record.presentations, seconds).filter { !cold.contains($0.0.id) }
    return LatencySummary(seconds: warm.lazy.map { Double($0.1) })
  }

  /// How long it took for the first presentation of each worker.
  func cold(of subsystem: Int) -> LatencySummary? {
    LatencySummary(
      seconds: record.coldStarts.filter { $0.subsystem == subsystem }.map { Double($0.seconds) })
  }
}
