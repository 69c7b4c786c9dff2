/// How far the eyes of a face are open at one time.
public struct EyeOpening: Sendable, Hashable {
  /// Seconds; only differences count.
  public var time: Double
  /// Any measure that is above 0 and falls when the eyes close, such as the eye aspect ratio.
  public var value: Double

  /// Makes one row of a series.
  public init(time: Double, value: Double) {
    self.time = time
    self.value = value
  }
}

/// One closing and opening of the eyes.
public struct Blink: Sendable, Hashable {
  /// When the eyes had closed by half of `depth`, in seconds.
  public var start: Double
  /// When they had opened by half of it again, in seconds.
  public var end: Double
  /// By what share of its open value the opening fell at most, 0…1.
  public var depth: Double

  /// Makes a blink.
  public init(start: Double, end: Double, depth: Double) {
    self.start = start
    self.end = end
    self.depth = depth
  }
}
