/// A detector or matcher as a run keeps it.
public struct RecordedDetector: Sendable, Hashable, Codable {
  /// The name results are shown under.
  public var name: String
  /// Its version.
  public var version: String
  /// How it runs: `builtin`, `onnx`, `process`.
  public var kind: String
  /// Hexadecimal digest of its card and files.
  public var digest: String
  /// What happens to a picture before the detector sees it, in one line.
  public var preprocessing: String
  /// The threshold that its card brings; `nil` when it brings none.
  public var threshold: Double?
  /// Digest of everything but the presentation that can change a score; scores are reused only
  /// where it is equal.
  public var scoringKey: String
  /// What it was trained on, in one line; `nil` for a detector that was not trained here.
  public var training: String?
  /// What a presentation must have for it, as cards spell it; `nil` in runs that did not keep it.
  public var needs: [String]?

  /// Makes a detector.
  public init(
    name: String, version: String, kind: String, digest: String, preprocessing: String,
    threshold: Double?, scoringKey: String, training: String? = nil, needs: [String]? = nil
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.digest = digest
    self.preprocessing = preprocessing
    self.threshold = threshold
    self.scoringKey = scoringKey
    self.training = training
    self.needs = needs
  }
}
