import ErrorRates
import PADVocabulary
import Statistics
import StructuredText

/// A drawing of the trade between APCER and BPCER: a DET (normal-deviate axes) or a ROC.
struct TradeOffPlot: Sendable {
  /// How the trade is drawn.
  enum Axes: Sendable, Hashable {
    /// BPCER against APCER on normal-deviate axes (ISO/IEC 19795-1).
    case det
    /// Accepted bona fide presentations against APCER on linear axes.
    case roc
  }

  /// A line with its legend.
  struct Line: Sendable {
    var curve: Curve
    var label: String
    var style: CurveStyle
    var width: Double
  }

  /// A mark with its legend, at rates in 0…1.
  struct Mark: Sendable {
    /// gnuplot's numbers of a circle and a filled diamond.
    static let circle = 6
    static let diamond = 13

    var apcer: Double
    var bpcer: Double
    var label: String
    /// gnuplot's number of the symbol.
    var symbol: Int
    var colour: String
  }

  var axes: Axes
  var frame: PlotFrame
  var lines: [Line]
  var marks: [Mark]
  /// The uncertainty of the main curve with its legend: the corners of the pointwise intervals.
  var band: (points: [CurveBand], label: String)?
  /// What the legend says after the curves; empty for nothing.
  var remark: String = ""
  /// What a DET's axes say instead of APCER and BPCER.
  var labels = (
    x: "attack presentations accepted: APCER (%)",
    y: "bona fide presentations rejected: BPCER (%)"
  )

  /// The script that draws it.
  func script(_ format: Gnuplot.Format, _ gnuplot: Gnuplot) -> String {
    var text = frame.opening(format, gnuplot, height: height) + frame.titleCommand
    let scale = axes == .det ? DETScale(of: lines.map(\.curve)) : nil
    text += axesCommands(scale)
    var drawn: [String] = []
    if let band {
      text += PlotText.block("band", outline(band.points, scale))
      drawn.append(
        "$band using 1:2 with filledcurves closed fillstyle solid 1 noborder "
          + "linecolor rgb '#ececec' title \(PlotText.quoted(band.label))")
    }
    for (index, line) in lines.enumerated() {
      let points = line.curve.points.map { place($0.apcer, $0.bpcer, scale) }
      text += PlotText.block("curve\(index)", points.map { [$0.0, $0.1] })
      drawn.append(
        "$curve\(index) using 1:2 with lines linewidth \(PlotText.number(line.width)) "
          + "linecolor rgb '\(line.style.colour)' dashtype \(line.style.dashes) "
          + "title \(PlotText.quoted(line.label))")
    }
    for (index, mark) in marks.enumerated() {
      let point = place(mark.apcer, mark.bpcer, scale)
      text += PlotText.block("mark\(index)", [[point.0, point.1]])
      drawn.append(
        "$mark\(index) using 1:2 with points pointtype \(mark.symbol) pointsize 1.1 linewidth 1.5 "
          + "linecolor rgb '\(mark.colour)' title \(PlotText.quoted(mark.label))")
    }
    if axes == .roc {
      drawn.insert("x linecolor rgb '#aaaaaa' dashtype (2,4) title 'guessing'", at: 0)
    }
    if !remark.isEmpty {
      drawn.append("NaN with points pointtype -2 title \(PlotText.quoted(remark))")
    }
    return text + "plot " + drawn.joined(separator: ", \\\n  ") + "\n"
  }

  /// The band as one closed line: along its worse side to "accept everything", and back along its
  /// better one to "accept nothing".
  func outline(_ points: [CurveBand], _ scale: DETScale?) -> [[Double]] {
    let worse = points.map { place($0.apcer.upper, $0.bpcer.upper, scale) }
    let better = points.reversed().map { place($0.apcer.lower, $0.bpcer.lower, scale) }
    let ends = (everything: place(1, 0, scale), nothing: place(0, 1, scale))
    return (worse + [ends.everything] + better + [ends.nothing]).map { [$0.0, $0.1] }
  }

