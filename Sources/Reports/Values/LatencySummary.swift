/// How long a subsystem took per presentation, in seconds.
public struct LatencySummary: Sendable, Hashable {
  /// Presentations measured.
  public var count: Int
  /// Arithmetic mean.
  public var mean: Double
  /// Half of the presentations took at most this long.
  public var median: Double
  /// 90 of 100 took at most this long.
  public var percentile90: Double
  /// 99 of 100 took at most this long.
  public var percentile99: Double
  /// The longest.
  public var maximum: Double

  /// Summarises measurements, or `nil` when none is finite.
  ///
  /// A percentile is a measured value (nearest rank): the smallest that at least p of 100 do not
  /// pass, so that a rare slow presentation is never averaged away.
  public init?(seconds: some Sequence<Double>) {
    let sorted = seconds.filter(\.isFinite).sorted()
    guard let longest = sorted.last else { return nil }
    func percentile(_ percent: Int) -> Double {
      let rank = (sorted.count * percent + 99) / 100
      return sorted[max(rank, 1) - 1]
    }
    count = sorted.count
    mean = sorted.reduce(0, +) / Double(sorted.count)
    median = percentile(50)
    percentile90 = percentile(90)
    percentile99 = percentile(99)
    maximum = longest
  }
}
