import ErrorRates
import PADVocabulary

/// Chooses what the pictures of a report show.
struct Pictures {
  /// A picture that can be drawn.
  struct Plan: Sendable {
    var subsystem: Int?
    var kind: PictureKind
    /// File name without extension.
    var name: String
    /// The script for a format.
    var script: @Sendable (Gnuplot.Format, Gnuplot) -> String
  }

  /// How many species a picture shows; the others are in `curves/`.
  static let lineLimit = 7

  let report: RunReport
  let components: [String]
  let figures: Figures

  init(_ report: RunReport, components: [String], decimals: Int) {
    self.report = report
    self.components = components
    figures = Figures(decimals: min(max(decimals, 0), 4), gap: " ")
  }

  /// All pictures that the report's values allow.
  func plans() -> [Plan] {
    var plans: [Plan] = []
    if report.subsystems.count > 1, let plan = comparison() { plans.append(plan) }
    for index in report.subsystems.indices {
      let subsystem = report.subsystems[index]
      if let det = tradeOff(.det, subsystem) {
        plans.append(plan(index, .det, script: det.script))
      }
      if let roc = tradeOff(.roc, subsystem) {
        plans.append(plan(index, .roc, script: roc.script))
      }
      if let scores = scores(subsystem) {
        plans.append(plan(index, .scores, script: scores.script))
      }
      if let epc = expectedPerformance(subsystem) {
        plans.append(plan(index, .epc, script: epc.script))
      }
    }
    return plans
  }

  private func plan(
    _ index: Int, _ kind: PictureKind,
    script: @escaping @Sendable (Gnuplot.Format, Gnuplot) -> String
  ) -> Plan {
    Plan(
      subsystem: index, kind: kind, name: "\(components[index])-\(kind.rawValue)", script: script)
  }

  private func frame(_ title: String, _ subtitle: String = "") -> PlotFrame {
    PlotFrame(
      title: title, subtitle: subtitle, isSynthetic: report.dataset.isSynthetic, width: 760)
  }

  func tradeOff(
    _ axes: TradeOffPlot.Axes, _ subsystem: SubsystemReport
  ) -> TradeOffPlot? {
    let test = subsystem.results.test
    let curves = test.curves
    guard !curves.isEmpty else { return nil }
    let species = shownSpecies(test)
    var lines: [TradeOffPlot.Line] = []
    var number = 0
    for curve in curves {
      switch curve.subject {
      case .species(let name):
        guard species.contains(name) else { continue }
        let count = test.result(of: name)?.accounting.scored ?? 0
        lines.append(
          TradeOffPlot.Line(
            curve: curve, label: "\(name.name) (n = \(count))",
            style: .number(number), width: 2))
        number += 1
      case .worst where test.species.count > 1:
        lines.append(
          TradeOffPlot.Line(
            curve: curve, label: "worst species at each threshold", style: .main, width: 7))
      case .worst, .pooled: continue
      }
    }
    let hidden = test.species.count - species.count
    let main = test.species.count > 1 ? CurveSubject.worst : lines.first?.curve.subject
    let band = curves.first { $0.subject == main }?.bands(
      level: subsystem.results.options.confidenceLevel)
    let level = figures.level(subsystem.results.options.confidenceLevel)
    let name = axes == .det ? "DET" : "ROC"
    return TradeOffPlot(
      axes: axes,
      frame: frame(
        "\(name) of \(subsystem.name) on test",
        "\(test.bonaFide.accounting.scored) bona fide presentations, dataset \(report.dataset.name)"
      ),
      lines: lines.sorted { $0.style == .main && $1.style != .main },
      marks: marks(subsystem.results),
      band: band.map { ($0, "\(level) interval of APCER and BPCER at each threshold") },
      remark: hidden > 0 ? "\(hidden) more species: see curves/" : "")
  }

