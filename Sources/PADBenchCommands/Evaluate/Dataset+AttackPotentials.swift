import Datasets
import ErrorRates
import PADVocabulary

extension Dataset {
  /// The attack potentials that the species table declares; `nil` when it declares none.
  var attackPotentials: AttackPotentialScale? {
    let potentials = AttackPotential.allCases
    var levels: [PAISpecies: Int] = [:]
    for species in description.species {
      if let potential = species.attackPotential {
        levels[species.species] = potentials.firstIndex(of: potential)
      }
    }
    if levels.isEmpty { return nil }
    return AttackPotentialScale(names: potentials.map(\.rawValue), levels: levels)
  }
}
