/// What a subsystem is, as far as it can change a score: the card of a detector, matcher or finder.
///
/// Built-in subsystems write theirs in code; models and plugins bring it as `NAME.card.yaml`
/// beside their files. `digest` names the card in a run.
public struct SubsystemCard: Sendable, Hashable {
  /// How the subsystem runs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Compiled into padbench.
    case builtin
    /// Compiled into padbench, with numbers learned from a dataset and kept in a model file.
    case trained
    /// A model that ONNX Runtime runs in this process.
    case onnx
    /// A program of its own that answers over pipes.
    case process
  }

  /// What the subsystem does.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Tells bona fide from attack presentations.
    case detector
    /// Compares two faces.
    case matcher
    /// Finds faces in a picture.
    case faceFinder = "face-finder"
  }

  /// The name results are shown under: letters, digits, `.`, `_`, `-`; at most 64 characters.
  public var name: String
  /// The version as its maker counts it.
  public var version: String
  /// How it runs.
  public var kind: Kind
  /// What it does.
  public var role: Role
  /// One line for people; changes no score, so it is no part of the digest.
  public var about: String
  /// Licence of the model or program, for people; no part of the digest.
  public var licence: String
  /// Where the model or program comes from, for people; no part of the digest.
  public var source: String
  /// The files it consists of, in the card's order; an ONNX model is the first and only one.
  public var files: [CardFile]
  /// The program and its arguments; only for `process`.
  public var command: [String]
  /// How the program is started and shown its pictures; only for `process`.
  public var process: ProcessTerms
  /// What happens to a picture before the subsystem sees it.
  public var preprocessing: Preprocessing
  /// What a matcher's templates are compared by; `nil` for everything else, and for a plugin that
  /// compares them itself.
  public var comparison: SimilarityMeasure?
  /// How a model's output becomes a score.
  public var output: ScoreOutput
  /// What a presentation must have for the subsystem to judge it.
  public var needs: SubsystemNeeds
  /// Which frames are judged, and how their scores become one.
  public var framePolicy: FramePolicy
  /// What the subsystem may use up.
  public var limits: SubsystemLimits
  /// The threshold its maker recommends (the operating point `card`), if any.
  public var threshold: Double?
  /// Every further constant of the algorithm, sorted by name.
  public private(set) var settings: [CardSetting]
  /// What a trained detector was trained on; a model's digest, which is a setting, covers it.
  public var training: TrainingOrigin?

  /// Makes a card; what is not given has the value of a plain built-in detector of stills.
  ///
  /// Of settings with one name the last one counts.
  public init(
    name: String,
    version: String,
    kind: Kind = .builtin,
    role: Role = .detector,
    about: String = "",
    licence: String = "",
    source: String = "",
    files: [CardFile] = [],
    command: [String] = [],
    process: ProcessTerms = ProcessTerms(),
    preprocessing: Preprocessing = Preprocessing(),
    comparison: SimilarityMeasure? = nil,
    output: ScoreOutput = ScoreOutput(),
    needs: SubsystemNeeds = [],
    framePolicy: FramePolicy = FramePolicy(),
    limits: SubsystemLimits = SubsystemLimits(),
    threshold: Double? = nil,
    settings: [CardSetting] = [],
    training: TrainingOrigin? = nil
  ) {
    self.name = name
    self.version = version
    self.kind = kind
    self.role = role
    self.about = about
    self.licence = licence
    self.source = source
    self.files = files
    self.command = command
    self.process = process
    self.preprocessing = preprocessing
    self.comparison = comparison
    self.output = output
    self.needs = needs
    self.framePolicy = framePolicy
    self.limits = limits
    self.threshold = threshold
    self.settings = CardSetting.sorted(settings)
    self.training = training
  }

  /// The value of a setting, or `nil` when the card has none of this name.
  public func setting(_ name: String) -> CardSetting.Value? {
    settings.first { $0.name == name }?.value
  }
}
