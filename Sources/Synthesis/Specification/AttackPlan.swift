/// How often a species attacks, and how it is described.
public struct AttackPlan: Sendable, Hashable {
  /// The species.
  public var kind: InstrumentKind
  /// Presentations per target.
  public var perTarget: Int
  /// Instruments that are made per target.
  public var instruments: Int

  /// Makes the plan of a species.
  public init(_ kind: InstrumentKind, perTarget: Int, instruments: Int = 1) {
    self.kind = kind
    self.perTarget = perTarget
    self.instruments = instruments
  }
}
