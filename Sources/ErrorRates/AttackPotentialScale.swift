public import PADVocabulary

/// How much an attacker must bring along, per species, on a scale of named levels (the calculation
/// of the Common Criteria, which ISO/IEC 30107-3 refers to).
public struct AttackPotentialScale: Sendable, Hashable {
  /// Names of the levels, from the least potential up.
  public var names: [String]
  /// The level of each species that has one, as an index into `names`.
  public var levels: [PAISpecies: Int]

  /// Makes a scale.
  public init(names: [String], levels: [PAISpecies: Int]) {
    self.names = names
    self.levels = levels
  }
}

/// The highest APCER among the species up to one attack potential (ISO/IEC 30107-3, APCER_AP).
public struct PotentialMaximum: Sendable, Hashable {
  /// The name of the level.
  public var name: String
  /// The species that have the highest APCER, sorted by name; more than one when they tie.
  public var species: [PAISpecies]
  /// All species up to the level that have an APCER, sorted by name.
  public var tested: [PAISpecies]
  /// The counts of the first of `species`, with an interval of the maximum.
  public var apcer: Rate

  /// Makes a maximum.
  public init(name: String, species: [PAISpecies], tested: [PAISpecies], apcer: Rate) {
    self.name = name
    self.species = species
    self.tested = tested
    self.apcer = apcer
  }
}
