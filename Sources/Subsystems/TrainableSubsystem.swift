public import PADVocabulary
public import StructuredText

/// A subsystem whose numbers are learned from labelled presentations.
///
/// It says what it measures and how it learns; which presentations it is shown, and in which order,
/// is not its business. Learning is deterministic: the same examples and seed give the same bytes.
public protocol TrainableSubsystem: Sendable {
  /// What is measured, before anything is learned: name, preprocessing, needs, every constant.
  var card: SubsystemCard { get }

  /// Moves when features change: a model made with another version is refused.
  var featureVersion: Int { get }

  /// Makes an observer that measures; called once per worker.
  ///
  /// - Throws: `SubsystemFault` when measuring is not possible at all.
  func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver

  /// Learns.
  ///
  /// - Parameter report: told what was found out on the way, a line at a time.
  /// - Throws: `InvalidInput` when the examples do not suffice, saying what is missing.
  func learn(
    from examples: TrainingExamples, report: (String) -> Void
  ) throws -> JSONValue
}

/// A detector whose numbers are learned.
public protocol TrainableDetector: TrainableSubsystem {
  /// The detector with what was learned.
  ///
  /// - Throws: `InvalidInput` when the parameters are not ones of this detector.
  func detector(of model: TrainedModel) throws(InvalidInput) -> any LivenessDetector
}

/// A matcher whose numbers are learned, from the train partition alone.
public protocol TrainableMatcher: TrainableSubsystem {
  /// The matcher with what was learned.
  ///
  /// - Throws: `InvalidInput` when the parameters are not ones of this matcher.
  func matcher(of model: TrainedModel) throws(InvalidInput) -> any FaceMatcher
}

/// Measures one presentation at a time; its outcome is a score of no meaning, or why there are no
/// features.
public protocol FeatureObserver: LivenessObserver {
  /// What was measured in the presentation that was last finished, part by part; a part that could
  /// not measure anything is empty. A plain detector has one part.
  var features: [[Double]] { get }
}

/// A presentation to learn from.
public struct TrainingExample: Sendable {
  /// What was measured, part by part; empty for a part that measured nothing.
  public var features: [[Double]]
  /// The species; `nil` for bona fide.
  public var species: PAISpecies?
  /// Whose face it is: examples of one person are not told apart when learning is checked.
  public var person: String

  /// Makes an example.
  public init(features: [[Double]], species: PAISpecies?, person: String) {
    self.features = features
    self.species = species
    self.person = person
  }
}

/// What there is to learn from.
public struct TrainingExamples: Sendable {
  /// What is learned, in the dataset's order.
  public var train: [TrainingExample]
  /// What regularisation and calibration are chosen on, in the dataset's order.
  public var dev: [TrainingExample]
  /// Decides whatever is left to chance.
  public var seed: UInt64

  /// Collects examples.
  public init(train: [TrainingExample], dev: [TrainingExample], seed: UInt64) {
    self.train = train
    self.dev = dev
    self.seed = seed
  }
}
