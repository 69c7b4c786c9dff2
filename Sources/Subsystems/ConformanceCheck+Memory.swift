import Imaging
import PADVocabulary

extension ConformanceCheck {
  /// Fewest pairs that say anything, and pairs that are shown.
  private static let fewestPairs = 10
  private static let wantedPairs = 24
  /// Fewest pixels of a picture in which one bit is nothing.
  private static let fewestPixels = 1024

  /// Fewest seconds that an answer from memory saves: less than that is what the caches of a
  /// processor do for anybody.
  private static let leastSaved = 50e-6

  /// A presentation that was seen before beside one that differs from it in one bit.
  private struct Pair {
    var sample: Sample
    var seen = 0.0
    var unseen = 0.0
    var jump = 0.0
  }

  /// Shows presentations that were seen before in turn with copies that differ in the lowest bit of
  /// one value: a detector that measures takes as long for both and says nearly the same.
  ///
  /// - Parameter count: different presentations, drawn from the samples by the seed.
  /// - Throws: `SubsystemFault` when the detector cannot work at all.
  public func findingsOfMemory(
    of detector: any LivenessDetector, showing count: Int, seed: UInt64
  ) throws(SubsystemFault) -> [Finding] {
    let observer = try detector.makeObserver()
    var order = SeededOrder(seed: seed)
    var scored: [(sample: Sample, score: Double)] = []
    for place in order.positions(samples.count, below: samples.count) where scored.count < count {
      let sample = samples[place]
      guard sample.frames.contains(where: { $0.pixels.canHideABit(Self.fewestPixels) }) else {
        continue
      }
      if let score = try Self.outcome(of: sample, by: observer).score {
        scored.append((sample, score))
      }
    }
    guard !scored.isEmpty else { return [] }
    var pairs: [Pair] = []
    for number in 0..<max(Self.wantedPairs, scored.count) {
      let (sample, score) = scored[number % scored.count]
      var pair = Pair(sample: sample)
      var copyOutcome = Outcome.nonResponse(.failed)
      // Each goes first as often as the other.
      for isCopy in number.isMultiple(of: 2) ? [true, false] : [false, true] {
        let shown = isCopy ? sample.withOneBitChanged(number) : sample
        let start = ContinuousClock.now
        let outcome = try Self.outcome(of: shown, by: observer)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        if isCopy {
          copyOutcome = outcome
          pair.unseen = seconds
        } else {
          pair.seen = seconds
        }
      }
      guard let other = copyOutcome.score else { continue }
      pair.jump = abs(other - score)
      pairs.append(pair)
    }
    guard pairs.count >= Self.fewestPairs else { return [] }
    let scores = scored.map(\.score)
    let spread = (scores.max() ?? 0) - (scores.min() ?? 0)
    return [Self.memoryFinding(pairs), Self.jumpFinding(pairs, spread: spread)].compactMap(\.self)
  }

  private static func memoryFinding(_ pairs: [Pair]) -> Finding? {
    let ratio = median(pairs.map { $0.seen / max($0.unseen, 1e-9) })
    let faster = pairs.count { $0.seen < $0.unseen }
    let saved = median(pairs.map { $0.unseen - $0.seen })
    guard ratio < 0.5, saved > leastSaved, faster * 10 >= pairs.count * 9, let first = pairs.first
    else { return nil }
    return Finding(
      rule: .measures, first.sample,
      "what it was shown before takes \(percent(ratio)) of the time of what is new, faster in "
        + "\(faster) of \(pairs.count) pairs: it may answer from its memory of contents, so "
        + "that repeated presentations say nothing and times are too good")
  }

  private static func jumpFinding(_ pairs: [Pair], spread: Double) -> Finding? {
    let jump = median(pairs.map(\.jump))
    guard spread > 0, spread.isFinite, jump > 0.2 * spread,
      let worst = pairs.max(by: { $0.jump < $1.jump })
    else { return nil }
    return Finding(
      rule: .steady, worst.sample,
      "one changed bit moves the score by \(percent(jump / spread)) of the range of all scores, in "
        + "the middle of \(pairs.count) pairs: it may know files by heart")
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }

  private static func percent(_ part: Double) -> String {
    "\((min(max(part, 0), 100) * 100).rounded().whole) %"
  }
}

extension Double {
  /// Without decimals; for values within reach of a percentage.
  fileprivate var whole: String { String(Int(self)) }
}

extension PixelBuffer {
  fileprivate func canHideABit(_ fewestPixels: Int) -> Bool { width * height >= fewestPixels }
}

extension ConformanceCheck.Sample {
  /// A copy whose pictures differ from this one's in the lowest bit of one value, another value for
  /// each number.
  fileprivate func withOneBitChanged(_ number: Int) -> Self {
    var copy = self
    for place in copy.frames.indices {
      let count = copy.frames[place].pixels.bytes.count
      copy.frames[place].pixels.bytes[(count / 2 + number * 7) % count] ^= 1
    }
    return copy
  }
}
