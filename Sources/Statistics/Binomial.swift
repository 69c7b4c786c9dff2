/// The binomial distribution of successes among independent trials.
public enum Binomial {
  /// P(X = k) for n trials of probability p; 0 outside 0...n.
  ///
  /// Saddle-point form of C. Loader, "Fast and Accurate Computation of Binomial Probabilities"
  /// (2000): accurate to a few units in the last place, also for ten million trials.
  public static func probability(of k: Int, trials n: Int, p: Double) -> Double {
    guard k >= 0, k <= n, p >= 0, p <= 1 else { return 0 }
    if p == 0 { return k == 0 ? 1 : 0 }
    if p == 1 { return k == n ? 1 : 0 }
    if k == 0 { return Elementary.exp(Double(n) * Elementary.log1p(-p)) }
    if k == n { return Elementary.exp(Double(n) * Elementary.log(p)) }
    let count = Double(k)
    let total = Double(n)
    let rest = total - count
    let exponent =
      stirlingError(n) - stirlingError(k) - stirlingError(n - k)
      - deviance(count, total * p) - deviance(rest, total * (1 - p))
    return Elementary.exp(exponent) * (total / (2 * Double.pi * count * rest)).squareRoot()
  }

  /// P(X <= k) for n trials of probability p.
  public static func cdf(_ k: Int, trials n: Int, p: Double) -> Double {
    if k < 0 { return 0 }
    if k >= n { return 1 }
    return IncompleteBeta.complement(p, Double(k) + 1, Double(n - k))
  }

  /// P(X >= k) for n trials of probability p, accurate in the upper tail.
  public static func upperTail(_ k: Int, trials n: Int, p: Double) -> Double {
    if k <= 0 { return 1 }
    if k > n { return 0 }
    return IncompleteBeta.value(p, Double(k), Double(n - k) + 1)
  }

  /// log(n!) minus Stirling's formula.
  private static func stirlingError(_ n: Int) -> Double {
    if n < exactStirlingErrors.count { return exactStirlingErrors[n] }
    let x = Double(n)
    let square = x * x
    let series = (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square
    return (1.0 / 12 - (1.0 / 360 - series) / square) / x
  }

  /// x log(x / m) + m - x, without cancellation where x is near m.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * Elementary.log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var term = 2 * x * v
    for j in 1..<1000 {
      term *= v * v
      let next = sum + term / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// The first sixteen values, from Loader's table.
  private static let exactStirlingErrors: [Double] = [
    0, 0.0810614667953272582196702, 0.0413406959554092940938221, 0.0276779256849983391487892,
    0.0207906721037650931115228, 0.0166446911898211921631949, 0.0138761288230707479988745,
    0.0118967099458917700950557, 0.0104112652619720964974785, 0.0092554621827127329177286,
    0.0083305634333628712565103, 0.0075736754879518407949720, 0.0069428401072095298656641,
    0.0064089941880042070684396, 0.0059513701127588475359574, 0.0055547335519628013710387,
  ]
}
