public import PADVocabulary

/// A presentation as a run keeps it: its labels, and nothing by which a person can be found.
public struct RecordedPresentation: Sendable, Hashable, Identifiable {
  /// The dataset's own name of the presentation.
  public var id: String
  /// The partition it counts for.
  public var partition: Partition
  /// The species; `nil` for a bona fide presentation.
  public var species: PAISpecies?
  /// Who stands before the camera, as it may leave the machine; empty where nobody is named.
  public var subject: String
  /// Whose face the attack shows, as it may leave the machine; empty where nobody is named.
  public var target: String
  /// What it shares with presentations that are not independent of it, as it may leave the machine.
  public var cluster: String
  /// Values of the dataset's attributes, in the order of their names.
  public var attributes: [String]
  /// Hexadecimal digest of the pictures that were judged; `nil` where they could not be read.
  public var mediaDigest: String?
  /// Seconds spent on opening, decoding and face finding.
  public var preparationSeconds: Float

  /// Makes a presentation.
  public init(
    id: String, partition: Partition, species: PAISpecies?, subject: String = "",
    target: String = "", cluster: String = "", attributes: [String] = [],
    mediaDigest: String? = nil, preparationSeconds: Float = 0
  ) {
    self.id = id
    self.partition = partition
    self.species = species
    self.subject = subject
    self.target = target
    self.cluster = cluster
    self.attributes = attributes
    self.mediaDigest = mediaDigest
    self.preparationSeconds = preparationSeconds
  }
}
