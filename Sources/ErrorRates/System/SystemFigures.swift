public import PADVocabulary

/// What one whole system did at its operating points: the matcher alone, or with a detector.
public struct SystemFigures: Sendable, Hashable {
  /// How a claim is decided.
  public enum Design: Sendable, Hashable {
    /// Accepted when it matches; there is no PAD.
    case matcherAlone
    /// Accepted when it passes PAD and matches.
    case serial
    /// Accepted when one score made of both scores reaches a threshold.
    case fusion
  }

  /// How a claim is decided.
  public var design: Design
  /// Genuine users, zero-effort impostors, attacks by species, concealers by species; only kinds
  /// that have a claim.
  public var classes: [SystemClass]
  /// The highest IAPAR of any species, with an interval of the maximum; `nil` without an attack.
  public var worst: WorstSpecies?
  /// Worst IAPAR + FRR; `nil` when either is undefined.
  public var riapar: RelativeAcceptRate?
  /// Attacks against the whole list of references (1:N), by species; empty where trials do not
  /// hold the whole list, and for fusion.
  public var identification: [IdentificationResult]

  /// Makes figures.
  public init(
    design: Design, classes: [SystemClass], worst: WorstSpecies? = nil,
    riapar: RelativeAcceptRate? = nil, identification: [IdentificationResult] = []
  ) {
    self.design = design
    self.classes = classes
    self.worst = worst
    self.riapar = riapar
    self.identification = identification
  }

  /// Genuine users; `nil` when none made a claim.
  public var genuine: SystemClass? { classes.first { $0.kind == .genuine } }

  /// Zero-effort impostors; `nil` when none made a claim.
  public var zeroEffort: SystemClass? { classes.first { $0.kind == .zeroEffort } }

  /// Impostor attacks, by species.
  public var attacks: [SystemClass] { classes.filter { $0.attackSpecies != nil } }

  /// Concealers, by species.
  public var concealers: [SystemClass] { classes.filter { $0.concealerSpecies != nil } }

  /// False reject rate of whole transactions; `nil` when it is undefined.
  public var frr: Rate? { genuine?.rate }

  /// False accept rate of whole transactions; `nil` when it is undefined.
  public var far: Rate? { zeroEffort?.rate }

  /// Impostor attack presentation accept rate of a species; `nil` when it is undefined.
  public func iapar(of species: PAISpecies) -> Rate? {
    classes.first { $0.kind == .attack(species) }?.rate
  }
}
