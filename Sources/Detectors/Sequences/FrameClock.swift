/// Times of frames that only go forward: frames without a time, or with one that does not follow
/// the last, are left out rather than guessed at.
struct FrameClock {
  /// The first accepted time, in seconds.
  private(set) var first: Double?
  /// The last accepted time, in seconds.
  private(set) var last: Double?

  /// Beyond so many seconds a time is a mistake.
  static let longest = 1e6

  /// Takes a frame's time; `nil` when it cannot be used.
  mutating func accept(_ time: Double?) -> Double? {
    guard let time, abs(time) <= Self.longest, last.map({ time > $0 }) ?? true else { return nil }
    first = first ?? time
    last = time
    return time
  }

  /// Seconds from the first accepted time to the last.
  var span: Double {
    guard let first, let last else { return 0 }
    return last - first
  }
}
