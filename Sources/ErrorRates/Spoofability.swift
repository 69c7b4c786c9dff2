import Statistics

/// Errors of a system that meets genuine users, zero-effort impostors and impostor attacks, when
/// attacks make up a share of the wrong ones (expected performance and spoofability, Chingovska,
/// Anjos and Marcel, IEEE TIFS 9, 2014).
///
/// FAR_w = w IAPAR + (1 - w) FMR; WER = b FAR_w + (1 - b) FRR; HTER_w = (FAR_w + FRR) / 2. The best
/// threshold is found by trying every score, exactly.
public struct Spoofability: Sendable {
  /// Scores of the three kinds of trials; higher is more alike.
  public struct Scores: Sendable, Hashable {
    /// Genuine users.
    public var genuine: [Double]
    /// Zero-effort impostors.
    public var impostors: [Double]
    /// Impostor attacks.
    public var attacks: [Double]

    /// Makes the scores.
    public init(genuine: [Double], impostors: [Double], attacks: [Double]) {
      self.genuine = genuine
      self.impostors = impostors
      self.attacks = attacks
    }
  }

  /// What the threshold is chosen for on dev.
  public enum Criterion: Sendable, Hashable {
    /// Least WER.
    case leastWER
    /// Least |(1 - b) FRR - b FAR_w|.
    case equal
  }

  /// The errors at one weighting.
  public struct Point: Sendable, Hashable {
    /// Share of attacks among the wrong trials.
    public var omega: Double
    /// Weight of false accepts.
    public var beta: Double
    /// The highest of the best thresholds on dev, as the lowest accepted score.
    public var threshold: Double
    /// WER on dev.
    public var devWER: Double
    /// WER on test.
    public var testWER: Double
    /// HTER_w on test.
    public var testHTER: Double
    /// IAPAR on test, all species together.
    public var testIAPAR: Double
    /// FMR on test.
    public var testFMR: Double
    /// FNMR on test.
    public var testFNMR: Double
  }

  private let dev: Sweep
  private let test: Sweep

  /// Sorts the scores.
  ///
  /// - Returns: `nil` when a list is empty or holds a NaN.
  public init?(dev: Scores, test: Scores) {
    guard let dev = Sweep(dev), let test = Sweep(test) else { return nil }
    self.dev = dev
    self.test = test
  }

  /// The errors at a weighting, both weights 0...1 and taken to six decimals; `nil` outside.
  ///
  /// Costs are compared as whole numbers, so that equally good thresholds are known as such and the
  /// highest is taken.
  public func point(
    omega: Double, beta: Double, criterion: Criterion = .leastWER
  ) -> Point? {
    guard let weights = Weights(omega: omega, beta: beta) else { return nil }
    var best = dev.points[0]
    var least: Int128?
    for point in dev.points where criterion == .equal || point.isHighestOfItsRejects {
      let cost =
        switch criterion {
        case .leastWER: weights.falseAccepts(point, dev) + weights.falseRejects(point, dev)
        case .equal: abs(weights.falseRejects(point, dev) - weights.falseAccepts(point, dev))
        }
      if least.map({ cost <= $0 }) ?? true { (best, least) = (point, cost) }
    }
    let chosen = dev.rates(best, omega: omega)
    let applied = test.rates(at: best.threshold, omega: omega)
    return Point(
      omega: omega, beta: beta, threshold: best.threshold,
      devWER: beta * chosen.far + (1 - beta) * chosen.frr,
      testWER: beta * applied.far + (1 - beta) * applied.frr,
      testHTER: (applied.far + applied.frr) / 2, testIAPAR: applied.iapar,
      testFMR: applied.fmr, testFNMR: applied.frr)
  }

  /// The errors for several shares of attacks at one weight.
  public func curve(
    omegas: [Double], beta: Double = 0.5, criterion: Criterion = .leastWER
  ) -> [Point] {
    omegas.compactMap { point(omega: $0, beta: beta, criterion: criterion) }
  }

