/// Presentations of a dataset that a run leaves out, so that every row is accounted for.
public struct Exclusions: Sendable, Hashable, Codable {
  /// Enrolment references: they never enter APCER or BPCER.
  public var references = 0
  /// Presentations of partitions that were not asked for.
  public var otherPartitions = 0
  /// Presentations that the protocol leaves out.
  public var unassigned = 0

  /// Makes an empty count.
  public init() {}

  /// All of them.
  public var total: Int { references + otherPartitions + unassigned }
}
