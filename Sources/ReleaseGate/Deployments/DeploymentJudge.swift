import ErrorRates
import PADVocabulary

/// Holds what whole systems did against the limits of one deployment.
struct DeploymentJudge {
  let deployment: Deployment
  /// The tested species that can come here.
  let species: Set<PAISpecies>
  let untested: [SpeciesPattern]
  let results: EvaluationOptions
  let options: GateOptions

  /// A system at the deployment; `detector` is `nil` for the matcher alone.
  func system(
    _ detector: String?, needs: [String], _ figures: SystemFigures?
  ) -> DeploymentFinding.System {
    let lacking = CameraOutput.lacking(needs, in: deployment.delivers)
    var system = DeploymentFinding.System(
      detector: detector, lacking: lacking, figures: nil, judgements: [], status: nil, note: "")
    if !lacking.isEmpty {
      system.note = "needs \(lacking.joined(separator: ", ")), which this camera does not deliver"
      return system
    }
    guard let figures else {
      system.status = .cannotJudge
      system.note =
        detector == nil
        ? "the matcher has no threshold" : "the matcher or the detector has no threshold"
      return system
    }
    let limited = figures.limited(to: species, results)
    system.figures = limited
    system.judgements = deployment.limits.map { judge($0, limited) }
    system.status = GateStatus.combined(system.judgements.map(\.status))
    if !untested.isEmpty {
      let names = untested.map(\.description).joined(separator: ", ")
      system.note = "no attack of \(names) was tested"
      // What was not tried cannot have been kept out.
      if system.status == .pass { system.status = .undecided }
    }
    return system
  }

  private func judge(
    _ limit: DeploymentLimit, _ figures: SystemFigures
  ) -> DeploymentFinding.Judgement {
    let classes: [SystemClass] =
      switch limit.metric {
      case .iapar: figures.attacks
      case .far: figures.zeroEffort.map { [$0] } ?? []
      case .frr: figures.genuine.map { [$0] } ?? []
      }
    let judge = LimitFinding(limit.rule, comparisons: classes.count, options)
    let findings = classes.map { of in
      var finding = judge.finding(of.perReference)
      finding.species = of.attackSpecies
      return finding
    }
    return DeploymentFinding.Judgement(
      limit: limit, findings: findings,
      status: findings.isEmpty ? .cannotJudge : GateStatus.combined(findings.map(\.status)))
  }
}
