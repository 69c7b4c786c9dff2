public import ErrorRates
public import PADVocabulary

/// One subsystem of a run: who it is, what it scored, and what that says.
public struct SubsystemReport: Sendable {
  /// The name results are shown under.
  public var name: String
  /// Its version.
  public var version: String
  /// How it runs: `builtin`, `onnx`, `process`.
  public var kind: String
  /// The digest of its card and files.
  public var digest: String
  /// What happens to a picture before the subsystem sees it, in one line.
  public var preprocessing: String
  /// What it was trained on, in one line; empty when that is not known.
  public var training: String
  /// The error rates.
  public var results: EvaluationResults
  /// The scores per partition, `train` before `dev` before `test`; empty when they are not told.
  public var scores: [PartitionScores]
  /// How long presentations took.
  public var latency: LatencySummary?
  /// How long the first presentation of each worker took, with what had to be made for it.
  public var coldLatency: LatencySummary?
  /// The threshold to keep for later; `nil` when none was chosen on dev.
  public var thresholdCard: ThresholdCard?

  /// Makes a subsystem's part of a report.
  public init(
    name: String,
    version: String,
    kind: String,
    digest: String,
    preprocessing: String = "",
    training: String = "",
    results: EvaluationResults,
    scores: [PartitionScores] = [],
    latency: LatencySummary? = nil,
    coldLatency: LatencySummary? = nil,
    thresholdCard: ThresholdCard? = nil
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.digest = digest
    self.preprocessing = preprocessing
    self.training = training
    self.results = results
    self.scores = scores
    self.latency = latency
    self.coldLatency = coldLatency
    self.thresholdCard = thresholdCard
  }

  /// The scores of one partition, or `nil` when there are none.
  public func scores(of partition: Partition) -> PartitionScores? {
    scores.first { $0.partition == partition }
  }
}

/// The outcomes of one subsystem on one partition, in the dataset's order.
public struct PartitionScores: Sendable {
  /// The partition.
  public var partition: Partition
  /// One row per presentation.
  public var rows: [ScoredPresentation]

  /// Makes a partition's rows.
  public init(partition: Partition, rows: [ScoredPresentation]) {
    self.partition = partition
    self.rows = rows
  }
}

/// What a subsystem made of one presentation, as it may leave the machine.
public struct ScoredPresentation: Sendable, Hashable {
  /// The presentation's id.
  public var presentationID: String
  /// The species; `nil` for a bona fide presentation.
  public var species: PAISpecies?
  /// Pseudonym of the person before the camera; empty when nobody is named.
  public var subject: String
  /// Pseudonym of the person whose face the attack shows; empty when nobody is named.
  public var target: String
  /// Pseudonym of what the row shares with others that are not independent of it; empty for a row
  /// that stands alone.
  public var cluster: String
  /// The score, or why there is none.
  public var outcome: Outcome
  /// Seconds spent inside the subsystem; goes to `timing.csv` only.
  public var latency: Double?
  /// Values of the dataset's attribute columns, in the order of `DatasetFacts.attributeNames`.
  public var attributes: [String]
  /// What the subsystem went by; empty when it did not say.
  public var explanation: String

  /// Makes a row.
  public init(
    presentationID: String, species: PAISpecies?, subject: String = "", target: String = "",
    cluster: String = "", outcome: Outcome, latency: Double? = nil, attributes: [String] = [],
    explanation: String = ""
  ) {
    self.presentationID = presentationID
    self.species = species
    self.subject = subject
    self.target = target
    self.cluster = cluster
    self.outcome = outcome
    self.latency = latency
    self.attributes = attributes
    self.explanation = explanation
  }

  /// Bona fide or attack.
  public var presentationClass: PresentationClass { species == nil ? .bonaFide : .attack }
}
