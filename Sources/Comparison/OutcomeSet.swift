public import PADVocabulary

/// The outcomes of one subsystem on the probe presentations of one test set.
public struct OutcomeSet: Sendable, Hashable {
  /// How a reader knows the subsystem and its run, for example `RUN@DETECTOR`.
  public var name: String
  /// The threshold the version is released with, and its origin; `nil` when there is none.
  public var operatingPoint: OperatingPoint?
  /// The names of the attributes that outcomes carry.
  public var attributeNames: [String]
  /// One entry per presentation, in any order.
  public var outcomes: [PresentationOutcome]

  /// Makes a set.
  public init(
    name: String, operatingPoint: OperatingPoint?, attributeNames: [String] = [],
    outcomes: [PresentationOutcome]
  ) {
    self.name = name
    self.operatingPoint = operatingPoint
    self.attributeNames = attributeNames
    self.outcomes = outcomes
  }

  /// The species that occur, sorted by name.
  public var species: [PAISpecies] {
    Set(outcomes.compactMap(\.species)).sorted()
  }

  /// The outcomes as a table for `ErrorRates`.
  public var table: ScoreTable {
    var table = ScoreTable()
    table.reserveCapacity(outcomes.count)
    for row in outcomes { table.append(row.outcome, species: row.species, cluster: row.cluster) }
    return table
  }

  /// The value of an attribute of one of the set's outcomes; empty when it has none.
  public func value(of attribute: String, in outcome: PresentationOutcome) -> String {
    guard let index = attributeNames.firstIndex(of: attribute),
      outcome.attributes.indices.contains(index)
    else { return "" }
    return outcome.attributes[index]
  }

  /// What makes the set unfit for any comparison: a presentation named twice, a score that is no
  /// number, a threshold that is no number.
  public var faults: [Diagnostic] {
    var faults: [Diagnostic] = []
    if operatingPoint?.threshold.isNaN == true {
      faults.append(Diagnostic(.error, file: name, "the threshold is not a number"))
    }
    var seen: Set<String> = []
    var repeated: [String] = []
    for row in outcomes where !seen.insert(row.id).inserted { repeated.append(row.id) }
    if let first = repeated.first {
      faults.append(
        Diagnostic(
          .error, file: name,
          "\(repeated.count) presentations are listed more than once, the first is "
            + first.printable,
          remedy: "one subsystem judges a presentation once; combine frames before"))
    }
    if let row = outcomes.first(where: { $0.outcome.score?.isNaN == true }) {
      faults.append(
        Diagnostic(
          .error, file: name, "the score of presentation \(row.id.printable) is not a number",
          remedy: "a presentation without a score is a non-response with a reason"))
    }
    return faults
  }
}
