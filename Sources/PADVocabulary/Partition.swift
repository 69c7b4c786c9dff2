/// The part of a dataset a presentation belongs to under a protocol.
public enum Partition: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Material a trainable subsystem learns from.
  case train
  /// Material that thresholds are set on.
  case dev
  /// Material that error rates are measured on.
  case test

  /// Orders `train`, `dev`, `test`.
  public static func < (left: Partition, right: Partition) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .train: 0
    case .dev: 1
    case .test: 2
    }
  }
}
