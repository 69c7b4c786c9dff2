/// The regularised incomplete beta function I_x(a, b) for positive a and b.
public enum IncompleteBeta {
  /// I_x(a, b); 0 at x <= 0, 1 at x >= 1, NaN for parameters that are not positive and finite.
  ///
  /// GSL answers where it can; where it gives NaN (seen from about ten million trials on), the
  /// continued fraction of this file does.
  public static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, a.isFinite, b.isFinite, !x.isNaN else { return .nan }
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let answer = GSL.betaCDF(x, a, b)
    return answer.isNaN ? byContinuedFraction(x, a, b) : answer
  }

  /// 1 - I_x(a, b), without cancellation: the upper tail of a beta distribution.
  public static func complement(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, b > 0, a.isFinite, b.isFinite, !x.isNaN else { return .nan }
    if x <= 0 { return 1 }
    if x >= 1 { return 0 }
    let answer = GSL.betaUpperTail(x, a, b)
    return answer.isNaN ? 1 - byContinuedFraction(x, a, b) : answer
  }

  /// The density x^(a-1) (1-x)^(b-1) / B(a, b) for a and b that are positive whole numbers.
  static func density(_ x: Double, _ a: Int, _ b: Int) -> Double {
    guard a >= 1, b >= 1, x > 0, x < 1 else { return 0 }
    return Double(a + b - 1) * Binomial.probability(of: a - 1, trials: a + b - 2, p: x)
  }

  /// Lentz's evaluation of the continued fraction (DLMF 8.17.22) on the side where it converges
  /// fast; it needs about the square root of the larger parameter in steps.
  static func byContinuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x < (a + 1) / (a + b + 2) else {
      return 1 - byContinuedFractionBelowMean(1 - x, b, a, complement: x)
    }
    return byContinuedFractionBelowMean(x, a, b, complement: 1 - x)
  }

  private static func byContinuedFractionBelowMean(
    _ x: Double, _ a: Double, _ b: Double, complement y: Double
  ) -> Double {
    let tiny = Double.leastNormalMagnitude
    let steps = 1000 + 20 * max(a, b).squareRoot()
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    var m = 1.0
    while m < steps {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 + even * d
      c = 1 + even / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + odd * d
      c = 1 + odd / c
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = abs(c) < tiny ? tiny : c
      let change = d * c
      fraction *= change
      if abs(change - 1) < 1e-16 { break }
      m += 1
    }
    return min(1, max(0, prefix(x, a, b, complement: y) * fraction))
  }

  /// x^a (1-x)^b / (a B(a, b)).
  ///
  /// Whole numbers, which is what counts give, go through the binomial probability: differences of
  /// log-gammas would lose eight digits at ten million trials.
  private static func prefix(
    _ x: Double, _ a: Double, _ b: Double, complement y: Double
  ) -> Double {
    if let k = Int(exactly: a), let rest = Int(exactly: b) {
      return y * Binomial.probability(of: k, trials: k + rest - 1, p: x)
    }
    let logBeta = GSL.logBeta(a, b)
    return Elementary.exp(a * Elementary.log(x) + b * Elementary.log(y) - logBeta) / a
  }
}
