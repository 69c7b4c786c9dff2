public import PADVocabulary

/// How a score file is read.
public struct ScoreReadingOptions: Sendable {
  /// What makes rows a cluster, that is, dependent on each other.
  public enum Clusters: Sendable, Hashable {
    /// The first of the columns `cluster`, `subject`, `subject_id` that is there, else
    /// `claimed_id` unless its ids are all distinct in the first four mebibytes of rows.
    case automatic
    /// Every row is a cluster of its own.
    case none
    /// The column of this name.
    case column(String)
  }

  /// The format, or `nil` to find it out where the content leaves no doubt.
  public var format: ScoreFormat?
  /// Which end of the scale means bona fide; `nil` is `higherIsBonaFide`, except for formats whose
  /// own convention is the opposite: they are refused until it is declared.
  public var polarity: Polarity?
  /// What makes rows a cluster.
  public var clusters: Clusters
  /// Whether a presentation that is there twice is an error; costs 8 bytes per row while reading.
  public var refusesDuplicates: Bool
  /// Whether presentation ids are kept.
  public var keepsPresentationIDs: Bool
  /// Whether claimed ids are kept as clusters even when all of them are distinct; for writing them.
  public var keepsClaimedIDs = false
  /// Whether rows are frames: then `video_key`, where a CSV has it, is the presentation's id, as
  /// `bob pad finalize-scores` groups them.
  public var readsFrames = false
  /// The species of attacks in formats that do not name it.
  public var unnamedSpecies: PAISpecies
  /// The labels, for formats that have none.
  public var labels: LabelList?
  /// How many parts of a file are read at once; the result does not depend on it.
  public var jobs: Int

  /// Makes options; `jobs` 0 is one per processor.
  public init(
    format: ScoreFormat? = nil, polarity: Polarity? = nil, clusters: Clusters = .automatic,
    refusesDuplicates: Bool = true, keepsPresentationIDs: Bool = false,
    unnamedSpecies: PAISpecies = PAISpecies("attack"), labels: LabelList? = nil, jobs: Int = 0
  ) {
    self.format = format
    self.polarity = polarity
    self.clusters = clusters
    self.refusesDuplicates = refusesDuplicates
    self.keepsPresentationIDs = keepsPresentationIDs
    self.unnamedSpecies = unnamedSpecies
    self.labels = labels
    self.jobs = jobs
  }

  var isNegated: Bool { polarity == .lowerIsBonaFide }
}
