import PADVocabulary
import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Evaluation {
  /// The most figures of species that replicates keep together, so that memory stays bounded.
  private static let mostSpeciesFigures = 20_000_000

  /// Says what the bootstrap is, and prepares it unless it is not wanted or the table is too large.
  func preparedBootstrap(
    _ results: inout EvaluationResults
  ) throws(InvalidInput) -> ClusterBootstrap? {
    guard let wanted = options.bootstrap else { return nil }
    let refits =
      wanted.refitsThreshold && criterion?.isGiven == false && results.operatingPoint != nil
    let found = Self.clusters(of: testTable)
    var summary = BootstrapSummary(
      replicates: wanted.replicates, seed: wanted.seed, method: wanted.method,
      clusters: found.count, sharesClusters: found.areShared, refitsThreshold: refits)
    summary.skipped = skipReason(wanted, refits: refits)
    if summary.skipped != nil { summary.replicates = 0 }
    results.bootstrap = summary
    guard summary.skipped == nil else { return nil }
    let divisors = options.fixedRates.compactMap { rate -> Int? in
      if case .bpcer = rate { rate.divisor } else { nil }
    }
    if refits, let criterion {
      return try ClusterBootstrap(
        testTable, choosing: criterion, on: options.choosesThresholdOnTest ? nil : devTable,
        policy: options.nonResponsePolicy, divisors: divisors)
    }
    return try ClusterBootstrap(
      testTable, threshold: results.operatingPoint?.threshold, policy: options.nonResponsePolicy,
      divisors: divisors)
  }

  private func skipReason(_ wanted: BootstrapOptions, refits: Bool) -> String? {
    let rows =
      testTable.count + (refits && !options.choosesThresholdOnTest ? devTable?.count ?? 0 : 0)
    if let limit = wanted.rowLimit, rows > limit {
      return "\(rows) rows are more than the limit of \(limit)"
    }
    let figures = test.species.count.multipliedReportingOverflow(by: wanted.replicates)
    if figures.overflow || figures.partialValue > Self.mostSpeciesFigures {
      return "\(test.species.count) species times \(wanted.replicates) replicates are too many"
    }
    return nil
  }

  /// Distinct clusters, and whether one has rows of more than one class; cheap enough for tables
  /// that are too large for a bootstrap.
  private static func clusters(of table: ScoreTable) -> (count: Int, areShared: Bool) {
    var firstClass = [Int32](repeating: -1, count: table.clusters.count)
    var count = 0
    var areShared = false
    for (row, cluster) in table.clusterNumbers.enumerated() {
      guard cluster >= 0, Int(cluster) < firstClass.count else {
        count += 1
        continue
      }
      let number = Int32(table.speciesNumbers[row])
      if firstClass[Int(cluster)] < 0 {
        firstClass[Int(cluster)] = number
        count += 1
      } else if firstClass[Int(cluster)] != number {
        areShared = true
      }
    }
    return (count, areShared)
  }

  /// Puts the intervals of finished replicates beside the exact ones.
  func add(
    _ replicates: [ClusterBootstrap.Figures], of bootstrap: ClusterBootstrap,
    to results: inout EvaluationResults
  ) {
    ClusteredIntervals(bootstrap, replicates: replicates, options: options).add(to: &results.test)
  }

  /// How many processors there are, for a request of 0 or less.
  static func jobs(_ wanted: Int) -> Int {
    if wanted > 0 { return wanted }
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}
