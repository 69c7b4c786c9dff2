public import PADVocabulary
public import StructuredText

/// What a run knows of itself before the first presentation is judged.
public struct RunHeading: Sendable, Hashable {
  /// The members of `run.json`.
  public var identity: JSONValue
  /// What the run was told of its dataset.
  public var dataset: RecordedDataset
  /// The detectors, in the order of the command line.
  public var detectors: [RecordedDetector]
  /// The matchers, in the order of the command line; they are kept as detectors are.
  public var matchers: [RecordedDetector]
  /// What decides which comparisons are made; `nil` without a matcher.
  public var matching: MatchingTerms?
  /// How rates were asked for.
  public var rates: JSONValue
  /// What was noticed about the dataset and the choice of presentations.
  public var diagnostics: [Diagnostic]

  /// Makes a heading.
  public init(
    identity: JSONValue, dataset: RecordedDataset, detectors: [RecordedDetector], rates: JSONValue,
    diagnostics: [Diagnostic], matchers: [RecordedDetector] = [], matching: MatchingTerms? = nil
  ) {
    self.identity = identity
    self.dataset = dataset
    self.detectors = detectors
    self.rates = rates
    self.diagnostics = diagnostics
    self.matchers = matchers
    self.matching = matching
  }

  /// Members of the identity that decide how rates are shown and no outcome.
  static let memberOfRates = "rates"

  /// The names of what decides outcomes and differs from another run's; empty where outcomes of one
  /// are outcomes of the other.
  public func differences(from other: RunHeading) -> [String] {
    let own = identity.members ?? []
    let others = other.identity.members ?? []
    var names = own.map(\.name)
    names += others.map(\.name).filter { !names.contains($0) }
    return names.filter { $0 != Self.memberOfRates && identity[$0] != other.identity[$0] }
  }
}
