import ErrorRates
import PADVocabulary

/// A line of the main table: one error rate at the operating point.
struct ErrorLine: Sendable, Hashable {
  /// What the rate is of.
  enum Kind: Sendable, Hashable {
    /// APCER of one species.
    case species(PAISpecies)
    /// The maximum of APCER over species.
    case worst([PAISpecies])
    /// BPCER.
    case bonaFide
  }

  /// What the rate is of.
  var kind: Kind
  /// The rate on `test`; `nil` when it is undefined.
  var rate: Rate?
  /// Why the rate is undefined; empty for a defined one.
  var undefined: String
  /// Non-responses of all presentations; `nil` for the maximum.
  var noResponse: Rate?
  /// Independent clusters; `nil` for the maximum.
  var clusters: Int?
  /// The same rate on `dev` at the same threshold; `nil` without `dev` or without the species.
  var dev: Rate?
  /// Whether the species is the worst one.
  var isWorst = false
  /// Whether the threshold was chosen without this species.
  var isAbsentFromDev = false

  /// The lines of the main table: species by name, their maximum, bona fide.
  static func lines(_ results: EvaluationResults) -> [ErrorLine] {
    let test = results.test
    let hasThreshold = results.operatingPoint != nil
    var lines = test.species.map { species in
      ErrorLine(
        kind: .species(species.species), rate: species.apcer.defined,
        undefined: species.apcer.defined == nil
          ? Undefined.reason(species.accounting, of: .attack, hasThreshold: hasThreshold) : "",
        noResponse: species.apnrr, clusters: species.clusters,
        dev: results.dev?.result(of: species.species)?.apcer.defined,
        isWorst: test.worst?.species.contains(species.species) ?? false,
        isAbsentFromDev: results.speciesAbsentFromDev.contains(species.species))
    }
    if test.species.isEmpty {
      lines.append(
        ErrorLine(kind: .worst([]), rate: nil, undefined: Undefined.noAttack))
    } else if test.species.count > 1 {
      let worst = test.worst?.apcer.defined
      lines.append(
        ErrorLine(
          kind: .worst(test.worst?.species ?? []), rate: worst,
          undefined: worst == nil
            ? (hasThreshold ? Undefined.noResponse : Undefined.noThreshold) : "",
          dev: results.dev?.worst?.apcer.defined))
    }
    lines.append(
      ErrorLine(
        kind: .bonaFide, rate: test.bonaFide.bpcer.defined,
        undefined: test.bonaFide.bpcer.defined == nil
          ? Undefined.reason(
            test.bonaFide.accounting, of: .bonaFide, hasThreshold: hasThreshold) : "",
        noResponse: test.bonaFide.bpnrr, clusters: test.bonaFide.clusters,
        dev: results.dev?.bonaFide.bpcer.defined))
    return lines
  }
}

extension Rate {
  /// The rate if it has a value.
  var defined: Rate? { value == nil ? nil : self }
}

extension Rate? {
  /// The rate if it has a value.
  var defined: Rate? {
    self?.defined
  }
}
