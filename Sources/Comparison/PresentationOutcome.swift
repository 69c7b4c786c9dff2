public import PADVocabulary

/// What one subsystem made of one presentation, with what a comparison needs to know of it.
public struct PresentationOutcome: Sendable, Hashable, Identifiable {
  /// The dataset's own name of the presentation; what two subsystems' outcomes are joined by.
  public var id: String
  /// The species of an attack presentation; `nil` for a bona fide one.
  public var species: PAISpecies?
  /// What the subsystem answered.
  public var outcome: Outcome
  /// Subject (bona fide), series, target or video (attack): presentations of one cluster are not
  /// independent. Empty for a cluster of its own.
  public var cluster: String
  /// Values of the set's attributes, in the order of its names; missing ones count as empty.
  public var attributes: [String]
  /// A digest of the pictures that were judged, so that one presentation cannot stand under two
  /// names; `nil` where nobody knows it.
  public var mediaDigest: String?

  /// Makes an outcome.
  public init(
    id: String, species: PAISpecies?, outcome: Outcome, cluster: String = "",
    attributes: [String] = [], mediaDigest: String? = nil
  ) {
    self.id = id
    self.species = species
    self.outcome = outcome
    self.cluster = cluster
    self.attributes = attributes
    self.mediaDigest = mediaDigest
  }
}
