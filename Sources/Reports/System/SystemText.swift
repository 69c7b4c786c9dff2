public import ErrorRates
import PADVocabulary

/// What whole systems let in, as `padbench evaluate` prints it beside the detectors' figures.
public enum SystemText {
  /// A block per matcher; ends with a line break.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10.
  public static func render(_ systems: [SystemResults], decimals: Int = 2) -> String {
    let figures = Figures(decimals: min(max(decimals, 0), 10), gap: " ")
    return systems.map { block($0, figures) }.joined(separator: "\n")
  }

  private static func block(_ results: SystemResults, _ figures: Figures) -> String {
    var text = "whole system with matcher \(results.matcher.printable)\n"
    guard let point = results.operatingPoint else {
      return text + "  no match threshold: FRR, FAR and IAPAR are undefined\n"
    }
    text +=
      "  match threshold \(Figures.exact(point.threshold)), from "
      + "\(point.origin.description.printable); attacks that are accepted as the person they show: "
      + "IAPAR\n\n"
    var table = TextTable(rightAligned: [false, true, true, true, false])
    table.row(["system", "FRR", "FAR", "worst IAPAR", "worst species"])
    for design in results.designs {
      let worst = design.figures.worst
      table.row([
        design.title, cell(design.figures.frr, figures), cell(design.figures.far, figures),
        cell(worst?.apcer, figures),
        (worst?.species ?? []).map(\.name).joined(separator: ", "),
      ])
    }
    text += table.text(indent: "  ")
    for warning in results.warnings { text += "  \(warning.description.printable)\n" }
    return text
  }

  private static func cell(_ rate: Rate?, _ figures: Figures) -> String {
    rate.flatMap(figures.full) ?? "undefined"
  }
}
