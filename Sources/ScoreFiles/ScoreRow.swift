public import PADVocabulary

/// One row of padbench's own score CSV.
public struct ScoreRow: Sendable, Hashable {
  /// Who is claimed to be there; in exports a pseudonym. May be empty.
  public var claimedID: String
  /// The presentation.
  public var presentationID: String
  /// The species of an attack, or `nil` for a bona fide presentation.
  public var species: PAISpecies?
  /// The score, or why there is none.
  public var outcome: Outcome
  /// The values of the further columns, in their order.
  public var metadata: [String]

  /// Makes a row.
  public init(
    claimedID: String, presentationID: String, species: PAISpecies?, outcome: Outcome,
    metadata: [String] = []
  ) {
    self.claimedID = claimedID
    self.presentationID = presentationID
    self.species = species
    self.outcome = outcome
    self.metadata = metadata
  }
}
