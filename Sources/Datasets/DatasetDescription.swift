public import PADVocabulary

/// What `dataset.yaml` says about a dataset as a whole.
public struct DatasetDescription: Sendable, Hashable {
  /// The dataset's name, as reports print it.
  public var name: String
  /// Its version, a text: `1.10` is not `1.1`.
  public var version: String
  /// Whether no real person is in it; results on synthetic data prove plumbing, not error rates.
  public var isSynthetic: Bool
  /// The licence it may be used under; empty when not stated.
  public var licence: String
  /// What it may be used for; a run whose purpose is not listed is refused. Empty: not stated.
  public var purposes: [String]
  /// On what ground the persons' data may be processed; empty when not stated.
  public var consentBasis: String
  /// How long it may be kept; empty when not stated.
  public var retention: String
  /// Where it comes from; empty when not stated.
  public var provenance: String
  /// The species that its attacks may name, in file order; empty: any.
  public var species: [SpeciesEntry]
  /// The folders outside the dataset that its media may come from, in file order.
  public var mediaRoots: [MediaRoot]

  /// Makes a description; everything a dataset may leave out has its empty value.
  public init(
    name: String,
    version: String,
    isSynthetic: Bool,
    licence: String = "",
    purposes: [String] = [],
    consentBasis: String = "",
    retention: String = "",
    provenance: String = "",
    species: [SpeciesEntry] = [],
    mediaRoots: [MediaRoot] = []
  ) {
    self.name = name
    self.version = version
    self.isSynthetic = isSynthetic
    self.licence = licence
    self.purposes = purposes
    self.consentBasis = consentBasis
    self.retention = retention
    self.provenance = provenance
    self.species = species
    self.mediaRoots = mediaRoots
  }

  /// The species table's row of a species.
  public func entry(of species: PAISpecies) -> SpeciesEntry? {
    self.species.first { $0.species == species }
  }
}
