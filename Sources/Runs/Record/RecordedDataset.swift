public import PADVocabulary

/// What a run was told of its dataset before it judged anything.
public struct RecordedDataset: Sendable, Hashable, Codable {
  /// The dataset's name.
  public var name: String
  /// Its version.
  public var version: String
  /// Whether no real person is in it.
  public var isSynthetic: Bool
  /// Hexadecimal root digest of its lock; `nil` for an unlocked dataset.
  public var rootDigest: String?
  /// The protocol that assigned partitions; empty when the manifest did.
  public var protocolName: String
  /// The licence it may be used under; empty when not stated.
  public var licence: String
  /// On what ground the persons' data may be processed; empty when not stated.
  public var consentBasis: String
  /// What it may be used for.
  public var purposes: [String]
  /// Where it comes from; empty when not stated.
  public var provenance: String
  /// Names of the attribute columns, in manifest order.
  public var attributeNames: [String]
  /// Names of the capture devices in the selection, sorted.
  public var captureDevices: [String]
  /// Distinct capture sessions in the selection; `nil` where none is named.
  public var sessions: Int?
  /// The attack potential that the species table declares, where it does, in its order.
  public var attackPotentials: [DeclaredPotential]
  /// What the selection holds, class by class: partition, then bona fide, then species by name.
  public var classes: [ClassCount]
  /// Rows of the manifest.
  public var rows: Int
  /// What the selection left out.
  public var exclusions: Exclusions

  /// Presentations of the selection, of all classes.
  public var presentations: Int { classes.reduce(0) { $0 + $1.presentations } }

  /// A species and its attack potential.
  public struct DeclaredPotential: Sendable, Hashable, Codable {
    /// The species.
    public var species: PAISpecies
    /// The potential, as `dataset.yaml` spells it.
    public var potential: String

    /// Makes an entry.
    public init(species: PAISpecies, potential: String) {
      self.species = species
      self.potential = potential
    }
  }

  /// How much of one class is in one partition; counts of names are `nil` where none is given.
  public struct ClassCount: Sendable, Hashable, Codable {
    /// The partition.
    public var partition: Partition
    /// The species; `nil` for bona fide presentations.
    public var species: PAISpecies?
    /// Presentations.
    public var presentations: Int
    /// Distinct subjects and targets.
    public var persons: Int?
    /// Distinct PAI series.
    public var series: Int?
    /// Distinct instruments.
    public var instruments: Int?
    /// Distinct capture devices.
    public var captureDevices: Int?
    /// Distinct capture sessions.
    public var sessions: Int?

    /// Makes a count.
    public init(
      partition: Partition, species: PAISpecies?, presentations: Int, persons: Int? = nil,
      series: Int? = nil, instruments: Int? = nil, captureDevices: Int? = nil,
      sessions: Int? = nil
    ) {
      self.partition = partition
      self.species = species
      self.presentations = presentations
      self.persons = persons
      self.series = series
      self.instruments = instruments
      self.captureDevices = captureDevices
      self.sessions = sessions
    }
  }

  /// Makes what a run was told.
  public init(
    name: String, version: String, isSynthetic: Bool, rootDigest: String?, protocolName: String,
    licence: String, consentBasis: String, purposes: [String], provenance: String,
    attributeNames: [String], captureDevices: [String] = [], sessions: Int? = nil,
    attackPotentials: [DeclaredPotential], classes: [ClassCount], rows: Int,
    exclusions: Exclusions
  ) {
    self.name = name
    self.version = version
    self.isSynthetic = isSynthetic
    self.rootDigest = rootDigest
    self.protocolName = protocolName
    self.licence = licence
    self.consentBasis = consentBasis
    self.purposes = purposes
    self.provenance = provenance
    self.attributeNames = attributeNames
    self.captureDevices = captureDevices
    self.sessions = sessions
    self.attackPotentials = attackPotentials
    self.classes = classes
    self.rows = rows
    self.exclusions = exclusions
  }
}
