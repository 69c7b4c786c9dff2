public import ErrorRates
import PADVocabulary

/// The main figures of results, as `padbench evaluate` and `padbench metrics` print them.
public enum MetricsText {
  /// Renders one detector's results as aligned text.
  public static func render(
    _ results: EvaluationResults, name: String, decimals: Int = 2, isSynthetic: Bool = false
  ) -> String {
    render(
      [NamedResults(name, results)], format: .text, decimals: decimals, isSynthetic: isSynthetic)
  }

  /// Renders results in a format; ends with a line break, holds no time and no path.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; CSV and JSON ignore them and
  ///   keep full precision.
  /// - Parameter areFolds: whether the sets are folds of one evaluation, which are summed up.
  public static func render(
    _ sets: [NamedResults], format: MetricsFormat, decimals: Int = 2, isSynthetic: Bool = false,
    areFolds: Bool = false
  ) -> String {
    let places = min(max(decimals, 0), 10)
    let folds =
      areFolds
      ? FoldTables(
        summary: .of(sets.map { ($0.name, $0.results) }),
        figures: Figures(decimals: places, gap: format == .text ? " " : "\u{a0}")) : nil
    switch format {
    case .text:
      let each = text(sets, Figures(decimals: places, gap: " "), isSynthetic)
      return folds.map { each + "\n" + $0.text() } ?? each
    case .markdown:
      return MetricsMarkdown.text(
        sets, Figures(decimals: places), isSynthetic: isSynthetic, folds: folds)
    case .csv:
      let rows = sets.flatMap { MetricRows.rows($0.results, detector: $0.name) }
      return String(decoding: MetricsCSV.bytes(rows + (folds?.rows() ?? [])), as: UTF8.self)
    case .json:
      return MetricsJSON.text(sets, isSynthetic: isSynthetic, folds: folds)
    }
  }

  private static func text(
    _ sets: [NamedResults], _ figures: Figures, _ isSynthetic: Bool
  ) -> String {
    let banner = isSynthetic ? "\(Banner.text)\n\n" : ""
    return banner + sets.map { block($0, figures) }.joined(separator: "\n")
  }

  private static func block(_ named: NamedResults, _ figures: Figures) -> String {
    let results = named.results
    var text = named.name.printable + "\n"
    if let point = results.operatingPoint {
      text +=
        "  threshold \(Figures.exact(point.threshold)), from \(point.origin.description.printable)"
      text += "; a presentation is accepted if its score >= threshold\n"
    } else {
      text += "  no threshold: rates that need one are undefined\n"
    }
    let policy = results.options.nonResponsePolicy
    text += "  non-responses: \(policy.rawValue) (\(policy.phrase))\n\n"
    text += table(results, figures).text(indent: "  ") + "\n"
    text += others(results, figures).text(indent: "  ")
    if let note = results.bootstrap?.note { text += "  \(note)\n" }
    for warning in results.warnings { text += "  \(warning.description.printable)\n" }
    return text
  }

  private static func table(_ results: EvaluationResults, _ figures: Figures) -> TextTable {
    let hasDev = results.dev != nil
    let level = figures.level(results.options.confidenceLevel)
    let lines = ErrorLine.lines(results)
    let hasClustered = lines.contains { $0.rate?.clustered != nil }
    let more = (hasClustered ? 1 : 0) + (hasDev ? 1 : 0)
    var table = TextTable(
      rightAligned: [false, false] + [Bool](repeating: true, count: 4 + more) + [false])
    table.row(
      ["rate", "of", "errors", "value", "\(level) interval"]
        + (hasClustered ? ["over clusters"] : []) + ["no response"]
        + (hasDev ? ["on dev"] : []) + [""])
    for line in lines {
      let value = line.rate.flatMap(figures.value)
      var cells = [
        line.rateName, line.name,
        line.rate.map(figures.counts) ?? "",
        value ?? "undefined",
        line.rate?.interval.map(figures.range) ?? "",
      ]
      if hasClustered { cells.append(line.rate?.clustered.map(figures.range) ?? "") }
      cells.append(line.noResponse.map(figures.counts) ?? "")
      if hasDev {
        cells.append(line.isAbsentFromDev ? "absent" : line.dev.flatMap(figures.short) ?? "")
      }
      var remarks: [String] = []
      if value == nil { remarks.append(line.undefined) }
      if line.isWorst { remarks.append("<- worst") }
      table.row(cells + [remarks.joined(separator: ", ")])
    }
    return table
  }

  private static func others(_ results: EvaluationResults, _ figures: Figures) -> TextTable {
    (FigureLine.thresholdFree(results, figures) + FigureLine.fixedRates(results, figures)
      + FigureLine.averages(results, figures) + FigureLine.further(results, figures)).textTable
  }
}

/// What synthetic results say wherever they are shown.
enum Banner {
  static let text = "synthetic data: proves plumbing, not error rates"
}

extension ErrorLine {
  /// The rate's name.
  var rateName: String {
    if case .bonaFide = kind { "BPCER" } else { "APCER" }
  }

  /// What the rate is of.
  var name: String {
    switch kind {
    case .species(let species): species.name
    case .worst: "worst species"
    case .bonaFide: "bona fide"
    }
  }
}
