/// What a run tells whoever watches it, after each presentation.
public struct RunProgress: Sendable, Hashable {
  /// Presentations finished by this step.
  public var presentations: Int
  /// How many of them at least one detector gave no score for.
  public var nonResponses: Int

  /// Makes a step.
  public init(presentations: Int, nonResponses: Int) {
    self.presentations = presentations
    self.nonResponses = nonResponses
  }
}
