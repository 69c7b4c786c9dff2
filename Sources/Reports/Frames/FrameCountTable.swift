public import ErrorRates
import PADVocabulary
import Statistics

/// How the main figures change with the count of frames, as `padbench metrics` prints it.
public struct FrameCountTable: Sendable {
  let name: String
  let aggregation: FrameAggregation
  let rows: [FrameCountResult]

  /// Makes a table of results, in the order they are to be shown in.
  public init(_ name: String, _ aggregation: FrameAggregation, _ rows: [FrameCountResult]) {
    self.name = name
    self.aggregation = aggregation
    self.rows = rows
  }

  /// Renders the table; ends with a line break, holds no time and no path.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; CSV and JSON keep full
  ///   precision.
  public func render(_ format: MetricsFormat, decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 10)
    switch format {
    case .text: return text(Figures(decimals: places, gap: " "))
    case .markdown: return markdown(Figures(decimals: places))
    case .csv: return csv()
    case .json: return json()
    }
  }

  /// What the table is about, in one sentence.
  private var sentence: String {
    "The \(aggregation) of the first frames of every presentation; a threshold that is chosen on dev "
      + "is chosen on dev scores made in the same way. Intervals are the wider of the exact one and "
      + "that over clusters."
  }

  private static let headings = [
    "frames", "with so many", "threshold", "worst APCER", "worst species", "BPCER", "D-EER", "AUC",
  ]

  private func cells(_ row: FrameCountResult, _ figures: Figures) -> [String] {
    let test = row.results.test
    let reason = Undefined.cell(Undefined.reason(needingBoth: test))
    let lines = ErrorLine.lines(row.results)
    func rate(_ rate: Rate?, _ reason: String) -> String {
      rate.defined.flatMap { figures.full($0.withWiderInterval) } ?? Undefined.cell(reason)
    }
    let eer = test.species.count > 1 ? test.eerWorst : test.eer
    return [
      String(row.frames), "\(row.complete)/\(row.presentations)",
      row.results.operatingPoint.map { "\(Figures.brief($0.threshold)) (\($0.origin))" } ?? "none",
      rate(test.worst?.apcer, lines.first?.undefined ?? Undefined.noAttack),
      (test.worst?.species ?? []).map(\.name).joined(separator: ", "),
      rate(test.bonaFide.bpcer, lines.last?.undefined ?? Undefined.noBonaFide),
      eer.map { eer in
        figures.percent(eer.value)
          + (WiderInterval.of(eer.interval, eer.clustered).map { " [\(figures.range($0))]" } ?? "")
      } ?? reason,
      test.auc.map { auc in
        figures.area(auc.value)
          + (WiderInterval.of(auc.interval, auc.clustered).map { " [\(figures.areaRange($0))]" }
            ?? "")
      } ?? reason,
    ]
  }

  private func text(_ figures: Figures) -> String {
    var table = TextTable(
      rightAligned: [true, true, false, true, false, true, true, true])
    table.row(Self.headings)
    for row in rows { table.row(cells(row, figures)) }
    return "\(name.printable)\n  \(sentence)\n\n" + table.text(indent: "  ")
      + warnings.map { "  \($0.description.printable)\n" }.joined()
  }

  private func markdown(_ figures: Figures) -> String {
    var document = MarkdownDocument()
    document.heading(3, "\(name)")
    document.paragraph("\(sentence)")
    document.diagnostics(warnings)
    var table = MarkdownTable(
      Self.headings.enumerated().map { index, heading in
        [2, 4].contains(index)
          ? .text(Markdown(data: heading)) : .figure(Markdown(data: heading))
      })
    table.rows = rows.map { cells($0, figures).map { Markdown(data: $0) } }
    document.table(table, caption: "Main figures of \(name) by frames")
    return document.source
  }

  /// The warnings: those of all rows first, then those of single rows with their frames.
  var warnings: [Diagnostic] {
    let common = (rows.first?.results.warnings ?? []).filter { warning in
      rows.allSatisfy { $0.results.warnings.contains(warning) }
    }
    let single = rows.flatMap { row in
      row.results.warnings.filter { !common.contains($0) }.map { warning in
        var warning = warning
        warning.message = "\(Figures.count(row.frames, "frame")): \(warning.message)"
        return warning
      }
    }
    return common + single
  }
}
