public import PADVocabulary

/// Attacks of one species looked up among all references (1:N), at the same threshold.
///
/// Only attacks that were compared with every reference count. The first rate is IAPIR where the
/// targeted identifier must be returned, the second where any identifier is enough
/// (ISO/IEC 30107-3:2023, 3.2.10).
public struct IdentificationResult: Sendable, Hashable {
  /// The species.
  public var species: PAISpecies
  /// References that every attack was compared with.
  public var references: Int
  /// Attacks that pass PAD and whose target is among the references at or above the threshold.
  public var targetReturned: Rate
  /// Attacks that pass PAD with any reference at or above the threshold.
  public var anyReturned: Rate
  /// Attacks that pass PAD, whose target is returned and ranks first; equal scores share a rank.
  public var targetFirst: Rate

  /// Makes a result.
  public init(
    species: PAISpecies, references: Int, targetReturned: Rate, anyReturned: Rate,
    targetFirst: Rate
  ) {
    self.species = species
    self.references = references
    self.targetReturned = targetReturned
    self.anyReturned = anyReturned
    self.targetFirst = targetFirst
  }
}
