import Statistics

/// How well scores mean what they say: as log-likelihood ratios, or as probabilities.
public enum Calibration {
  /// The cost of log-likelihood ratios (Brümmer and du Preez, Comput. Speech Lang. 20, 2006), in
  /// bits: 0 is perfect, 1 says nothing. Scores are natural-log likelihood ratios of bona fide
  /// over attack; never a softmax output without its logit.
  ///
  /// - Returns: `nil` when a class is empty or a score is NaN.
  public static func cllr(bonaFide: [Double], attacks: [Double]) -> Double? {
    guard !bonaFide.isEmpty, !attacks.isEmpty, !(bonaFide + attacks).contains(where: \.isNaN)
    else { return nil }
    let misses = bonaFide.reduce(0) { $0 + softplus(-$1) } / Double(bonaFide.count)
    let accepts = attacks.reduce(0) { $0 + softplus($1) } / Double(attacks.count)
    return (misses + accepts) / (2 * Elementary.log(2))
  }

  /// log(1 + e^x) without overflow.
  static func softplus(_ x: Double) -> Double {
    max(x, 0) + Elementary.log1p(Elementary.exp(-abs(x)))
  }

  /// The natural-log odds of a probability; infinite at 0 and 1.
  static func logit(_ probability: Double) -> Double {
    Elementary.log(probability) - Elementary.log1p(-probability)
  }

  /// The mean square difference of the stated probability of "bona fide" and the truth (Brier,
  /// Mon. Weather Rev. 78, 1950).
  ///
  /// - Returns: `nil` without scores or when one is no probability.
  public static func brierScore(bonaFide: [Double], attacks: [Double]) -> Double? {
    guard areProbabilities(bonaFide, attacks) else { return nil }
    let sum =
      bonaFide.reduce(0) { $0 + (1 - $1) * (1 - $1) } + attacks.reduce(0) { $0 + $1 * $1 }
    return sum / Double(bonaFide.count + attacks.count)
  }

  /// The mean negative log-likelihood of the truth, in nats; infinite when a stated certainty was
  /// wrong.
  ///
  /// - Returns: `nil` without scores or when one is no probability.
  public static func logLoss(bonaFide: [Double], attacks: [Double]) -> Double? {
    guard areProbabilities(bonaFide, attacks) else { return nil }
    let sum =
      bonaFide.reduce(0) { $0 - Elementary.log($1) }
      + attacks.reduce(0) { $0 - Elementary.log1p(-$1) }
    return sum / Double(bonaFide.count + attacks.count)
  }

  /// How scores are binned for the expected calibration error.
  public enum Bins: Sendable, Hashable {
    /// This many bins of equal width, closed on the right; 0 is in the first.
    case equalWidth(Int)
    /// This many bins of equal numbers of scores; equal scores are never split.
    case equalMass(Int)
  }

  /// The mean over bins, weighted by their sizes, of |mean stated probability - share of bona fide|
  /// (Naeini, Cooper and Hauskrecht, AAAI 2015).
  ///
  /// - Returns: `nil` without scores, without a bin, or when a score is no probability.
  public static func expectedError(
    bonaFide: [Double], attacks: [Double], bins: Bins = .equalWidth(15)
  ) -> Double? {
    guard areProbabilities(bonaFide, attacks) else { return nil }
    let cases = bonaFide.map { (score: $0, truth: 1.0) } + attacks.map { (score: $0, truth: 0.0) }
    switch bins {
    case .equalWidth(let count):
      guard count > 0, count <= 1_000_000 else { return nil }
      var parts = [Bin](repeating: Bin(), count: count)
      for (score, truth) in cases {
        let index = Int((score * Double(count)).rounded(.up)) - 1
        parts[min(max(index, 0), count - 1)].add(score, truth)
      }
      return Bin.weightedError(parts)
    case .equalMass(let count):
      guard count > 0, count <= 1_000_000 else { return nil }
      var parts: [Bin] = []
      var seen = 0
      let sorted = cases.sorted { $0.score < $1.score }
      var previous: Double?
      for (score, truth) in sorted {
        let isDue = seen * count >= parts.count * sorted.count
        if parts.isEmpty || (isDue && score != previous) { parts.append(Bin()) }
        parts[parts.count - 1].add(score, truth)
        seen += 1
        previous = score
      }
      return Bin.weightedError(parts)
    }
  }

  private struct Bin {
    var count = 0
    var scores = 0.0
    var truths = 0.0

    mutating func add(_ score: Double, _ truth: Double) {
      count += 1
      scores += score
      truths += truth
    }

    static func weightedError(_ bins: [Bin]) -> Double {
      let total = bins.reduce(0) { $0 + $1.count }
      return bins.reduce(0) { $0 + abs($1.scores - $1.truths) } / Double(total)
    }
  }

  private static func areProbabilities(_ bonaFide: [Double], _ attacks: [Double]) -> Bool {
    let all = bonaFide + attacks
    return !all.isEmpty && all.allSatisfy { $0 >= 0 && $0 <= 1 }
  }
}

extension ROC {
  /// The cost of log-likelihood ratios after the best monotone recalibration (pool adjacent
  /// violators): what is left is lack of discrimination, not of calibration.
  public var minimumCllr: Double {
    var cost = 0.0
    let hull = convexHull
    for (corner, next) in zip(hull, hull.dropFirst()) {
      let genuine = Double(next.bonaFide - corner.bonaFide) / Double(bonaFide)
      let attack = Double(next.attacks - corner.attacks) / Double(attacks)
      // A part of one class alone has an infinite ratio that costs nothing.
      guard genuine > 0, attack > 0 else { continue }
      let ratio = Elementary.log(genuine / attack)
      cost += genuine * Calibration.softplus(-ratio) + attack * Calibration.softplus(ratio)
    }
    return cost / (2 * Elementary.log(2))
  }
}
