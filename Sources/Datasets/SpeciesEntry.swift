public import PADVocabulary

/// One row of a dataset's species table.
public struct SpeciesEntry: Sendable, Hashable {
  /// The species.
  public var species: PAISpecies
  /// How much its instruments ask of an attacker; `nil` when the dataset does not rate it.
  public var attackPotential: AttackPotential?
  /// What the instruments are, in words; may be empty.
  public var description: String

  /// Makes a row.
  public init(
    _ species: PAISpecies, attackPotential: AttackPotential? = nil, description: String = ""
  ) {
    self.species = species
    self.attackPotential = attackPotential
    self.description = description
  }
}