  func place(_ apcer: Double, _ bpcer: Double, _ scale: DETScale?) -> (Double, Double) {
    guard let scale else { return (apcer * 100, (1 - bpcer) * 100) }
    return (scale.held(apcer * 100), scale.held(bpcer * 100))
  }

  /// Pixels around and below the square of the curves.
  private static let side = 520
  private static let left = 130
  private static let row = 21
  private static let axis = 84

  private var rows: Int {
    lines.count + marks.count + (band == nil ? 0 : 1) + (remark.isEmpty ? 0 : 1)
      + (axes == .roc ? 1 : 0)
  }

  /// The height that title, square, axis and legend need.
  var height: Int {
    frame.titleHeight + Self.side + Self.axis + Self.row * rows + 12
  }

  /// The places of the square and of the legend, as parts of the whole picture.
  private var placing: String {
    let width = Double(frame.width)
    let total = Double(height)
    let top = 1 - Double(frame.titleHeight) / total
    let bottom = top - Double(Self.side) / total
    let legend = bottom - Double(Self.axis) / total
    func number(_ value: Double) -> String { NumberText.fixed(value, decimals: 6) }
    return """
      set lmargin at screen \(number(Double(Self.left) / width))
      set rmargin at screen \(number(Double(Self.left + Self.side) / width))
      set tmargin at screen \(number(top))
      set bmargin at screen \(number(bottom))
      set key at screen \(number(Double(Self.left) / width)), screen \(number(legend)) top left \
      vertical maxcols 1 Left reverse samplen 4 textcolor rgb '#222222'
      set grid linetype 1 linecolor rgb '#dcdcdc' linewidth 0.6

      """
  }

  private func axesCommands(_ scale: DETScale?) -> String {
    guard let scale else {
      return placing + """
        set xrange [0:100]
        set yrange [0:100]
        set xlabel 'attack presentations accepted: APCER (%)'
        set ylabel 'bona fide presentations accepted: 100 − BPCER (%)'

        """
    }
    return placing + """
      set nonlinear x via invnorm(x/100.0) inverse 100.0*norm(x)
      set nonlinear y via invnorm(y/100.0) inverse 100.0*norm(y)
      set xrange [\(scale.range)]
      set yrange [\(scale.range)]
      set xtics (\(scale.ticks)) rotate by -45
      set ytics (\(scale.ticks))
      set xlabel \(PlotText.quoted(labels.x, limit: 90))
      set ylabel \(PlotText.quoted(labels.y, limit: 90))

      """
  }
}

/// The range of a DET's axes, in percent.
struct DETScale: Sendable, Hashable {
  /// The places with a label, as in the field's figures.
  static let places: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40, 60, 80, 90, 95, 98, 99]

  /// The lowest and highest place that is drawn; rates beyond, 0 and 100 % among them, are drawn
  /// on the edge.
  var lowest: Double
  var highest: Double

  /// The range that shows the smallest rate that the counts can resolve.
  init(of curves: [Curve]) {
    var trials = 1
    for curve in curves {
      for point in curve.points { trials = max(trials, point.attacks, point.bonaFide) }
    }
    let resolution = 100 / Double(trials)
    lowest = Self.places.last { $0 < resolution } ?? 0.1
    lowest = min(lowest, 5)
    highest = Self.places.first { $0 > 100 - resolution } ?? 99
    highest = max(highest, 95)
  }

  func held(_ percent: Double) -> Double { min(max(percent, lowest), highest) }

  var range: String { "\(PlotText.number(lowest)):\(PlotText.number(highest))" }
  var ticks: String {
    Self.places.filter { $0 >= lowest && $0 <= highest }
      .map { "'\(PlotText.number($0))' \(PlotText.number($0))" }.joined(separator: ", ")
  }
}