  /// The area under WER on test over omega by trapezoids (AUE), for every run of points of one beta.
  public static func areas(_ points: [Point]) -> [(beta: Double, area: Double)] {
    var areas: [(beta: Double, area: Double)] = []
    var last: Point?
    for point in points {
      if let last, last.beta == point.beta {
        areas[areas.count - 1].area +=
          (point.omega - last.omega) * (point.testWER + last.testWER) / 2
      } else {
        areas.append((point.beta, 0))
      }
      last = point
    }
    return areas
  }
}

/// Weights as millionths, so that costs are whole numbers: below 2^120 for fifty million scores of
/// each kind.
private struct Weights {
  static let whole: Int128 = 1_000_000
  let omega: Int128
  let beta: Int128

  init?(omega: Double, beta: Double) {
    guard omega >= 0, omega <= 1, beta >= 0, beta <= 1 else { return nil }
    self.omega = Int128((omega * 1e6).rounded())
    self.beta = Int128((beta * 1e6).rounded())
  }

  /// beta FAR_w, times what makes it whole.
  func falseAccepts(_ point: Sweep.Point, _ sweep: Sweep) -> Int128 {
    let attacks = omega * Int128(point.attacks) * Int128(sweep.impostors.count)
    let impostors = (Self.whole - omega) * Int128(point.impostors) * Int128(sweep.attacks.count)
    return beta * (attacks + impostors) * Int128(sweep.genuine.count)
  }

  /// (1 - beta) FRR, times the same.
  func falseRejects(_ point: Sweep.Point, _ sweep: Sweep) -> Int128 {
    (Self.whole - beta) * Self.whole * Int128(point.rejected) * Int128(sweep.impostors.count)
      * Int128(sweep.attacks.count)
  }
}

/// Sorted scores of the three kinds, and what every threshold does with them.
private struct Sweep: Sendable {
  /// A threshold with the counts it gives.
  struct Point: Sendable {
    var threshold: Double
    /// Genuine users rejected.
    var rejected: Int
    /// Zero-effort impostors accepted.
    var impostors: Int
    /// Attacks accepted.
    var attacks: Int
    /// Whether no higher threshold rejects as few genuine users; only such a one can be the highest
    /// of those with the least WER.
    var isHighestOfItsRejects = true
  }

  let genuine: [Double]
  let impostors: [Double]
  let attacks: [Double]
  /// Every distinct score ascending, and one above all where there is one; never empty.
  let points: [Point]

  init?(_ scores: Spoofability.Scores) {
    let all = scores.genuine + scores.impostors + scores.attacks
    guard !scores.genuine.isEmpty, !scores.impostors.isEmpty, !scores.attacks.isEmpty,
      !all.contains(where: \.isNaN)
    else { return nil }
    let genuine = scores.genuine.sorted()
    let impostors = scores.impostors.sorted()
    let attacks = scores.attacks.sorted()
    var distinct: [Double] = []
    for score in all.sorted() where score != distinct.last { distinct.append(score) }
    // Nothing is above +infinity.
    if let highest = distinct.last, highest < .infinity { distinct.append(highest.nextUp) }
    var points = distinct.map { threshold in
      Point(
        threshold: threshold, rejected: Self.below(threshold, genuine),
        impostors: impostors.count - Self.below(threshold, impostors),
        attacks: attacks.count - Self.below(threshold, attacks))
    }
    for index in points.indices.dropLast() {
      points[index].isHighestOfItsRejects = points[index].rejected != points[index + 1].rejected
    }
    (self.genuine, self.impostors, self.attacks) = (genuine, impostors, attacks)
    self.points = points
  }

  typealias Rates = (far: Double, frr: Double, fmr: Double, iapar: Double)

  func rates(_ point: Point, omega: Double) -> Rates {
    let iapar = Double(point.attacks) / Double(attacks.count)
    let fmr = Double(point.impostors) / Double(impostors.count)
    return (
      omega * iapar + (1 - omega) * fmr, Double(point.rejected) / Double(genuine.count), fmr, iapar
    )
  }

  func rates(at threshold: Double, omega: Double) -> Rates {
    rates(
      Point(
        threshold: threshold, rejected: Self.below(threshold, genuine),
        impostors: impostors.count - Self.below(threshold, impostors),
        attacks: attacks.count - Self.below(threshold, attacks)),
      omega: omega)
  }

  /// How many of the sorted scores are below a threshold.
  private static func below(_ threshold: Double, _ sorted: [Double]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
