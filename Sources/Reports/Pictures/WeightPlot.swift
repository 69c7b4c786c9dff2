import PADVocabulary

/// A drawing of an error over a weight between two kinds of errors: expected performance curves and
/// their relatives.
struct WeightPlot: Sendable {
  /// A line with its legend; both coordinates in 0…1.
  struct Line: Sendable {
    var label: String
    var points: [(weight: Double, error: Double)]
  }

  var frame: PlotFrame
  /// What the weight is of.
  var weightLabel: String
  /// What is drawn over it.
  var errorLabel: String
  var lines: [Line]

  /// The height that title, curves, axis and legend need.
  var height: Int { frame.titleHeight + 400 + 84 + 21 * lines.count }

  /// The script that draws it.
  func script(_ format: Gnuplot.Format, _ gnuplot: Gnuplot) -> String {
    var text = frame.opening(format, gnuplot, height: height) + frame.titleCommand
    text += frame.plotArea(400, of: height, sampleLength: 4)
    text += """
      set grid linetype 1 linecolor rgb '#dcdcdc' linewidth 0.6
      set xrange [0:1]
      set yrange [0:*]
      set xlabel \(PlotText.quoted(weightLabel))
      set ylabel \(PlotText.quoted(errorLabel))

      """
    var drawn: [String] = []
    for (index, line) in lines.enumerated() {
      let style = CurveStyle.number(index)
      text += PlotText.block("curve\(index)", line.points.map { [$0.weight, $0.error * 100] })
      drawn.append(
        "$curve\(index) using 1:2 with lines linewidth 2 linecolor rgb '\(style.colour)' "
          + "dashtype \(style.dashes) title \(PlotText.quoted(line.label))")
    }
    return text + "plot " + drawn.joined(separator: ", \\\n  ") + "\n"
  }
}
