public import ErrorRates
public import PADVocabulary

/// One matcher of a run: who it is, and what it let in, alone and with each detector.
public struct SystemReport: Sendable {
  /// Its version.
  public var version: String
  /// How it runs: `builtin`, `onnx`, `process`.
  public var kind: String
  /// The digest of its card and files.
  public var digest: String
  /// What happens to a picture before the matcher sees it, in one line.
  public var preprocessing: String
  /// What it was trained on, in one line; empty when that is not known.
  public var training: String
  /// The figures, under the matcher's name.
  public var results: SystemResults
  /// Factors that a deployment asks for beside the face: what-ifs are computed with each.
  public var factors: [AdditionalFactor]
  /// The comparisons per partition, `dev` before `test`, for `comparisons/`; empty when they are not
  /// told.
  public var comparisons: [SystemComparisons]
  /// What became of the pictures that were to be encoded; `nil` when nobody counted.
  public var encodings: EncodingCounts?
  /// How long it took to encode a presentation.
  public var latency: LatencySummary?
  /// How long the first presentation of each worker took, with what had to be made for it.
  public var coldLatency: LatencySummary?

  /// Makes a matcher's part of a report.
  public init(
    version: String, kind: String, digest: String, preprocessing: String = "",
    training: String = "", results: SystemResults, factors: [AdditionalFactor] = [],
    comparisons: [SystemComparisons] = [], encodings: EncodingCounts? = nil,
    latency: LatencySummary? = nil,
    coldLatency: LatencySummary? = nil
  ) {
    self.version = version
    self.kind = kind
    self.digest = digest
    self.preprocessing = preprocessing
    self.training = training
    self.results = results
    self.factors = factors
    self.comparisons = comparisons
    self.encodings = encodings
    self.latency = latency
    self.coldLatency = coldLatency
  }

  /// The matcher's name.
  public var name: String { results.matcher }
}

/// The comparisons of one partition as they may leave the machine: ids of people are pseudonyms
/// already.
public struct SystemComparisons: Sendable {
  /// The partition.
  public var partition: Partition
  /// Who claimed to be whom, with which score.
  public var trials: SystemTrials
  /// The id of every presentation of `trials`.
  public var presentationIDs: [String]
  /// Pseudonym of the person before the camera, per presentation; empty when nobody is named.
  public var subjects: [String]
  /// Pseudonym of the person of every reference of `trials`.
  public var references: [String]

  /// Makes a partition's comparisons; what is missing of a list counts as empty.
  public init(
    partition: Partition, trials: SystemTrials, presentationIDs: [String], subjects: [String],
    references: [String]
  ) {
    self.partition = partition
    self.trials = trials
    self.presentationIDs = presentationIDs
    self.subjects = subjects
    self.references = references
  }
}
