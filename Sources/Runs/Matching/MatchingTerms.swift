/// What decides which comparisons a run makes, besides the dataset.
public struct MatchingTerms: Sendable, Hashable, Codable {
  /// Where references come from.
  public enum Enrolment: String, Sendable, Hashable, Codable {
    /// The presentations whose role is `reference`.
    case declared
    /// The first bona fide presentation of each person and partition, in a dataset without
    /// references.
    case firstBonaFide = "first-bona-fide"
  }

  /// Whether attacks are compared with every reference of their partition, as in a search (1:N).
  public var identifies: Bool
  /// The most zero-effort comparisons of a partition; beyond it a share of them is drawn.
  public var mostImpostorComparisons: Int
  /// Seed of the draw.
  public var seed: UInt64

  /// The most zero-effort comparisons of a partition, unless somebody asks for another number: at a
  /// false match rate of 0.1 % they leave 4,000 errors to count.
  public static let standardImpostorComparisons = 4_000_000

  /// States terms.
  public init(
    identifies: Bool = false,
    mostImpostorComparisons: Int = MatchingTerms.standardImpostorComparisons,
    seed: UInt64 = 2019
  ) {
    self.identifies = identifies
    self.mostImpostorComparisons = mostImpostorComparisons
    self.seed = seed
  }
}
