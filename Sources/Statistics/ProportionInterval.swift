/// Confidence intervals of a proportion `count / trials`.
public enum ProportionInterval {
  /// The exact interval of Clopper and Pearson (Biometrika 26, 1934).
  ///
  /// A one-sided interval spends the whole error probability on its end; at count 0 its upper end
  /// is 1 - (1 - level)^(1 / trials). Ends are exact at count 0 (lower 0) and count = trials
  /// (upper 1).
  ///
  /// - Returns: `nil` without trials, for a count outside 0...trials, or for a level outside (0, 1).
  public static func clopperPearson(
    count: Int, trials: Int, level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided
  ) -> ConfidenceInterval? {
    guard trials > 0, count >= 0, count <= trials, level > 0, level < 1 else { return nil }
    let error = sides == .twoSided ? (1 - level) / 2 : 1 - level
    let lower = sides == .upper ? 0 : exactLower(count, trials, error: error)
    let upper = sides == .lower ? 1 : exactUpper(count, trials, error: error)
    return ConfidenceInterval(
      lower: lower, upper: upper, level: level, sides: sides, method: .clopperPearson)
  }

  /// The score interval of Wilson (J. Am. Stat. Assoc. 22, 1927), without continuity correction.
  ///
  /// - Returns: `nil` where `clopperPearson` does.
  public static func wilson(
    count: Int, trials: Int, level: Double = 0.95, sides: ConfidenceInterval.Sides = .twoSided
  ) -> ConfidenceInterval? {
    guard trials > 0, count >= 0, count <= trials, level > 0, level < 1 else { return nil }
    let z = -Normal.quantile(sides == .twoSided ? (1 - level) / 2 : 1 - level)
    let n = Double(trials)
    let p = Double(count) / n
    let scale = 1 + z * z / n
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let lower = count == 0 || sides == .upper ? 0 : max(0, (centre - half) / scale)
    let upper = count == trials || sides == .lower ? 1 : min(1, (centre + half) / scale)
    return ConfidenceInterval(
      lower: lower, upper: upper, level: level, sides: sides, method: .wilson)
  }

  /// The interval by the named method; methods that are not of a proportion give Clopper-Pearson.
  public static func interval(
    count: Int, trials: Int, level: Double, sides: ConfidenceInterval.Sides = .twoSided,
    method: IntervalMethod
  ) -> ConfidenceInterval? {
    method == .wilson
      ? wilson(count: count, trials: trials, level: level, sides: sides)
      : clopperPearson(count: count, trials: trials, level: level, sides: sides)
  }

  /// The p at which P(X >= count) = error.
  static func exactLower(_ count: Int, _ trials: Int, error: Double) -> Double {
    if count == 0 { return 0 }
    if count == trials { return Elementary.exp(Elementary.log(error) / Double(trials)) }
    return betaQuantile(error, count, trials - count + 1)
  }

  /// The p at which P(X <= count) = error.
  static func exactUpper(_ count: Int, _ trials: Int, error: Double) -> Double {
    if count == trials { return 1 }
    if count == 0 { return -Elementary.expm1(Elementary.log(error) / Double(trials)) }
    // I_p(a, b) = 1 - I_(1-p)(b, a): the small probability is kept small.
    return 1 - betaQuantile(error, trials - count, count + 1)
  }

  /// The x with I_x(a, b) = p, by Halley's steps inside a bracket that every step narrows.
  ///
  /// GSL's own inverse gives NaN for one pair of counts in eleven and hangs on some.
  static func betaQuantile(_ p: Double, _ a: Int, _ b: Int) -> Double {
    var low = 0.0
    var high = 1.0
    let mean = Double(a) / Double(a + b)
    var x = approximateBetaQuantile(p, Double(a), Double(b))
    if !(x > 0 && x < 1) { x = mean }
    for _ in 0..<200 {
      let excess = IncompleteBeta.value(x, Double(a), Double(b)) - p
      if excess == 0 { return x }
      if excess > 0 { high = x } else { low = x }
      let newton = excess / IncompleteBeta.density(x, a, b)
      let deviation = (x * (1 - x) / Double(a + b)).squareRoot()
      var next = x - newton
      if abs(newton) <= deviation {
        let bend = Double(a - 1) / x - Double(b - 1) / (1 - x)
        next = x - newton / max(0.5, 1 - newton * bend / 2)
        // What is left after a step is about its third power, in standard deviations. Rounding may
        // put the answer outside the bracket, so this is asked first.
        if abs(next - x) <= 1e-6 * deviation { return next }
      }
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - x) <= x * 4e-16 || high - low <= high * 4e-16 { return next }
      x = next
    }
    return x
  }

  /// The same to about three digits for counts that are not small (Abramowitz and Stegun 1964,
  /// 26.5.22).
  private static func approximateBetaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    let y = -Normal.quantile(p)
    let (left, right) = (1 / (2 * a - 1), 1 / (2 * b - 1))
    let h = 2 / (left + right)
    let lambda = (y * y - 3) / 6
    let w =
      y * (h + lambda).squareRoot() / h - (right - left) * (lambda + 5 / 6 - 2 / (3 * h))
    return a / (a + b * Elementary.exp(2 * w))
  }
}
