/// The first presentation that a worker showed to a subsystem: it pays for what is made only once.
public struct ColdStart: Sendable, Hashable, Codable {
  /// The subsystem's position: detectors first, then matchers.
  public var subsystem: Int
  /// The presentation's id.
  public var presentation: String
  /// Seconds for making the observer and judging the presentation.
  public var seconds: Float
}
