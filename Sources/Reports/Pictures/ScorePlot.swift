import PADVocabulary

/// The scores of every class in a panel of its own, over one axis: what was decided right is blue,
/// what was decided wrong is orange, so that errors show at a glance.
struct ScorePlot: Sendable {
  /// How many panels are drawn.
  static let panelLimit = 12

  var frame: PlotFrame
  var histogram: ScoreHistogram
  /// What the threshold is called beside its line.
  var thresholdLabel: String

  private var panels: Int { min(max(histogram.groups.count, 1), Self.panelLimit) }

  /// The height that title, panels and axis need.
  var height: Int { frame.titleHeight + 30 + 84 * panels + 58 }

  /// The script that draws it.
  func script(_ format: Gnuplot.Format, _ gnuplot: Gnuplot) -> String {
    let groups = histogram.groups.prefix(Self.panelLimit)
    let total = Double(height)
    let top = 1 - Double(frame.titleHeight + 30) / total
    let bottom = 58 / total
    let step = (top - bottom) / Double(max(groups.count, 1))
    var text = frame.opening(format, gnuplot, height: height)
    text += """
      set style fill solid 0.85 noborder
      set border 1 linecolor rgb '#555555'
      set multiplot \(frame.titleCommand.dropFirst("set ".count))
      set lmargin at screen 0.24
      set rmargin at screen 0.97
      unset ytics
      set yrange [0:1.12]
      set xrange [\(range)]
      unset key

      """
    for (index, group) in groups.enumerated() {
      let ceiling = top - step * Double(index)
      text += panel(
        group, index: index, top: ceiling, bottom: ceiling - step * 0.84,
        isLast: index == groups.count - 1)
    }
    return text + "unset multiplot\n"
  }

  private var range: String {
    let edges = histogram.edges
    let first = edges.first ?? 0
    let last = edges.last ?? 1
    let margin = (last - first) * 0.02
    return "\(PlotText.number(first - margin)):\(PlotText.number(last + margin))"
  }

  private func panel(
    _ group: ScoreHistogram.Group, index: Int, top: Double, bottom: Double, isLast: Bool
  ) -> String {
    var text = "set tmargin at screen \(PlotText.number(top))\n"
    text += "set bmargin at screen \(PlotText.number(bottom))\n"
    text += "unset label\nunset arrow\n"
    text +=
      isLast
      ? "set xtics out nomirror\nset xlabel 'score (higher: more bona fide)'\n"
      : "set xtics out nomirror format ''\nunset xlabel\n"
    if isLast { text += "set format x '%g'\n" }
    text += labels(group, index: index)
    let rows = histogram.edges.dropLast().indices.map { bin -> [Double] in
      let middle = histogram.edges[bin] / 2 + histogram.edges[bin + 1] / 2
      let share = Double(group.counts[bin]) / Double(max(group.counts.max() ?? 1, 1))
      return [middle, share, histogram.edges[bin], histogram.edges[bin + 1]]
    }
    func isAccepted(_ row: [Double]) -> Bool { histogram.threshold.map { row[2] >= $0 } ?? false }
    let hasThreshold = histogram.threshold != nil
    let isBonaFide = group.species == nil
    let wrong = hasThreshold ? rows.filter { isAccepted($0) != isBonaFide } : []
    let right = hasThreshold ? rows.filter { isAccepted($0) == isBonaFide } : rows
    text += PlotText.block("right\(index)", right)
    text += PlotText.block("wrong\(index)", wrong)
    let box = "using 1:2:3:4:(0):2 with boxxyerror linecolor rgb"
    text += "plot $right\(index) \(box) '\(CurveStyle.right)', "
    text += "$wrong\(index) \(box) '\(CurveStyle.wrong)'\n"
    return text
  }

  private func labels(_ group: ScoreHistogram.Group, index: Int) -> String {
    let name = group.species?.name ?? "bona fide"
    var detail = "n = \(group.scored)"
    if group.infinite > 0 { detail += ", \(group.infinite) infinite" }
    var text =
      "set label 1 \(PlotText.quoted(name, limit: 24)) at screen 0.225, graph 0.62 right "
      + "textcolor rgb '#111111'\n"
      + "set label 2 \(PlotText.quoted(detail)) at screen 0.225, graph 0.34 right "
      + "font ',11' textcolor rgb '#555555'\n"
    if let accepted = group.accepted {
      let verdict =
        group.species == nil
        ? "\(group.scored - accepted) of \(group.scored) rejected"
        : "\(accepted) of \(group.scored) accepted"
      text +=
        "set label 3 \(PlotText.quoted(verdict)) at screen 0.225, graph 0.06 right font ',11' "
        + "textcolor rgb '\(CurveStyle.wrong)'\n"
    }
    if let threshold = histogram.threshold {
      let place = PlotText.number(threshold)
      text +=
        "set arrow 1 from first \(place), graph 0 to first \(place), graph 1.08 nohead "
        + "linecolor rgb '#000000' linewidth 1.5 dashtype (6,3) front\n"
      if index == 0 {
        text +=
          "set label 4 \(PlotText.quoted(thresholdLabel)) at first \(place), graph 1.2 center "
          + "font ',11' textcolor rgb '#000000'\n"
      }
    }
    return text
  }
}
