import ErrorRates
public import PADVocabulary

/// Presentations that a run left out on purpose, for one reason.
public struct ExclusionCount: Sendable, Hashable {
  /// Why, in words: `enrolment references`, `partitions not asked for`.
  public var reason: String
  /// Presentations.
  public var count: Int

  /// Makes a count.
  public init(_ reason: String, _ count: Int) {
    self.reason = reason
    self.count = count
  }
}

/// Where the rows of the dataset went, for one subsystem.
struct ReportAccounting {
  /// Rows of the manifest.
  var rows: Int
  /// Rows with a score.
  var scored: Int
  /// Rows without one, per reason.
  var nonResponses: [NonResponseCount]
  /// Rows left out.
  var exclusions: [ExclusionCount]

  /// Accounts for the rows of a report, from the scores where they are told, else from the results.
  init(of subsystem: SubsystemReport, in report: RunReport) {
    rows = report.presentationsInDataset
    exclusions = report.exclusions.filter { $0.count != 0 }
    if subsystem.scores.isEmpty {
      let parts = [subsystem.results.dev, subsystem.results.test].compactMap(\.?.accounting)
      scored = parts.reduce(0) { $0 + $1.scored }
      nonResponses = Self.merged(parts.flatMap(\.nonResponses))
    } else {
      let outcomes = subsystem.scores.flatMap { $0.rows.map(\.outcome) }
      scored = outcomes.count { $0.score != nil }
      nonResponses = Self.merged(
        outcomes.compactMap(\.reason).map { NonResponseCount(reason: $0, count: 1) })
    }
  }

  private static func merged(_ counts: [NonResponseCount]) -> [NonResponseCount] {
    var sums: [NonResponseReason: Int] = [:]
    for entry in counts { sums[entry.reason, default: 0] += entry.count }
    return sums.map { NonResponseCount(reason: $0.key, count: $0.value) }
      .sorted { $0.reason < $1.reason }
  }

  /// Rows that were accounted for.
  var accountedFor: Int {
    scored + nonResponses.reduce(0) { $0 + $1.count } + exclusions.reduce(0) { $0 + $1.count }
  }

  /// Whether rows in = scored + each kind of non-response + excluded.
  var isBalanced: Bool { rows == accountedFor }
}

extension RunReport {
  /// What does not add up: empty for a report that accounts for every row of the dataset.
  public func imbalances() -> [Diagnostic] {
    subsystems.flatMap { subsystem -> [Diagnostic] in
      var found: [Diagnostic] = []
      let accounting = ReportAccounting(of: subsystem, in: self)
      if !accounting.isBalanced {
        found.append(
          Diagnostic(
            .error,
            "\(subsystem.name.printable): the dataset has \(accounting.rows) rows, but "
              + "\(accounting.accountedFor) are scored, without response or left out",
            remedy: "this is a fault of the harness: please report it"))
      }
      let parts: [(Partition, PartitionResult?)] = [
        (.dev, subsystem.results.dev), (.test, subsystem.results.test),
      ]
      for (partition, result) in parts {
        guard let result, let scores = subsystem.scores(of: partition),
          scores.rows.count != result.accounting.rows
        else { continue }
        found.append(
          Diagnostic(
            .error,
            "\(subsystem.name.printable): the rates of \(partition.rawValue) were computed from "
              + "\(result.accounting.rows) rows, but \(scores.rows.count) were scored",
            remedy: "this is a fault of the harness: please report it"))
      }
      return found
    }
  }
}
