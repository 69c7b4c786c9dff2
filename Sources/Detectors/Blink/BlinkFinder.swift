/// Finds blinks in a series of eye openings.
///
/// Any measure will do that falls when the eyes close; the usual one is the eye aspect ratio of six
/// lid landmarks (Soukupová and Čech, "Real-time eye blink detection using facial landmarks", CVWW
/// 2016). That work trains a classifier on windows of the ratio; here the series is compared with
/// its own running median, so that neither the person's eyes nor the landmarks' habits need to be
/// learnt: a blink is a fall by a share of that median, well above the series' own noise, that is
/// over again within the time that a blink takes (100 to 400 ms: Schiffman, "Sensation and
/// Perception", 2001; slow ones are let through).
public struct BlinkFinder: Sendable, Hashable {
  /// Least fall, as a share of the running median.
  public var leastDepth = 0.25
  /// Least fall, in standard deviations of the smoothed series.
  public var leastDeviations = 4.0
  /// Shortest and longest blink, in seconds between half closed and half open.
  public var durations = 0.03...0.7
  /// Blinks whose falls are no further apart are one, in seconds.
  public var longestGap = 0.07
  /// Width of the running median, in seconds.
  public var baselineWindow = 3.0
  /// Width of the running mean that takes out noise, in seconds.
  public var smoothingWindow = 0.1
  /// Rows further apart than this do not belong to one fall, in seconds.
  public var longestPause = 0.4

  /// Makes a finder for eye aspect ratios.
  public init() {}

  /// The blinks of a series, in order. Rows that are not finite, not above 0 or do not follow the
  /// row before in time are left out.
  public func blinks(in series: [EyeOpening]) -> [Blink] { search(series).blinks }

  /// What a series holds.
  struct Findings {
    var blinks: [Blink] = []
    /// The deepest fall of the smoothed series, blink or not, as a share of the running median.
    var deepest = 0.0
    /// Standard deviation of the smoothed series, as a share of the running median.
    var noise = 0.0
    /// Seconds that the series covers.
    var span = 0.0
  }

  /// Finds blinks, and what was nearly one.
  func search(_ series: [EyeOpening]) -> Findings {
    var rows: [EyeOpening] = []
    var clock = FrameClock()
    for row in series where row.value.isFinite && row.value > 0 {
      if let time = clock.accept(row.time) { rows.append(.init(time: time, value: row.value)) }
    }
    guard rows.count >= 3 else { return Findings(span: clock.span) }
    let falls = smoothed(rows, falls(of: rows))
    let noise = Robust.spread(falls)
    var findings = Findings(deepest: falls.max() ?? 0, noise: noise, span: clock.span)
    let least = max(leastDepth, leastDeviations * noise)
    for range in merged(stretches(above: least / 2, falls, rows), rows) {
      guard let blink = blink(in: range, falls, rows), blink.depth >= least,
        durations.contains(blink.end - blink.start)
      else { continue }
      findings.blinks.append(blink)
    }
    return findings
  }

  /// By what share of the running median each row lies below it, single odd rows left out
  /// where rows are so close that a blink has several.
  private func falls(of rows: [EyeOpening]) -> [Double] {
    let values = rows.indices.map { place in
      guard place > 0, place < rows.count - 1,
        rows[place + 1].time - rows[place - 1].time <= smoothingWindow * 1.001
      else { return rows[place].value }
      let near = (rows[place - 1].value, rows[place].value, rows[place + 1].value)
      return max(min(near.0, near.1), min(max(near.0, near.1), near.2))
    }
    let median = runningMedian(values, rows)
    return zip(values, median).map { value, open in open > 0 ? 1 - value / open : 0 }
  }

  /// The median at knots half a window apart, and straight lines between them.
  private func runningMedian(_ values: [Double], _ rows: [EyeOpening]) -> [Double] {
    let first = rows[0].time
    let step = max(baselineWindow / 4, (rows[rows.count - 1].time - first) / 1e5)
    var knots: [Double] = []
    var low = 0
    var high = 0
    var centre = first
    while true {
      while low < rows.count, rows[low].time < centre - baselineWindow / 2 { low += 1 }
      while high < rows.count, rows[high].time <= centre + baselineWindow / 2 { high += 1 }
      knots.append(low < high ? Robust.median(Array(values[low..<high])) : knots.last ?? 0)
      if centre >= rows[rows.count - 1].time { break }
      centre += step
    }
    return rows.map { row in
      let place = (row.time - first) / step
      let knot = min(max(Int(place), 0), knots.count - 1)
      let next = min(knot + 1, knots.count - 1)
      return knots[knot] + (knots[next] - knots[knot]) * (place - Double(knot))
    }
  }

  /// Running means over the smoothing window.
  private func smoothed(_ rows: [EyeOpening], _ falls: [Double]) -> [Double] {
    var low = 0
    var high = 0
    return rows.map { row in
      // A little more than half, so that rounding of times does not change who belongs to it.
      let reach = smoothingWindow / 2 * 1.001
      while rows[low].time < row.time - reach { low += 1 }
      while high < rows.count, rows[high].time <= row.time + reach { high += 1 }
      return falls[low..<high].reduce(0, +) / Double(high - low)
    }
  }

  /// Stretches of rows above a limit that begin and end within the series.
  private func stretches(
    above limit: Double, _ falls: [Double], _ rows: [EyeOpening]
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for place in falls.indices {
      let isPause = place > 0 && rows[place].time - rows[place - 1].time > longestPause
      if isPause { start = nil }
      if falls[place] > limit {
        // What was closed from the start on is no blink that was seen.
        if start == nil, place > 0, !isPause, falls[place - 1] <= limit { start = place }
      } else if let first = start {
        found.append(first..<place)
        start = nil
      }
    }
    return found
  }

  private func merged(_ stretches: [Range<Int>], _ rows: [EyeOpening]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for stretch in stretches {
      if let last = result.last,
        rows[stretch.lowerBound].time - rows[last.upperBound - 1].time <= longestGap
      {
        result[result.count - 1] = last.lowerBound..<stretch.upperBound
      } else {
        result.append(stretch)
      }
    }
    return result
  }

  /// The blink in a stretch: half way down to half way up, between rows by straight lines.
  private func blink(
    in range: Range<Int>, _ falls: [Double], _ rows: [EyeOpening]
  ) -> Blink? {
    guard let depth = falls[range].max() else { return nil }
    let half = depth / 2
    guard let first = range.first(where: { falls[$0] >= half }),
      let last = range.last(where: { falls[$0] >= half })
    else { return nil }
    return Blink(
      start: crossing(first - 1, first, half, falls, rows),
      end: crossing(last + 1, last, half, falls, rows), depth: min(depth, 1))
  }

  private func crossing(
    _ outside: Int, _ inside: Int, _ level: Double, _ falls: [Double], _ rows: [EyeOpening]
  ) -> Double {
    guard falls.indices.contains(outside), falls[inside] > falls[outside] else {
      return rows[inside].time
    }
    let share = (falls[inside] - level) / (falls[inside] - falls[outside])
    return rows[inside].time + (rows[outside].time - rows[inside].time) * min(max(share, 0), 1)
  }
}
