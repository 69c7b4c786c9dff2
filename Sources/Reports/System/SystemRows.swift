import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// Turns what whole systems did into long form, always in the same order.
///
/// Rates of comparisons (`fmr`, `fnmr`, `iapar`) stand under the matcher's name; rates of whole
/// transactions start with `system_`, under the name of the system that decided.
struct SystemRows {
  private(set) var rows: [MetricRow] = []
  private let results: SystemResults

  /// What the matcher did with comparisons. RIAPAR of comparisons has no failure to acquire in it,
  /// and would stand beside the whole system's.
  static func comparisons(_ results: SystemResults) -> [MetricRow] {
    VulnerabilityRows.rows(results.named).filter { $0.metric != "riapar" }
  }

  /// All figures of one matcher.
  static func rows(_ report: SystemReport) -> [MetricRow] {
    comparisons(report.results)
      + report.results.designs.flatMap { rows(of: $0, report) }
  }

  /// All figures of one way to decide.
  static func rows(of design: SystemDesign, _ report: SystemReport) -> [MetricRow] {
    var maker = SystemRows(results: report.results)
    maker.add(design, report.factors)
    return maker.rows
  }

  private init(results: SystemResults) {
    self.results = results
  }

  private func row(
    _ design: SystemDesign, _ metric: String, species: String = ""
  ) -> MetricRow {
    var row = MetricRow(
      detector: design.name, partition: .test, metric: metric, species: species)
    row.operatingPoint = threshold(design)
    row.origin = origin(design)
    return row
  }

  /// The matcher's threshold, or that of the fused score.
  private func threshold(_ design: SystemDesign) -> Double? {
    design.figures.design == .fusion
      ? design.detector?.fusionModel?.threshold : results.operatingPoint?.threshold
  }

  private func origin(_ design: SystemDesign) -> String {
    let matcher = results.operatingPoint?.origin.description ?? ""
    switch design.figures.design {
    case .matcherAlone: return matcher
    case .serial:
      let pad = design.detector?.operatingPoint
      let threshold = pad.map { "\(Figures.exact($0.threshold)) (\($0.origin))" } ?? ""
      return "\(matcher); PAD \(threshold)"
    case .fusion: return "dev:frr of the serial system"
    }
  }

  private mutating func add(_ design: SystemDesign, _ factors: [AdditionalFactor]) {
    let figures = design.figures
    add(design, "system_frr", "", figures.frr, missing: "no genuine claim")
    add(design, "system_far", "", figures.far, missing: "no zero-effort claim")
    for of in figures.attacks {
      add(design, "system_iapar", of.kind.speciesName, of.rate, missing: "")
    }
    let worst = figures.worst?.species.map(\.name).joined(separator: "; ") ?? ""
    add(
      design, "system_iapar_worst", worst, figures.worst?.apcer, missing: "no attack",
      note: "maximum over species")
    var riapar = row(design, "system_riapar")
    riapar.value = figures.riapar?.value
    riapar.interval = figures.riapar?.interval
    riapar.clustered = figures.riapar?.clustered
    riapar.note =
      riapar.value == nil
      ? "undefined: IAPAR or FRR is undefined"
      : "worst IAPAR + FRR; interval: sum of both, each with half of the error"
    rows.append(riapar)
    for of in figures.concealers {
      add(
        design, "system_concealed", of.kind.speciesName, of.rate, missing: "",
        note: "share of concealer attacks that passed PAD and did not match their own reference")
    }
    for of in figures.classes { addCounts(design, of) }
    for result in figures.identification { add(design, result) }
    for factor in factors { add(design, factor) }
  }

  private mutating func add(
    _ design: SystemDesign, _ metric: String, _ species: String, _ rate: Rate?, missing: String,
    note: String = ""
  ) {
    var row = row(design, metric, species: species)
    row.take(rate)
    row.note = rate.defined == nil ? "undefined: \(missing)" : note
    rows.append(row)
  }

  private mutating func addCounts(_ design: SystemDesign, _ of: SystemClass) {
    var counts = [("claims", of.trials), ("presentations", of.presentations)]
    counts.append(("references", of.perReference.clusters.count))
    counts += of.notCompared.map { ("not_compared:\($0.reason.rawValue)", $0.count) }
    if design.detector != nil { counts.append(("without_pad_score", of.withoutPADScore)) }
    if design.figures.design == .serial, let decisions = of.decisions {
      counts += [
        ("passed_and_matched", decisions.passedAndMatched), ("passed_only", decisions.passedOnly),
        ("matched_only", decisions.matchedOnly), ("neither", decisions.neither),
      ]
    }
    for (name, count) in counts {
      var row = row(design, "\(of.kind.word)_\(name)", species: of.kind.speciesName)
      row.value = Double(count)
      rows.append(row)
    }
    guard design.figures.design == .serial, let estimate = of.decisions?.independenceEstimate
    else { return }
    var row = row(design, "\(of.kind.word)_as_if_independent", species: of.kind.speciesName)
    row.value = estimate
    row.note = "estimate: product of both acceptance rates; the measured rate is what counts"
    rows.append(row)
  }

  private mutating func add(_ design: SystemDesign, _ result: IdentificationResult) {
    let rates = [
      ("iapir_target", result.targetReturned, "the target is among those returned"),
      ("iapir_any", result.anyReturned, "any reference is returned"),
      ("identified_first", result.targetFirst, "the target is returned and ranks first"),
    ]
    for (metric, rate, note) in rates {
      add(
        design, metric, result.species.name, rate, missing: "no attack",
        note: "\(note); \(result.references) references")
    }
  }

  private mutating func add(_ design: SystemDesign, _ factor: AdditionalFactor) {
    for of in design.figures.attacks {
      guard let value = of.rate.value else { continue }
      var row = row(design, "what_if:\(factor.name)", species: of.kind.speciesName)
      row.value = factor.success(of: value)
      row.interval = of.rate.widerInterval.map { factor.success(of: $0) }
      row.note =
        "not measured: IAPAR times the declared probability "
        + "\(NumberText.shortest(factor.compromiseProbability)) that the factor is overcome"
      rows.append(row)
    }
  }
}
