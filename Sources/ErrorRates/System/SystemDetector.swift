public import PADVocabulary

/// A PAD subsystem as part of a whole system: what it said of every presentation.
public struct SystemDetector: Sendable {
  /// The name results are shown under.
  public var name: String
  /// What it needs beyond one picture, in a word each, such as `depth` or `sequence`.
  public var needs: [String]
  /// Its own threshold; `nil` when it has none, and then it stands in no series with the matcher.
  public var operatingPoint: OperatingPoint?
  /// Its score of every presentation of `SystemTrials` of dev, NaN for no response; `nil` without
  /// dev.
  public var dev: [Double]?
  /// Its score of every presentation of `SystemTrials` of test, NaN for no response.
  public var test: [Double]

  /// Makes a detector.
  public init(
    name: String, needs: [String] = [], operatingPoint: OperatingPoint?, dev: [Double]?,
    test: [Double]
  ) {
    self.name = name
    self.needs = needs
    self.operatingPoint = operatingPoint
    self.dev = dev
    self.test = test
  }
}
