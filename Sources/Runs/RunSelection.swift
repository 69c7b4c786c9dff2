public import Datasets
public import PADVocabulary

/// Which presentations of a dataset a run evaluates.
public struct RunSelection: Sendable {
  /// The dataset's presentations, all of them.
  public let all: PresentationList
  /// Positions in `all` of the presentations that are evaluated, in the dataset's order.
  public let rows: [Int]
  /// What was left out.
  public let exclusions: Exclusions
  /// What a reader of the results should know about the choice.
  public let notes: [Diagnostic]
  private let hasPartitions: Bool

  /// Chooses the probes of the given partitions.
  ///
  /// A dataset that assigns no partition at all is evaluated whole, as `test`.
  public init(of presentations: PresentationList, partitions: [Partition]) {
    all = presentations
    hasPartitions = presentations.indices.contains { presentations.partition(at: $0) != nil }
    var rows: [Int] = []
    var exclusions = Exclusions()
    for row in presentations.indices {
      if presentations.role(at: row) == .reference {
        exclusions.references += 1
      } else if !hasPartitions {
        rows.append(row)
      } else if let partition = presentations.partition(at: row) {
        if partitions.contains(partition) {
          rows.append(row)
        } else {
          exclusions.otherPartitions += 1
        }
      } else {
        exclusions.unassigned += 1
      }
    }
    self.rows = rows
    self.exclusions = exclusions
    notes =
      hasPartitions || presentations.isEmpty
      ? []
      : [
        Diagnostic(
          .note, "the dataset assigns no partitions: all presentations are evaluated as 'test'",
          remedy: "to set thresholds on 'dev', fill the partition column or name a protocol")
      ]
  }

  /// How many presentations are evaluated.
  public var count: Int { rows.count }

  /// One of them, with the partition it counts for.
  public func presentation(at position: Int) -> Presentation {
    var presentation = all[rows[position]]
    if !hasPartitions { presentation.partition = .test }
    return presentation
  }

  /// The partitions that occur, in their order.
  public var partitions: [Partition] {
    if !hasPartitions { return rows.isEmpty ? [] : [.test] }
    var found: Set<Partition> = []
    for row in rows {
      if let partition = all.partition(at: row) { found.insert(partition) }
    }
    return found.sorted()
  }
}
