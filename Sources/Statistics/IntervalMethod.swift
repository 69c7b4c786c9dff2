/// How a confidence interval was made; its text stands in tables.
public enum IntervalMethod: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  /// Exact binomial interval (Clopper and Pearson, Biometrika 26, 1934).
  case clopperPearson = "Clopper-Pearson"
  /// Score interval (Wilson, J. Am. Stat. Assoc. 22, 1927), without continuity correction.
  case wilson = "Wilson"
  /// Normal interval on the variance of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988).
  case deLong = "DeLong"
  /// Exact binomial ranks of the ordered scores.
  case orderStatistics = "order statistics"
  /// Percentiles of replicates in which whole clusters were drawn again.
  case clusterBootstrapPercentile = "cluster bootstrap, percentile"
  /// The same, bias-corrected and accelerated (Efron, J. Am. Stat. Assoc. 82, 1987).
  case clusterBootstrapBCa = "cluster bootstrap, BCa"
  /// Exact binomial interval in which every cluster counts as one trial.
  case clopperPearsonOnClusters = "Clopper-Pearson on clusters"
  /// The wider, end by end, of the exact binomial interval and the cluster bootstrap.
  case widerOfExactAndClusters = "wider of Clopper-Pearson and cluster bootstrap"
  /// The largest of several lower and of several upper bounds, the lower ones with the error
  /// probability divided among them (Bonferroni).
  case bonferroniMaximum = "maximum of bounds, Bonferroni"
  /// The same with bounds of the cluster bootstrap.
  case clusterMaximum = "maximum of cluster bounds, Bonferroni"
  /// Score interval of a difference of paired proportions (Tango, Statistics in Medicine 17, 1998).
  case tango = "Tango"
  /// Hybrid score interval of a difference (Newcombe, Statistics in Medicine 17, 1998).
  case newcombe = "Newcombe"
  /// Score interval of a difference of unpaired proportions (Farrington and Manning, Statistics in
  /// Medicine 9, 1990).
  case farringtonManning = "Farrington-Manning"

  /// The name in tables.
  public var description: String { rawValue }
}
