public import Datasets
public import PADVocabulary

/// Who is enrolled, and which presentation claims to be whom.
///
/// Mated: a bona fide presentation claims its own person. Zero-effort impostor: a bona fide
/// presentation claims another person of its partition (ISO/IEC 19795-1). Impostor attack: an attack
/// claims the person it shows (ISO/IEC 30107-3). An attack that shows nobody in particular, worn by
/// somebody who is enrolled, claims the wearer: it is a concealer's.
public struct MatchingPlan: Sendable {
  /// A person who can be claimed in a partition.
  public struct Reference: Sendable, Hashable {
    /// The person, as the dataset names them.
    public var person: String
    /// The partition in which they can be claimed.
    public var partition: Partition
    /// Positions in the dataset of the presentations that enrol them.
    public var rows: [Int]
  }

  /// Who is enrolled from which references.
  public let references: [Reference]
  /// Where references come from.
  public let enrolment: MatchingTerms.Enrolment
  /// Positions in the dataset of presentations that only enrol, in the dataset's order.
  public let enrolmentRows: [Int]
  /// What a reader of the results should know about the choice.
  public let notes: [Diagnostic]
  private let ends: [Int]
  private let claimed: [Int32]

  /// Decides who claims to be whom.
  ///
  /// - Parameters:
  ///   - selection: the presentations that are evaluated.
  ///   - declared: the comparisons that the dataset declares; `nil`: they follow from labels.
  /// - Throws: `InvalidInput` for a dataset in which nobody can be enrolled.
  public init(
    _ selection: RunSelection, declared: DeclaredComparisons? = nil, terms: MatchingTerms
  ) throws(InvalidInput) {
    var builder = MatchingPlanBuilder(selection, terms)
    try builder.enrol()
    if let declared { builder.claim(declared) } else { builder.claim() }
    references = builder.references
    enrolment = builder.enrolment
    let probes = Set(selection.rows)
    enrolmentRows = Set(references.flatMap(\.rows)).subtracting(probes).sorted()
    ends = builder.ends
    claimed = builder.claimed
    notes = builder.notes
  }

  /// Whom a presentation claims to be: positions in `references`, ascending.
  ///
  /// - Parameter position: in the selection.
  public func claims(of position: Int) -> ArraySlice<Int32> {
    claimed[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }

  /// Comparisons in all.
  public var count: Int { claimed.count }
}
