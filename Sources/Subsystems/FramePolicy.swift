/// Which frames of a sequence are judged, and how their scores become one.
public struct FramePolicy: Sendable, Hashable {
  /// How the scores of several frames become one.
  public enum Aggregation: String, Sendable, Hashable, CaseIterable {
    /// The arithmetic mean.
    case mean
    /// The middle score; of an even number the mean of the middle two.
    case median
    /// The lowest score: one frame that looks like an attack makes it one.
    case min
    /// The highest score.
    case max
  }

  /// Frames left out at the start.
  public var skip: Int
  /// Of the rest, every how many-th frame is judged; 1 judges all.
  public var every: Int
  /// How many frames are judged at most.
  public var count: Int
  /// How scores become one.
  public var aggregation: Aggregation
  /// Fewest frames with a score; with fewer the presentation is a non-response.
  public var minimumScored: Int

  /// Makes a policy; by default every frame is judged and the mean taken.
  public init(
    skip: Int = 0, every: Int = 1, count: Int = FramePolicy.unlimited,
    aggregation: Aggregation = .mean, minimumScored: Int = 1
  ) {
    self.skip = skip
    self.every = every
    self.count = count
    self.aggregation = aggregation
    self.minimumScored = minimumScored
  }

  /// A `count` that no sequence reaches.
  public static let unlimited = 1_000_000_000

  /// Whether the frame at this position is judged; frames that no subsystem selects need not be
  /// decoded.
  public func selects(_ index: Int) -> Bool {
    guard index >= skip, every > 0, count > 0 else { return false }
    let place = index - skip
    return place.isMultiple(of: every) && place / every < count
  }

  /// Whether no frame at this position or later is judged.
  public func isComplete(at index: Int) -> Bool {
    guard every > 0, count > 0 else { return true }
    guard index >= skip else { return false }
    let place = index - skip
    return place > 0 && (place - 1) / every + 1 >= count
  }
}