  /// The species with the highest APCER (without a threshold: D-EER), in name order.
  private func shownSpecies(_ test: PartitionResult) -> Set<PAISpecies> {
    let ranked = test.species.sorted { left, right in
      let first = left.apcer?.value ?? left.eer?.value ?? 0
      let second = right.apcer?.value ?? right.eer?.value ?? 0
      return first == second ? left.species < right.species : first > second
    }
    return Set(ranked.prefix(Self.lineLimit).map(\.species))
  }

  private func marks(_ results: EvaluationResults) -> [TradeOffPlot.Mark] {
    let test = results.test
    var marks: [TradeOffPlot.Mark] = []
    if let eer = test.species.count > 1 ? test.eerWorst : test.eer, eer.attacks > 0,
      eer.bonaFide > 0
    {
      marks.append(
        TradeOffPlot.Mark(
          apcer: Double(eer.falseAccepts) / Double(eer.attacks),
          bpcer: Double(eer.falseRejects) / Double(eer.bonaFide),
          label: "D-EER, worst species: \(figures.percent(eer.value))",
          symbol: TradeOffPlot.Mark.circle,
          colour: "#000000"))
    }
    if let point = results.operatingPoint, let apcer = test.worst?.apcer.value,
      let bpcer = test.bonaFide.bpcer?.value
    {
      marks.append(
        TradeOffPlot.Mark(
          apcer: apcer, bpcer: bpcer,
          label: "operating point \(point.origin.description): APCER \(figures.percent(apcer)), "
            + "BPCER \(figures.percent(bpcer))",
          symbol: TradeOffPlot.Mark.diamond, colour: "#000000"))
    }
    return marks
  }

  func expectedPerformance(_ subsystem: SubsystemReport) -> WeightPlot? {
    let points = subsystem.results.expectedPerformance
    guard !points.isEmpty else { return nil }
    return WeightPlot(
      frame: frame(
        "Expected performance of \(subsystem.name)",
        "for each weight the best threshold on dev, and its error on test"),
      weightLabel: "weight of accepted attacks against rejected bona fide",
      errorLabel: "(pooled APCER + BPCER) / 2 on test (%)",
      lines: [
        WeightPlot.Line(
          label: "all attacks together", points: points.map { ($0.beta, $0.testHTER) })
      ])
  }

  private func comparison() -> Plan? {
    comparisonPlot().map { plot in
      Plan(
        subsystem: nil, kind: .det, name: "\(FolderNames.allDetectors)-det", script: plot.script)
    }
  }

  /// The worst species of all detectors on one DET; `nil` with fewer than two that have one.
  func comparisonPlot() -> TradeOffPlot? {
    var lines: [TradeOffPlot.Line] = []
    for subsystem in report.subsystems.prefix(Self.lineLimit) {
      let test = subsystem.results.test
      guard
        let curve = test.curves.first(where: { $0.subject == .worst }) ?? test.curves.first
      else { continue }
      let eer = test.species.count > 1 ? test.eerWorst : test.eer
      let value = eer.map { ", D-EER \(figures.percent($0.value))" } ?? ""
      lines.append(
        TradeOffPlot.Line(
          curve: curve, label: subsystem.name + value, style: .number(lines.count), width: 2))
    }
    guard lines.count > 1 else { return nil }
    let hidden = report.subsystems.count - lines.count
    return TradeOffPlot(
      axes: .det,
      frame: frame(
        "DET of the worst species on test", "dataset \(report.dataset.name)"),
      lines: lines, marks: [],
      remark: hidden > 0 ? "\(hidden) more detectors: see curves/" : "")
  }

  func scores(_ subsystem: SubsystemReport) -> ScorePlot? {
    let point = subsystem.results.operatingPoint
    guard let rows = subsystem.scores(of: .test)?.rows,
      let histogram = ScoreHistogram(rows, threshold: point?.threshold)
    else { return nil }
    let label = point.map { "threshold \(Figures.brief($0.threshold)) (\($0.origin))" } ?? ""
    let hidden = histogram.groups.count - ScorePlot.panelLimit
    return ScorePlot(
      frame: frame(
        "Scores of \(subsystem.name) on test",
        hidden > 0 ? "\(hidden) more species are not shown" : ""),
      histogram: histogram, thresholdLabel: label)
  }
}
