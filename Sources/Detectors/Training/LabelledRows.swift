import PADVocabulary
import Subsystems

/// Features with their classes, and what each row counts.
struct LabelledRows {
  var rows: [[Double]] = []
  var species: [PAISpecies?] = []
  var persons: [String] = []

  /// Takes one part of examples; those that have nothing there are left out.
  init(_ examples: [TrainingExample], part: Int = 0) {
    for example in examples where example.features.indices.contains(part) {
      let features = example.features[part]
      if !features.isEmpty { append(features, example.species, example.person) }
    }
  }

  /// No rows.
  init() {}

  mutating func append(_ row: [Double], _ species: PAISpecies?, _ person: String) {
    rows.append(row)
    self.species.append(species)
    persons.append(person)
  }

  /// The rows at these positions.
  subscript(positions: [Int]) -> LabelledRows {
    var part = LabelledRows()
    for position in positions { part.append(rows[position], species[position], persons[position]) }
    return part
  }

  var isBonaFide: [Bool] { species.map { $0 == nil } }

  /// Whether both classes are there.
  var hasBothClasses: Bool { species.contains { $0 == nil } && species.contains { $0 != nil } }

  /// What each row counts: bona fide presentations as much as all attacks, and every species as
  /// much as any other, however many presentations it has. They add up to 1.
  var weights: [Double] {
    var counts: [PAISpecies?: Int] = [:]
    for entry in species { counts[entry, default: 0] += 1 }
    let kinds = counts.count { $0.key != nil }
    return species.map { entry in
      let share = entry == nil || kinds == 0 ? 0.5 : 0.5 / Double(kinds)
      return share / Double(counts[entry] ?? 1)
    }
  }

  /// Weighted log loss of evidence for these rows.
  func loss(of evidence: [Double]) -> Double {
    var total = 0.0
    for ((value, entry), weight) in zip(zip(evidence, species), weights) {
      total += weight * Logistic.loss(entry == nil ? value : -value)
    }
    return total
  }
}
