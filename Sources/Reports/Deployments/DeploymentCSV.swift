import ErrorRates
import PADVocabulary
import ReleaseGate
import Statistics
import StructuredText

/// Every figure about deployments, one per line: `deployments.csv`.
enum DeploymentCSV {
  private static let columns = [
    "deployment", "matcher", "detector", "metric", "species", "factor", "compromise_probability",
    "count", "trials", "value", "lower", "upper", "level", "method", "limit", "status", "note",
  ]

  static func bytes(_ findings: [DeploymentFinding]) -> [UInt8] {
    var writer = CSVWriter(.guarded)
    writer.row(columns)
    for finding in findings {
      for system in finding.systems { add(system, of: finding, to: &writer) }
    }
    return writer.bytes
  }

  private static func add(
    _ system: DeploymentFinding.System, of finding: DeploymentFinding,
    to writer: inout CSVWriter
  ) {
    let begin = { (metric: String, species: String, writer: inout CSVWriter) in
      writer.text(finding.deployment.id)
      writer.text(finding.matcher)
      writer.text(system.detector ?? "")
      writer.text(metric)
      writer.text(species)
    }
    if system.detector == nil, let fmr = finding.fmr {
      begin("fmr", "", &writer)
      add(fmr, factor: nil, to: &writer)
      for _ in 0..<3 { writer.empty() }
      writer.endRow()
    }
    begin("verdict", "", &writer)
    for _ in 0..<10 { writer.empty() }
    writer.text(system.status?.rawValue ?? "not possible")
    writer.text(system.note)
    writer.endRow()
    guard let figures = system.figures else { return }
    for of in figures.classes {
      guard let metric = metric(of: of.kind) else { continue }
      let species = of.attackSpecies?.name ?? ""
      begin(metric.rawValue, species, &writer)
      let judgement = system.judgements.first { $0.limit.metric == metric }
      add(of.rate, factor: nil, to: &writer)
      add(judgement?.limit.atMost, to: &writer)
      let found = judgement?.findings.first { $0.species == of.attackSpecies }
      writer.text(found?.status.rawValue ?? "")
      writer.text(found?.note ?? "")
      writer.endRow()
      guard of.attackSpecies != nil else { continue }
      for factor in finding.deployment.factors {
        begin("iapar_what_if", species, &writer)
        add(of.rate, factor: factor, to: &writer)
        writer.empty()
        writer.text("")
        writer.text("assumed independent; \(factor.source)")
        writer.endRow()
      }
    }
  }

  /// What a kind's rate is; `nil` for concealers, whom no deployment limits.
  private static func metric(of kind: SystemClass.Kind) -> DeploymentLimit.Metric? {
    switch kind {
    case .genuine: .frr
    case .zeroEffort: .far
    case .attack: .iapar
    case .concealer: nil
    }
  }

  /// Factor, its probability, counts, value and the wider interval with level and method.
  private static func add(
    _ rate: Rate, factor: Deployment.Factor?, to writer: inout CSVWriter
  ) {
    writer.text(factor?.name ?? "")
    add(factor?.compromiseProbability, to: &writer)
    // A what-if is no count of anything.
    if factor == nil {
      writer.number(rate.errors)
      writer.number(rate.trials)
    } else {
      writer.empty()
      writer.empty()
    }
    let share = factor?.additional
    add(rate.value.map { share?.success(of: $0) ?? $0 }, to: &writer)
    let interval = rate.widerInterval.map { share?.success(of: $0) ?? $0 }
    add(interval?.lower, to: &writer)
    add(interval?.upper, to: &writer)
    add(interval?.level, to: &writer)
    writer.text(interval?.method.description ?? "")
  }

  private static func add(_ value: Double?, to writer: inout CSVWriter) {
    if let value { writer.number(value) } else { writer.empty() }
  }
}
