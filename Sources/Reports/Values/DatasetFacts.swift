public import PADVocabulary

/// What a report says about the dataset; texts are empty where the dataset does not say.
public struct DatasetFacts: Sendable, Hashable {
  /// Whether the dataset is held to a list of digests.
  public enum Lock: Sendable, Hashable {
    /// It has no lock: nobody can tell whether it is the set of another run.
    case unlocked
    /// Every file was checked against the lock with this root digest.
    case locked(rootDigest: String)
  }

  /// The dataset's name.
  public var name: String
  /// Its version.
  public var version: String
  /// Whether no real person is in it: results then prove plumbing, not error rates.
  public var isSynthetic: Bool
  /// Whether it is locked.
  public var lock: Lock
  /// The protocol that assigned the partitions; empty when the manifest did.
  public var protocolName: String
  /// The licence it may be used under.
  public var licence: String
  /// On what ground the persons' data may be processed.
  public var consentBasis: String
  /// What it may be used for.
  public var purposes: [String]
  /// Where it comes from.
  public var provenance: String
  /// Names of the attribute columns, in manifest order.
  public var attributeNames: [String]
  /// What is in it, per partition and class; shown in this order.
  public var counts: [SpeciesCount]
  /// The capture devices by name, in the order to be shown; empty when none is named.
  public var captureDevices: [String]
  /// Distinct sessions; `nil` when none is named.
  public var sessions: Int?
  /// The attack potential that the dataset states, per species.
  public var attackPotentials: [PAISpecies: String]

  /// Makes facts.
  public init(
    name: String,
    version: String,
    isSynthetic: Bool,
    lock: Lock = .unlocked,
    protocolName: String = "",
    licence: String = "",
    consentBasis: String = "",
    purposes: [String] = [],
    provenance: String = "",
    attributeNames: [String] = [],
    counts: [SpeciesCount] = [],
    captureDevices: [String] = [],
    sessions: Int? = nil,
    attackPotentials: [PAISpecies: String] = [:]
  ) {
    self.name = name
    self.version = version
    self.isSynthetic = isSynthetic
    self.lock = lock
    self.protocolName = protocolName
    self.licence = licence
    self.consentBasis = consentBasis
    self.purposes = purposes
    self.provenance = provenance
    self.attributeNames = attributeNames
    self.counts = counts
    self.captureDevices = captureDevices
    self.sessions = sessions
    self.attackPotentials = attackPotentials
  }
}

/// How much of one class or species is in one partition.
public struct SpeciesCount: Sendable, Hashable {
  /// The partition.
  public var partition: Partition
  /// The species; `nil` for bona fide presentations.
  public var species: PAISpecies?
  /// Presentations.
  public var presentations: Int
  /// Distinct subjects and targets; `nil` where nobody is named.
  public var subjects: Int?
  /// Distinct PAI series; `nil` where none is named.
  public var series: Int?
  /// Distinct instruments; `nil` where none is named.
  public var instruments: Int?
  /// Distinct capture devices; `nil` where none is named.
  public var captureDevices: Int?
  /// Distinct sessions; `nil` where none is named.
  public var sessions: Int?

  /// Makes a count.
  public init(
    partition: Partition, species: PAISpecies?, presentations: Int, subjects: Int? = nil,
    series: Int? = nil, instruments: Int? = nil, captureDevices: Int? = nil, sessions: Int? = nil
  ) {
    self.partition = partition
    self.species = species
    self.presentations = presentations
    self.subjects = subjects
    self.series = series
    self.instruments = instruments
    self.captureDevices = captureDevices
    self.sessions = sessions
  }
}
