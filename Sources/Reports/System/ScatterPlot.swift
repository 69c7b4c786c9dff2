import ErrorRates
import PADVocabulary

/// PAD score and match score of every claim with both operating lines: upper right of both is let
/// in. Classes are told apart by shape and by colour.
struct ScatterPlot: Sendable {
  /// Claims of one kind as they are drawn.
  struct Group: Sendable {
    var label: String
    var style: PointStyle
    var points: [SystemScatter.Point]
  }

  var frame: PlotFrame
  var groups: [Group]
  /// The detector's threshold; `nil` for none.
  var padThreshold: Double?
  /// The matcher's threshold; `nil` for none.
  var matchThreshold: Double?
  /// What the legend says after the kinds; empty for nothing.
  var remark: String = ""
  let labels = (
    x: "PAD score (higher: more bona fide)", y: "match score (higher: more alike)"
  )

  /// The height that title, field, axis and legend need.
  var height: Int {
    frame.titleHeight + 470 + 84 + 21 * (groups.count + 1 + (remark.isEmpty ? 0 : 1))
  }

  /// The range of an axis: all points and the operating line, and a little more.
  func range(
    _ score: (SystemScatter.Point) -> Double, _ threshold: Double?
  ) -> ClosedRange<Double> {
    var lowest = Double.infinity
    var highest = -Double.infinity
    for point in groups.flatMap(\.points) {
      lowest = min(lowest, score(point))
      highest = max(highest, score(point))
    }
    if let threshold, threshold.isFinite {
      lowest = min(lowest, threshold)
      highest = max(highest, threshold)
    }
    guard lowest.isFinite, highest.isFinite else { return 0...1 }
    let margin = highest > lowest ? (highest - lowest) * 0.04 : max(abs(lowest) * 0.1, 0.5)
    guard (highest - lowest).isFinite, (lowest - margin).isFinite, (highest + margin).isFinite
    else { return lowest...highest }
    return (lowest - margin)...(highest + margin)
  }

  var rangeX: ClosedRange<Double> { range(\.pad, padThreshold) }
  var rangeY: ClosedRange<Double> { range(\.match, matchThreshold) }

  /// The script that draws it.
  func script(_ format: Gnuplot.Format, _ gnuplot: Gnuplot) -> String {
    var text = frame.opening(format, gnuplot, height: height) + frame.titleCommand
    text += frame.plotArea(470, of: height, sampleLength: 2)
    text += """
      set grid linetype 1 linecolor rgb '#e6e6e6' linewidth 0.6
      set xrange [\(Self.text(rangeX))]
      set yrange [\(Self.text(rangeY))]
      set xlabel \(PlotText.quoted(labels.x))
      set ylabel \(PlotText.quoted(labels.y))

      """
    text += line(padThreshold) { "from \($0), graph 0 to \($0), graph 1" }
    text += line(matchThreshold) { "from graph 0, first \($0) to graph 1, first \($0)" }
    var drawn: [String] = []
    for (index, group) in groups.enumerated() {
      text += PlotText.block("claims\(index)", group.points.map { [$0.pad, $0.match] })
      drawn.append(
        "$claims\(index) using 1:2 with points pointtype \(group.style.symbol) "
          + "pointsize \(PlotText.number(group.style.size)) linewidth 1.2 "
          + "linecolor rgb '\(group.style.colour)' title \(PlotText.quoted(group.label))")
    }
    drawn.append(
      "NaN with lines linewidth 1.4 linecolor rgb '#000000' dashtype (6,4) "
        + "title \(PlotText.quoted(Self.lines))")
    if !remark.isEmpty {
      drawn.append("NaN with points pointtype -2 title \(PlotText.quoted(remark))")
    }
    return text + "plot " + drawn.joined(separator: ", \\\n  ") + "\n"
  }

  /// What the dashed lines are.
  static let lines = "thresholds: right of one and above the other is let in"

  private static func text(_ range: ClosedRange<Double>) -> String {
    "\(PlotText.number(range.lowerBound)):\(PlotText.number(range.upperBound))"
  }

  private func line(_ threshold: Double?, _ ends: (String) -> String) -> String {
    guard let threshold, threshold.isFinite else { return "" }
    return "set arrow \(ends(PlotText.number(threshold))) nohead linewidth 1.4 dashtype (6,4) "
      + "linecolor rgb '#000000' front\n"
  }
}

/// How the points of one kind of claim are told apart: by shape, and by the palette of Okabe and
/// Ito.
struct PointStyle: Sendable, Hashable {
  /// gnuplot's number of the symbol.
  var symbol: Int
  var size: Double
  /// The colour as `#rrggbb`.
  var colour: String
  /// Which of a page's colours it is.
  var colourNumber: Int
  /// The symbol as relative commands of an SVG path.
  var path: String

  /// Genuine users.
  static let genuine = PointStyle(
    symbol: 1, size: 0.9, number: 0, path: "m-3 0h6m-3-3v6")
  /// Zero-effort impostors, who are many.
  static let impostor = PointStyle(symbol: 7, size: 0.25, number: 6, path: "m-.7 0h1.4")

  /// The n-th species; seven differ.
  static func species(_ index: Int) -> PointStyle { attacks[index % attacks.count] }

  private static let attacks = [
    PointStyle(symbol: 2, size: 0.8, number: 1, path: "m-2.5-2.5l5 5m0-5l-5 5"),
    PointStyle(symbol: 8, size: 0.9, number: 2, path: "m-3 2.5h6l-3-5.5z"),
    PointStyle(symbol: 4, size: 0.8, number: 3, path: "m-2.5-2.5h5v5h-5z"),
    PointStyle(symbol: 12, size: 0.9, number: 4, path: "m0-3.5l3.5 3.5l-3.5 3.5l-3.5-3.5z"),
    PointStyle(symbol: 10, size: 0.9, number: 5, path: "m-3-2.5h6l-3 5.5z"),
    PointStyle(
      symbol: 6, size: 0.8, number: 1, path: "m-2.8 0a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0"),
    PointStyle(symbol: 3, size: 0.8, number: 2, path: "m-2.5-2.5l5 5m0-5l-5 5m2.5-6v7"),
  ]

  private init(symbol: Int, size: Double, number: Int, path: String) {
    self.symbol = symbol
    self.size = size
    self.path = path
    colourNumber = number
    colour = CurveStyle.number(number).colour
  }
}
