import ErrorRates
import PADVocabulary

/// Chooses what the pictures of one matcher's whole systems show.
struct SystemPictures {
  /// A picture that can be drawn.
  struct Plan: Sendable {
    /// The end of its file's name.
    var suffix: String
    /// What it shows.
    var title: String
    /// The script for a format.
    var script: @Sendable (Gnuplot.Format, Gnuplot) -> String
  }

  let results: SystemResults
  /// The name of each detector in paths, as `FolderNames` makes them.
  let components: [String]
  let isSynthetic: Bool
  let figures: Figures

  init(_ results: SystemResults, isSynthetic: Bool, decimals: Int) {
    self.results = results
    self.isSynthetic = isSynthetic
    components = FolderNames.components(for: results.detectors.map(\.name))
    figures = Figures(decimals: min(max(decimals, 0), 4), gap: " ")
  }

  /// What the matcher did with comparisons.
  var comparisons: VulnerabilityPictures {
    VulnerabilityPictures(
      results.named, decimals: figures.decimals, isSynthetic: isSynthetic)
  }

  /// All pictures that the results allow.
  func plans() -> [Plan] {
    var plans: [Plan] = []
    for (index, system) in results.detectors.enumerated() {
      guard let plot = scatter(system) else { continue }
      plans.append(
        Plan(
          suffix: "\(components[index])-scatter",
          title: "PAD score and match score, \(system.name)", script: plot.script))
    }
    if let plot = accepted() {
      plans.append(
        Plan(suffix: "accepted", title: "Attacks accepted over FMR", script: plot.script))
    }
    return plans
      + comparisons.plans().map { plan in
        Plan(
          suffix: plan.suffix, title: "\(plan.title) of the matcher alone", script: plan.script)
      }
  }

  private func frame(_ title: String, _ subtitle: String) -> PlotFrame {
    PlotFrame(title: title, subtitle: subtitle, isSynthetic: isSynthetic, width: 760)
  }

  /// The claims of one detector; `nil` when none has two finite scores.
  func scatter(_ system: DetectorSystem) -> ScatterPlot? {
    var groups: [ScatterPlot.Group] = []
    var species = 0
    var hidden = 0
    // Impostors are many and are drawn first, below the others.
    for group in system.scatter.groups.sorted(by: { $0.kind.isZeroEffort && !$1.kind.isZeroEffort })
    {
      let points = group.points.filter { $0.pad.isFinite && $0.match.isFinite }
      guard !points.isEmpty else { continue }
      let style: PointStyle
      switch group.kind {
      case .genuine: style = .genuine
      case .zeroEffort: style = .impostor
      case .attack, .concealer:
        guard species < Pictures.lineLimit else {
          hidden += 1
          continue
        }
        style = .species(species)
        species += 1
      }
      let shown =
        points.count == group.total
        ? "n = \(group.total)" : "\(points.count) of \(group.total) shown"
      groups.append(
        ScatterPlot.Group(
          label: "\(group.kind.subject) (\(shown))", style: style, points: points))
    }
    guard !groups.isEmpty else { return nil }
    let sample = system.scatter.isSample ? "; a sample drawn with a fixed seed" : ""
    return ScatterPlot(
      frame: frame(
        "\(system.name) and \(results.matcher) on test",
        "one point per claim to be an enrolled person\(sample)"),
      groups: groups, padThreshold: system.operatingPoint?.threshold,
      matchThreshold: results.operatingPoint?.threshold,
      remark: hidden > 0 ? "\(hidden) more kinds: see curves/" : "")
  }

  /// IAPAR over FMR of the species that are let in most; `nil` without a curve.
  func accepted() -> AcceptPlot? {
    guard !results.curves.isEmpty else { return nil }
    let attacked = results.comparisons.attacked.test
    let ranked = results.curves.map(\.species).sorted { left, right in
      let first = attacked.result(of: left)?.apcer?.value ?? 0
      let second = attacked.result(of: right)?.apcer?.value ?? 0
      return first == second ? left < right : first > second
    }
    let shown = Set(ranked.prefix(Pictures.lineLimit))
    let hidden = ranked.count - shown.count
    var operating: (fmr: Double, label: String)?
    if let fmr = results.comparisons.fmr, let value = fmr.value {
      operating = (value, "FMR on test at the threshold: \(figures.short(fmr) ?? "")")
    }
    return AcceptPlot(
      frame: frame(
        "Attacks that \(results.matcher) alone accepts, over its FMR, on test",
        "from strict thresholds to careless ones; FMR of 0 stands on the left edge"),
      lines: results.curves.filter { shown.contains($0.species) }.map { curve in
        AcceptPlot.Line(
          curve: curve, label: "\(curve.species.name) (n = \(curve.attacks))")
      },
      operating: operating, remark: hidden > 0 ? "\(hidden) more species: see curves/" : "")
  }
}

extension SystemClass.Kind {
  fileprivate var isZeroEffort: Bool { self == .zeroEffort }
}
