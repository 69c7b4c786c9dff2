import ErrorRates
import PADVocabulary
import Statistics

/// Attacks accepted over zero-effort impostors accepted, by species: what low false match rates say,
/// and do not say, about attacks. A species has the colour that it has among points.
struct AcceptPlot: Sendable {
  /// A line with its legend.
  struct Line: Sendable {
    var curve: AcceptCurve
    var label: String
  }

  var frame: PlotFrame
  var lines: [Line]
  /// FMR on test at the matcher's threshold, with its legend.
  var operating: (fmr: Double, label: String)?
  /// What the legend says after the species; empty for nothing.
  var remark: String = ""
  let labels = (
    x: "zero-effort impostors accepted: FMR (%)", y: "attacks accepted: IAPAR (%)"
  )

  /// The height that title, field, axis and legend need.
  var height: Int {
    let rows = lines.count + (operating == nil ? 0 : 1) + (remark.isEmpty ? 0 : 1)
    return frame.titleHeight + 420 + 84 + 21 * rows
  }

  /// The least FMR in percent that is told from 0: half an impostor. FMR of 0 stands there, on the
  /// edge.
  var lowest: Double {
    let impostors = lines.map(\.curve.impostors).max() ?? 1
    return min(50 / Double(max(impostors, 1)), 50)
  }

  /// The points of a line in percent.
  func points(_ curve: AcceptCurve) -> [(x: Double, y: Double)] {
    guard curve.impostors > 0, curve.attacks > 0 else { return [] }
    return curve.points.map { point in
      (
        max(Double(point.impostors) / Double(curve.impostors) * 100, lowest),
        Double(point.attacks) / Double(curve.attacks) * 100
      )
    }
  }

  /// The script that draws it.
  func script(_ format: Gnuplot.Format, _ gnuplot: Gnuplot) -> String {
    var text = frame.opening(format, gnuplot, height: height) + frame.titleCommand
    text += frame.plotArea(420, of: height, sampleLength: 4)
    text += """
      set grid linetype 1 linecolor rgb '#dcdcdc' linewidth 0.6
      set logscale x
      set xrange [\(PlotText.number(lowest)):100]
      set xtics (\(ticks.map { "'\(PlotText.number($0))' \(PlotText.number($0))" }
        .joined(separator: ", ")))
      set yrange [0:100]
      set xlabel \(PlotText.quoted(labels.x))
      set ylabel \(PlotText.quoted(labels.y))

      """
    var drawn: [String] = []
    for (index, line) in lines.enumerated() {
      let style = CurveStyle.number(index + 1)
      text += PlotText.block("curve\(index)", points(line.curve).map { [$0.x, $0.y] })
      drawn.append(
        "$curve\(index) using 1:2 with lines linewidth 2 linecolor rgb '\(style.colour)' "
          + "dashtype \(style.dashes) title \(PlotText.quoted(line.label))")
    }
    if let operating {
      let x = PlotText.number(max(operating.fmr * 100, lowest))
      text +=
        "set arrow from \(x), graph 0 to \(x), graph 1 nohead linewidth 1.4 dashtype (6,4) "
        + "linecolor rgb '#000000' front\n"
      drawn.append(
        "NaN with lines linewidth 1.4 linecolor rgb '#000000' dashtype (6,4) "
          + "title \(PlotText.quoted(operating.label))")
    }
    if !remark.isEmpty {
      drawn.append("NaN with points pointtype -2 title \(PlotText.quoted(remark))")
    }
    return text + "plot " + drawn.joined(separator: ", \\\n  ") + "\n"
  }

  /// Powers of ten in percent.
  var ticks: [Double] {
    [0.000_1, 0.001, 0.01, 0.1, 1, 10, 100].filter { $0 >= lowest }
  }

  /// Where a percentage stands on the axis of FMR, 0…1.
  func share(_ percent: Double) -> Double {
    Elementary.log(max(percent, lowest) / lowest) / Elementary.log(100 / lowest)
  }

  /// The plot as a picture within a page; `nil` without a line.
  func drawing(banner: Markdown) -> Drawing? {
    guard !lines.isEmpty else { return nil }
    let field = DrawingField(bottom: 320)
    var content = field.axes(
      x: ticks.map { DrawingField.Tick(place: share($0), label: PlotText.number($0)) },
      y: DrawingField.ticks(0...100), nameX: labels.x, nameY: labels.y)
    var keys: [Drawing.Key] = []
    for (index, line) in lines.enumerated() {
      let style = CurveStyle.number(index + 1)
      let places = points(line.curve).map { (x: field.x(share($0.x)), y: field.y($0.y / 100)) }
      content += "\n<path \(style.attributes) d=\"\(DrawnPath(places).data)\"/>"
      keys.append(
        Drawing.Key(symbol: "<path \(style.attributes) d=\"M0 6H34\"/>", text: line.label))
    }
    if let operating {
      let x = field.x(share(operating.fmr * 100))
      content += "\n<path class=\"threshold\" d=\"M\(x) \(field.top)V\(field.bottom)\"/>"
      keys.append(
        Drawing.Key(symbol: "<path class=\"threshold\" d=\"M0 6H34\"/>", text: operating.label))
    }
    if !remark.isEmpty { keys.append(Drawing.Key(symbol: "", text: remark)) }
    return Drawing(
      title: frame.title, subtitle: frame.subtitle, banner: banner,
      description: "\(frame.title). " + lines.map(\.label).joined(separator: "; "),
      height: 364, content: content, legend: keys)
  }
}
