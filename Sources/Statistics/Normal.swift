/// The standard normal distribution.
public enum Normal {
  /// P(Z <= x).
  public static func cdf(_ x: Double) -> Double { GSL.normalUpperTail(-x) }

  /// P(Z > x), accurate in the far tail.
  public static func upperTail(_ x: Double) -> Double { GSL.normalUpperTail(x) }

  /// The x with P(Z <= x) = p (the probit); -infinity at 0, +infinity at 1, NaN outside.
  public static func quantile(_ p: Double) -> Double {
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    guard p > 0, p < 1 else { return .nan }
    return GSL.normalQuantile(p)
  }

  /// Two-sided p-value of a standard normal statistic.
  public static func twoSidedP(_ z: Double) -> Double {
    z.isNaN ? .nan : min(1, 2 * GSL.normalUpperTail(abs(z)))
  }
}
