import PADVocabulary
import StructuredText

/// Pieces of gnuplot scripts made from data.
enum PlotText {
  /// A text as a gnuplot string that shows it as it is.
  ///
  /// Single quotes keep gnuplot from reading escapes, macros and command substitution. No quote
  /// stands inside: gnuplot 5.4 loses count of doubled ones at the start of a string, so they
  /// become typographic quotes, and so do backquotes.
  static func quoted(_ text: String, limit: Int = 60) -> String {
    var scalars = Array(text.printable.unicodeScalars)
    if scalars.count > limit { scalars = scalars.prefix(limit - 1) + ["…"] }
    var quoted = "'"
    for scalar in scalars {
      switch scalar {
      case "'": quoted += "\u{2019}"
      case "`": quoted += "\u{2018}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }

  /// A number as gnuplot reads it; what is not finite is a gap.
  static func number(_ value: Double) -> String {
    value.isFinite ? NumberText.shortest(value) : "NaN"
  }

  /// A named block of rows of numbers: data that a script carries within itself.
  static func block(_ name: String, _ rows: [[Double]]) -> String {
    var text = "$\(name) << END_OF_DATA\n"
    for row in rows { text += row.map(number).joined(separator: " ") + "\n" }
    // gnuplot refuses a block without a point.
    if rows.isEmpty { text += "NaN NaN NaN NaN\n" }
    return text + "END_OF_DATA\n"
  }
}

/// How curves are told apart, also by people who do not see colours and on paper without them:
/// the palette of Okabe and Ito (2008), each colour with dashes of its own.
struct CurveStyle: Sendable, Hashable {
  /// The colour as `#rrggbb`.
  var colour: String
  /// The dashes as gnuplot writes them.
  var dashes: String
  /// Which of the palette's colours it is; `nil` for none of them.
  var colourNumber: Int?

  /// A broad grey band under the other curves: what counts is the worst species.
  static let main = CurveStyle(colour: "#c4c4c4", dashes: "1")
  /// What was decided right.
  static let right = "#0072b2"
  /// What was decided wrong.
  static let wrong = "#d55e00"
  private static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f",
  ]
  private static let patterns = ["(14,4)", "(4,4)", "(14,4,3,4)", "(24,5)", "(14,4,3,4,3,4)"]

  /// The style of the n-th curve; 35 differ.
  static func number(_ index: Int) -> CurveStyle {
    CurveStyle(
      colour: colours[index % colours.count], dashes: patterns[index % patterns.count],
      colourNumber: index % colours.count)
  }
}
