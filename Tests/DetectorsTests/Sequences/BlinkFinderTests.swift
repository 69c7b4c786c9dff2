import Statistics
import Testing

@testable import Detectors

struct BlinkFinderTests {
  /// Eye aspect ratios as landmarks give them: an open eye that drifts with pose and expression,
  /// noise, single frames that jump, and labelled blinks of 120 to 350 ms that do not always close.
  static func noisySeries(
    frames: Int, rate: Double, noise: Double, seed: UInt64
  ) -> (series: [EyeOpening], blinks: [ClosedRange<Double>]) {
    var random = SplitMix64(seed: seed)
    func uniform(_ low: Double, _ high: Double) -> Double {
      low + (high - low) * Double(random.next() >> 11) / 9_007_199_254_740_992
    }
    var blinks: [ClosedRange<Double>] = []
    var depths: [Double] = []
    var start = uniform(1, 3)
    while start < Double(frames) / rate - 1 {
      blinks.append(start...(start + uniform(0.12, 0.35)))
      depths.append(uniform(0.45, 0.85))
      start += uniform(1.5, 5)
    }
    var drift = 0.0
    var next = 0
    let series = (0..<frames).map { frame in
      let time = Double(frame) / rate
      while next < blinks.count - 1, blinks[next].upperBound + 0.2 < time { next += 1 }
      // Down and up over 60 ms.
      let outside = max(blinks[next].lowerBound - time, time - blinks[next].upperBound)
      let closing = depths[next] * min(max(1 - outside / 0.06, 0), 1)
      drift = 0.995 * drift + uniform(-0.004, 0.004)
      let grain = (0..<6).reduce(0) { sum, _ in sum + uniform(-1, 1) } / 2.0.squareRoot()
      let jump = uniform(0, 1) < 0.002 ? -0.15 : 0
      let value = (0.3 + drift) * (1 - closing) + noise * grain + jump
      return EyeOpening(time: time, value: max(value, 0.01))
    }
    return (series, blinks)
  }

  @Test(arguments: [(30.0, 0.02, UInt64(1)), (30, 0.03, 2), (25, 0.02, 3), (60, 0.03, 4)])
  func `finds the blinks of 14,000 noisy frames`(rate: Double, noise: Double, seed: UInt64) throws {
    let (series, blinks) = Self.noisySeries(frames: 14_000, rate: rate, noise: noise, seed: seed)
    let agreement = BlinkAgreement(found: BlinkFinder().blinks(in: series), labelled: blinks)
    #expect(agreement.labelled > 60)
    #expect(try #require(agreement.recall) >= 0.85)
    #expect(try #require(agreement.falseEventsPerHundred) <= 1)
  }

  @Test func `finds nothing where nobody blinks`() {
    var random = SplitMix64(seed: 9)
    let series = (0..<3000).map { frame in
      EyeOpening(
        time: Double(frame) / 30, value: 0.3 + Double(random.next() % 1000) / 1000 * 0.06 - 0.03)
    }
    #expect(BlinkFinder().blinks(in: series) == [])
  }

  /// 10 s at 20 frames a second, closed where asked.
  static func series(closed: [ClosedRange<Double>], rate: Double = 20) -> [EyeOpening] {
    (0..<Int(10 * rate)).map { frame in
      let time = Double(frame) / rate
      return EyeOpening(time: time, value: closed.contains { $0.contains(time) } ? 0.08 : 0.32)
    }
  }

  @Test func `says when a blink was and how deep`() throws {
    let blinks = BlinkFinder().blinks(in: Self.series(closed: [3.99...4.21]))
    #expect(blinks.count == 1)
    let blink = try #require(blinks.first)
    // By hand: closed rows from 4.00 to 4.20, so half-way between 3.95 and 4.00, 4.20 and 4.25,
    // and a tenth of a second of smoothing leaves those places; 1 - 0.08 / 0.32.
    #expect(abs(blink.start - 3.975) < 0.03 && abs(blink.end - 4.225) < 0.03)
    #expect(abs(blink.depth - 0.75) < 1e-9)
  }

  @Test func `takes neither closed eyes nor what it sees half of for a blink`() {
    let finder = BlinkFinder()
    #expect(finder.blinks(in: Self.series(closed: [3.0...4.5])) == [])
    #expect(finder.blinks(in: Self.series(closed: [0...0.16])) == [])
    #expect(finder.blinks(in: Self.series(closed: [9.8...10])) == [])
  }

  @Test func `does not see a blink across a pause`() {
    let series = Self.series(closed: [4.0...4.2]).filter { !(3.6..<4.12).contains($0.time) }
    #expect(BlinkFinder().blinks(in: series) == [])
  }

  @Test func `leaves out rows that are no openings`() {
    var series = Self.series(closed: [4.0...4.2, 7.0...7.2])
    let expected = BlinkFinder().blinks(in: series)
    series.insert(EyeOpening(time: 2.01, value: .nan), at: 41)
    series.insert(EyeOpening(time: .nan, value: 0.1), at: 50)
    series.insert(EyeOpening(time: 1.0, value: 0.1), at: 60)
    series.insert(EyeOpening(time: .infinity, value: 0.1), at: 70)
    series.insert(EyeOpening(time: 5.01, value: -1), at: 105)
    #expect(expected.count == 2)
    #expect(BlinkFinder().blinks(in: series) == expected)
    #expect(BlinkFinder().blinks(in: []) == [])
    #expect(BlinkFinder().blinks(in: [EyeOpening(time: 0, value: 1)]) == [])
  }

  @Test func `counts each found blink for one labelled blink`() {
    func blink(_ start: Double, _ end: Double) -> Blink { Blink(start: start, end: end, depth: 1) }
    let agreement = BlinkAgreement(
      found: [blink(5, 5.2), blink(1, 1.1), blink(1.15, 1.3), blink(8, 8.1), blink(9, 9.1)],
      labelled: [1.05...1.2, 4.9...5.1, 7...7.2, 9.05...9.2])
    // By hand: 1.15 overlaps a label that is taken, 8 none; the label at 7 is missed.
    #expect((agreement.labelled, agreement.found, agreement.falseEvents) == (4, 3, 2))
    #expect(agreement.recall == 0.75 && agreement.falseEventsPerHundred == 50)
    #expect(BlinkAgreement(found: [], labelled: []).recall == nil)
  }
}
