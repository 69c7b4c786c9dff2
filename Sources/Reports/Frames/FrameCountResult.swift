public import ErrorRates

/// What is measured when only the first frames of every presentation count.
public struct FrameCountResult: Sendable {
  /// The most frames of a presentation that count.
  public var frames: Int
  /// Presentations of the evaluated file.
  public var presentations: Int
  /// Those with at least so many frames; the others have what they have.
  public var complete: Int
  /// The results, the threshold chosen on dev scores that were made in the same way.
  public var results: EvaluationResults

  /// Makes a result.
  public init(frames: Int, presentations: Int, complete: Int, results: EvaluationResults) {
    self.frames = frames
    self.presentations = presentations
    self.complete = complete
    self.results = results
  }
}
