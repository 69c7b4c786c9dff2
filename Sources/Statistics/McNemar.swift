/// McNemar's test of two classifiers on the same trials (Psychometrika 12, 1947), by the pairs in
/// which only one of them errs. It takes trials as independent.
public struct McNemar: Sendable, Hashable {
  /// Trials in which only the first errs.
  public var onlyFirst: Int
  /// Trials in which only the second errs.
  public var onlySecond: Int

  /// Makes the test of two counts, 0 or more each.
  public init(onlyFirst: Int, onlySecond: Int) {
    self.onlyFirst = max(onlyFirst, 0)
    self.onlySecond = max(onlySecond, 0)
  }

  private var pairs: Int { onlyFirst + onlySecond }
  private var fewer: Int { min(onlyFirst, onlySecond) }

  /// Exact two-sided p-value: min(1, 2 P(X <= fewer | pairs, 1/2)); 1 without a discordant pair.
  public var exactP: Double {
    pairs == 0 ? 1 : min(1, 2 * Binomial.cdf(fewer, trials: pairs, p: 0.5))
  }

  /// Mid-p value (Fagerland, Lydersen and Laake, BMC Med. Res. Methodol. 13:91, 2013).
  public var midP: Double {
    if pairs == 0 { return 1 }
    let point = Binomial.probability(of: fewer, trials: pairs, p: 0.5)
    if onlyFirst == onlySecond { return 1 - point / 2 }
    return min(1, 2 * Binomial.cdf(fewer - 1, trials: pairs, p: 0.5) + point)
  }

  /// Which of the p-values rejects.
  public enum PValue: Sendable, Hashable {
    /// The exact one.
    case exact
    /// The mid-p.
    case mid
  }

  /// The probability that the test finds a difference among `pairs` trials, over all numbers of
  /// discordant pairs (exact unconditional power).
  ///
  /// - Returns: `nil` for probabilities that make no sense or more than a million pairs.
  public static func power(
    pairs: Int, onlyFirst: Double, onlySecond: Double, significance: Double = 0.05,
    pValue: PValue = .mid
  ) -> Double? {
    let discordant = onlyFirst + onlySecond
    guard pairs >= 0, pairs <= 1_000_000, onlyFirst >= 0, onlySecond >= 0, discordant > 0,
      discordant <= 1
    else { return nil }
    let share = onlyFirst / discordant
    var power = 0.0
    var critical = -1
    for count in 0...pairs {
      // The largest minority that still rejects grows by at most one per pair.
      while critical + 1 <= count / 2,
        McNemar(onlyFirst: critical + 1, onlySecond: count - critical - 1).p(pValue)
          <= significance
      {
        critical += 1
      }
      let weight = Binomial.probability(of: count, trials: pairs, p: discordant)
      if weight < 1e-18 || critical < 0 { continue }
      power +=
        weight
        * (Binomial.cdf(critical, trials: count, p: share)
          + Binomial.upperTail(count - critical, trials: count, p: share))
    }
    return min(power, 1)
  }

  private func p(_ kind: PValue) -> Double {
    kind == .exact ? exactP : midP
  }
}
