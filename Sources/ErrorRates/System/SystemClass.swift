public import PADVocabulary
public import Statistics

/// What one whole system did with one kind of claim, counted per transaction: a claim that got no
/// answer from the matcher or from PAD is a rejection (ISO/IEC 19795-1).
public struct SystemClass: Sendable, Hashable {
  /// Whose claims, and with that what the rate is.
  public enum Kind: Sendable, Hashable {
    /// Genuine users; the rate is FRR, those rejected.
    case genuine
    /// Zero-effort impostors; the rate is FAR, those accepted.
    case zeroEffort
    /// Impostor attacks of a species; the rate is IAPAR, those accepted as their target
    /// (ISO/IEC 30107-3:2023, IAPMR before).
    case attack(PAISpecies)
    /// Concealers of a species; the rate is the share that passed PAD and did not match their own
    /// reference.
    case concealer(PAISpecies)
  }

  /// Whose claims.
  public var kind: Kind
  /// PAD beside match; `nil` where one decision is made of both scores.
  public var decisions: DecisionCounts?
  /// Claims that could not be compared, per reason, sorted by the reason's bytes.
  public var notCompared: [NonResponseCount]
  /// Claims whose presentation has no PAD score; 0 without PAD.
  public var withoutPADScore: Int
  /// Distinct presentations.
  public var presentations: Int
  /// What the rate counts, per claimed reference with a claim, in the order of references.
  public var perReference: ClusteredProportion
  /// The rate with its intervals; `clustered` draws whole references again.
  public var rate: Rate

  /// Makes a class.
  public init(
    kind: Kind, decisions: DecisionCounts?, notCompared: [NonResponseCount] = [],
    withoutPADScore: Int = 0, presentations: Int, perReference: ClusteredProportion, rate: Rate
  ) {
    self.kind = kind
    self.decisions = decisions
    self.notCompared = notCompared
    self.withoutPADScore = withoutPADScore
    self.presentations = presentations
    self.perReference = perReference
    self.rate = rate
  }

  /// Claims.
  public var trials: Int { rate.trials }

  /// Claims that could not be compared.
  public var notComparedCount: Int { notCompared.reduce(0) { $0 + $1.count } }

  /// The species of attacks; `nil` for others.
  public var attackSpecies: PAISpecies? {
    if case .attack(let species) = kind { species } else { nil }
  }

  /// The species of concealers; `nil` for others.
  public var concealerSpecies: PAISpecies? {
    if case .concealer(let species) = kind { species } else { nil }
  }
}
