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
    /// IAPAR on test.
    public var testIAPAR: Double
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

  /// The errors at a weighting, both weights 0...1; `nil` outside.
  public func point(
    omega: Double, beta: Double, criterion: Criterion = .leastWER
  ) -> Point? {
    guard omega >= 0, omega <= 1, beta >= 0, beta <= 1 else { return nil }
    var best = (cost: Double.infinity, threshold: Double.infinity)
    for threshold in dev.thresholds {
      let rates = dev.rates(at: threshold, omega: omega)
      let cost =
        switch criterion {
        case .leastWER: beta * rates.far + (1 - beta) * rates.frr
        case .equal: abs((1 - beta) * rates.frr - beta * rates.far)
        }
      if cost <= best.cost { best = (cost, threshold) }
    }
    let chosen = dev.rates(at: best.threshold, omega: omega)
    let applied = test.rates(at: best.threshold, omega: omega)
    return Point(
      omega: omega, beta: beta, threshold: best.threshold,
      devWER: beta * chosen.far + (1 - beta) * chosen.frr,
      testWER: beta * applied.far + (1 - beta) * applied.frr,
      testHTER: (applied.far + applied.frr) / 2, testIAPAR: applied.iapar)
  }

  /// The errors for several shares of attacks at one weight.
  public func curve(
    omegas: [Double], beta: Double = 0.5, criterion: Criterion = .leastWER
  ) -> [Point] {
    omegas.compactMap { point(omega: $0, beta: beta, criterion: criterion) }
  }
}

/// Sorted scores of the three kinds.
private struct Sweep: Sendable {
  let genuine: [Double]
  let impostors: [Double]
  let attacks: [Double]
  /// Every distinct score ascending, and one above all.
  let thresholds: [Double]

  init?(_ scores: Spoofability.Scores) {
    let all = scores.genuine + scores.impostors + scores.attacks
    guard !scores.genuine.isEmpty, !scores.impostors.isEmpty, !scores.attacks.isEmpty,
      !all.contains(where: \.isNaN)
    else { return nil }
    genuine = scores.genuine.sorted()
    impostors = scores.impostors.sorted()
    attacks = scores.attacks.sorted()
    var distinct: [Double] = []
    for score in all.sorted() where score != distinct.last { distinct.append(score) }
    distinct.append((distinct.last ?? 0).nextUp)
    thresholds = distinct
  }

  func rates(at threshold: Double, omega: Double) -> (far: Double, frr: Double, iapar: Double) {
    let iapar = Self.accepted(attacks, threshold)
    let fmr = Self.accepted(impostors, threshold)
    return (omega * iapar + (1 - omega) * fmr, 1 - Self.accepted(genuine, threshold), iapar)
  }

  private static func accepted(_ sorted: [Double], _ threshold: Double) -> Double {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
    }
    return Double(sorted.count - low) / Double(sorted.count)
  }
}
