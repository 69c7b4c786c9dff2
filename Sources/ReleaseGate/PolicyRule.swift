public import PADVocabulary

/// A part of the presentations by an attribute.
public struct PolicySlice: Sendable, Hashable {
  /// The attribute's name.
  public var attribute: String
  /// The value; `nil` for every value that occurs, each on its own.
  public var value: String?

  /// Makes a slice.
  public init(attribute: String, value: String? = nil) {
    self.attribute = attribute
    self.value = value
  }
}

/// A limit on one figure.
public struct PolicyRule: Sendable, Hashable, Identifiable {
  /// Which side of the limit is allowed.
  public enum Sense: String, Sendable, Hashable {
    /// The figure is at most the limit.
    case atMost = "at most"
    /// The figure is below the limit.
    case below
    /// The figure is at least the limit.
    case atLeast = "at least"
  }

  /// What is held against the limit.
  public enum Bound: String, Sendable, Hashable, CaseIterable {
    /// The one-sided confidence bound on the bad side: the upper one, for `atLeast` the lower one.
    case confidence
    /// The figure itself, however few trials it has.
    case point
  }

  /// Its name, unique in the policy.
  public var id: String
  /// The figure.
  public var metric: GateMetric
  /// The species; `nil` for every one, so that the worst decides.
  public var species: [PAISpecies]?
  /// The part of the presentations; `nil` for all.
  public var slice: PolicySlice?
  /// Which side of the limit is allowed.
  public var sense: Sense
  /// The limit, 0 to 1.
  public var limit: Double
  /// What is held against it.
  public var bound: Bound
  /// The one-sided confidence of the bound.
  public var level: Double
  /// With fewer trials it stays undecided.
  public var minimumTrials: Int
  /// With fewer clusters it stays undecided.
  public var minimumClusters: Int
  /// How sure it is that the scheme asks for this.
  public var status: RuleStatus
  /// What a reader should know; empty for nothing.
  public var note: String
}

/// A figure that must not get worse than the baseline's by a margin or more.
public struct NoRegressionRule: Sendable, Hashable, Identifiable {
  /// Its name, unique in the policy.
  public var id: String
  /// The figure: `apcer`, `bpcer`, `apnrr` or `bpnrr`.
  public var metric: GateMetric
  /// The species; `nil` for every one.
  public var species: [PAISpecies]?
  /// The part of the presentations; `nil` for all.
  public var slice: PolicySlice?
  /// The difference that would be too much, above 0: with none, equal versions would never pass.
  public var margin: Double
  /// The one-sided confidence.
  public var level: Double
  /// With fewer pairs it stays undecided.
  public var minimumTrials: Int
}

/// Presentations that every version must decide as the policy says.
public struct GoldenPresentations: Sendable, Hashable {
  /// Those that must never be accepted.
  public var neverPass: [String]
  /// Those that must always be accepted.
  public var alwaysPass: [String]

  /// Makes the lists.
  public init(neverPass: [String] = [], alwaysPass: [String] = []) {
    self.neverPass = neverPass
    self.alwaysPass = alwaysPass
  }

  /// Whether there are none.
  public var isEmpty: Bool { neverPass.isEmpty && alwaysPass.isEmpty }
}

/// A rule that does not count until a day has passed.
public struct Waiver: Sendable, Hashable {
  /// The rule's name.
  public var rule: String
  /// The species for which it does not count; `nil` for all.
  public var species: PAISpecies?
  /// Why.
  public var reason: String
  /// The last day on which the waiver holds.
  public var expires: CalendarDate

  /// Makes a waiver.
  public init(rule: String, species: PAISpecies? = nil, reason: String, expires: CalendarDate) {
    self.rule = rule
    self.species = species
    self.reason = reason
    self.expires = expires
  }
}
