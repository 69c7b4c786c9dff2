public import PADVocabulary

/// A presentation on which two subsystems decide differently.
public struct Flip: Sendable, Hashable {
  /// What changed from the baseline to the candidate, the worst first.
  public enum Kind: Int, Sendable, Hashable, CaseIterable, Comparable, CustomStringConvertible {
    /// An attack that the baseline refused is accepted.
    case newlyAcceptedAttack
    /// A bona fide presentation that the baseline accepted is rejected.
    case newlyRejectedBonaFide
    /// An attack that the baseline accepted is refused.
    case repairedAttack
    /// A bona fide presentation that the baseline rejected is accepted.
    case repairedBonaFide

    /// The name in tables.
    public var description: String {
      switch self {
      case .newlyAcceptedAttack: "newly accepted attack"
      case .newlyRejectedBonaFide: "newly rejected bona fide"
      case .repairedAttack: "repaired attack"
      case .repairedBonaFide: "repaired bona fide"
      }
    }

    /// Orders from the worst to the best.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// What changed.
  public var kind: Kind
  /// The presentation.
  public var id: String
  /// Its species; `nil` for a bona fide presentation.
  public var species: PAISpecies?
  /// What the baseline answered.
  public var baseline: Outcome
  /// What the candidate answered.
  public var candidate: Outcome

  /// Makes a flip.
  public init(
    kind: Kind, id: String, species: PAISpecies?, baseline: Outcome, candidate: Outcome
  ) {
    self.kind = kind
    self.id = id
    self.species = species
    self.baseline = baseline
    self.candidate = candidate
  }

  /// Orders by kind, then species, then the bytes of the id.
  static func precedes(_ left: Flip, _ right: Flip) -> Bool {
    if left.kind != right.kind { return left.kind < right.kind }
    if let a = left.species, let b = right.species, a != b { return a < b }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}
