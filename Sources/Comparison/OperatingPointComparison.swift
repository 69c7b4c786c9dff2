public import ErrorRates
public import PADVocabulary

/// Two subsystems, each at one threshold.
public struct OperatingPointComparison: Sendable, Hashable {
  /// Which thresholds are set against each other.
  public enum Kind: Sendable, Hashable, CustomStringConvertible {
    /// The ones that the versions are released with.
    case own
    /// Those at which both meet the same criterion on the pairs themselves (`oracle:test`): a
    /// statement about score distributions, not about what users meet.
    case matched(Criterion)

    /// `own` or `matched:CRITERION`.
    public var description: String {
      switch self {
      case .own: "own"
      case .matched(let criterion): "matched:\(criterion)"
      }
    }
  }

  /// Which thresholds.
  public var kind: Kind
  /// The baseline's threshold.
  public var baseline: OperatingPoint
  /// The candidate's threshold.
  public var candidate: OperatingPoint
  /// The bona fide presentations where there are any, then the species sorted by name.
  public var classes: [ClassComparison]
  /// Presentations on which the decisions differ: newly accepted attacks first, then newly rejected
  /// bona fide, then what was repaired; each kind by species and id.
  public var flips: [Flip]

  /// The comparison of one species, or of the bona fide presentations for `nil`.
  public func result(of species: PAISpecies?) -> ClassComparison? {
    classes.first { $0.species == species }
  }

  /// The classes by concern: those that got worse first, by corrected p-value, then by the size of
  /// the change; equal ones in their usual order.
  public var byConcern: [ClassComparison] {
    classes.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.isWorse != b.isWorse { return a.isWorse }
      if a.adjustedP != b.adjustedP { return a.adjustedP < b.adjustedP }
      if a.difference != b.difference { return a.difference > b.difference }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// How many flips of a kind.
  public func count(of kind: Flip.Kind) -> Int { flips.count { $0.kind == kind } }
}
