/// A limit that a whole system must keep at a deployment, by its one-sided 95 % confidence bound.
public struct DeploymentLimit: Sendable, Hashable {
  /// What is limited.
  public enum Metric: String, Sendable, Hashable, CaseIterable {
    /// Attacks of a species accepted as their target; every species must keep it.
    case iapar
    /// Zero-effort impostors accepted.
    case far
    /// Genuine users rejected.
    case frr
  }

  /// What is limited.
  public var metric: Metric
  /// The highest rate allowed, above 0 and below 1.
  public var atMost: Double
  /// Where the limit comes from.
  public var source: String
  /// How sure it is that the source asks for this.
  public var status: RuleStatus

  /// The rule that a gate would judge it by.
  var rule: PolicyRule {
    let figure: GateMetric =
      switch metric {
      case .iapar: .iapar
      case .far: .far
      case .frr: .frr
      }
    return PolicyRule(
      id: metric.rawValue, metric: figure, species: nil, slice: nil, sense: .atMost, limit: atMost,
      bound: .confidence, level: 0.95, minimumTrials: 1, minimumClusters: 1, status: status,
      note: "")
  }
}
