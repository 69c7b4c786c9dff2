/// Normal approximations of an error rate's uncertainty, as ISO/IEC 19795-1 (Annex B) and Common
/// Criteria laboratories use them; for comparison with their tables. Decisions take exact bounds.
public enum NormalBound {
  /// p + z sqrt(p (1 - p) / (n - 1)), where "80 % confidence" means the two-sided z = 1.2816.
  ///
  /// - Returns: `nil` for fewer than two trials, a count outside 0...trials or a level outside (0, 1).
  public static func upper(errors: Int, trials: Int, level: Double = 0.8) -> Double? {
    guard trials > 1, errors >= 0, errors <= trials, level > 0, level < 1 else { return nil }
    let p = Double(errors) / Double(trials)
    let z = -Normal.quantile((1 - level) / 2)
    return p + z * (p * (1 - p) / Double(trials - 1)).squareRoot()
  }

  /// The standard error of a proportion of clusters: sqrt(n / (n - 1) sum (a - p m)^2) / sum m.
  ///
  /// - Returns: `nil` for fewer than two clusters.
  public static func standardError(_ proportion: ClusteredProportion) -> Double? {
    let clusters = proportion.clusters
    guard clusters.count > 1 else { return nil }
    let n = Double(clusters.count)
    let p = proportion.value
    let sum = clusters.reduce(0.0) { sum, cluster in
      let excess = Double(cluster.errors) - p * Double(cluster.trials)
      return sum + excess * excess
    }
    return (n / (n - 1) * sum).squareRoot() / Double(proportion.trials)
  }
}
