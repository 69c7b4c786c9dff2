public import ErrorRates
public import PADVocabulary
import StructuredText

/// What a matcher, alone and behind each detector, means at a deployment.
public struct DeploymentFinding: Sendable, Hashable {
  /// One limit and what it comes to.
  public struct Judgement: Sendable, Hashable {
    /// The limit.
    public var limit: DeploymentLimit
    /// One per species for IAPAR, else one.
    public var findings: [Finding]
    /// What it comes to.
    public var status: GateStatus
  }

  /// The matcher alone, or behind one detector.
  public struct System: Sendable, Hashable {
    /// The detector; `nil` for the matcher alone.
    public var detector: String?
    /// What the detector needs and this camera does not deliver; with any of it there are no
    /// figures.
    public var lacking: [String]
    /// What the system did with genuine users, zero-effort impostors and the attacks that can come
    /// here; `nil` where it cannot work, or has no threshold.
    public var figures: SystemFigures?
    /// The limits with their verdicts; none without figures.
    public var judgements: [Judgement]
    /// What it comes to; `nil` where the camera cannot feed the detector.
    public var status: GateStatus?
    /// What a reader must know; empty for nothing.
    public var note: String

    /// Attacker success: the highest IAPAR of the species that can come here, with all species that
    /// have it; `nil` where nothing is known.
    public var attackerSuccess: WorstSpecies? { figures?.worst }
  }

  /// The deployment.
  public var deployment: Deployment
  /// The matcher's name.
  public var matcher: String
  /// The match threshold with its origin; `nil` when there is none.
  public var operatingPoint: OperatingPoint?
  /// Zero-effort impostors that match at that threshold on the same presentations.
  public var fmr: Rate?
  /// The matcher alone, then behind each detector, in the order of the results.
  public var systems: [System]
  /// What an attacker could bring here and nobody tested.
  public var untested: [SpeciesPattern]
  /// Tested species that do not come here and count for nothing.
  public var elsewhere: [PAISpecies]

  /// The matcher alone.
  public var matcherAlone: System? { systems.first }

  /// Judges results at a deployment by the rule of a gate: a limit is kept when the one-sided 95 %
  /// confidence bound keeps it, and broken when the bound of the other side breaks it.
  public init(
    _ deployment: Deployment, _ results: SystemResults, options: GateOptions = GateOptions()
  ) {
    self.deployment = deployment
    matcher = results.matcher
    operatingPoint = results.operatingPoint
    fmr = results.comparisons.fmr
    let measured = [results.matcherAlone] + results.detectors.map(\.serial)
    let tested = Set(measured.compactMap(\.self).flatMap(\.attacks).compactMap(\.attackSpecies))
      .sorted()
    let met = tested.filter { deployment.meets($0) }
    elsewhere = tested.filter { !deployment.meets($0) }
    untested = deployment.species.filter { pattern in !met.contains { pattern.matches($0) } }
    let judge = DeploymentJudge(
      deployment: deployment, species: Set(met), untested: untested, results: results.options,
      options: options)
    systems =
      [judge.system(nil, needs: [], results.matcherAlone)]
      + results.detectors.map { judge.system($0.name, needs: $0.needs, $0.serial) }
  }
}
