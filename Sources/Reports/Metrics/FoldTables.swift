import ErrorRates
import PADVocabulary

/// Figures over folds, as tables.
struct FoldTables {
  let summary: FoldSummary
  let figures: Figures

  /// One line per figure: mean, standard deviation and worst fold.
  private var lines: [(name: String, mean: String, deviation: String, worst: String, note: String)]
  {
    summary.figures.map { figure in
      func text(_ value: Double) -> String {
        figure.kind == .auc ? figures.area(value) : figures.percent(value)
      }
      let undefined = figure.undefinedFolds.map(\.printable).joined(separator: ", ")
      return (
        name: figure.kind.description,
        mean: figure.mean.map(text) ?? "undefined",
        deviation: figure.standardDeviation.map(text) ?? "",
        worst: figure.worst.map { "\(text($0.value)) (\($0.fold))" } ?? "",
        note: undefined.isEmpty ? "" : "undefined in \(undefined)"
      )
    }
  }

  /// For a terminal.
  func text() -> String {
    var table = TextTable(rightAligned: [false, true, true, true, false])
    table.row(["", "mean", "sd (n - 1)", "worst fold", ""])
    for line in lines { table.row([line.name, line.mean, line.deviation, line.worst, line.note]) }
    return "Over \(summary.folds.count) folds\n\n" + table.text(indent: "  ")
      + "  \(Self.caution)\n"
  }

  /// For a report.
  func markdown() -> MarkdownTable {
    var table = MarkdownTable([
      .text("Figure"), .figure("Mean"), .figure("Standard deviation"), .figure("Worst fold"),
      .text("Remark"),
    ])
    for line in lines {
      table.rows.append([
        Markdown(data: line.name), Markdown(data: line.mean), Markdown(data: line.deviation),
        Markdown(data: line.worst), Markdown(data: line.note),
      ])
    }
    return table
  }

  /// The same at full precision, as lines of the long form.
  func rows() -> [MetricRow] {
    summary.figures.flatMap { figure -> [MetricRow] in
      let (metric, species) = figure.kind.column
      let values: [(String, Double?, String)] = [
        ("mean", figure.mean, "over \(figure.values.count) of \(summary.folds.count) folds"),
        ("sd", figure.standardDeviation, "sample standard deviation"),
        ("worst", figure.worst?.value, figure.worst.map { "in \($0.fold)" } ?? ""),
      ]
      return values.map { name, value, note in
        var row = MetricRow(
          detector: "folds", partition: .test, metric: "\(metric)_\(name)", species: species)
        row.value = value
        row.note = value == nil ? "undefined in too many folds" : note
        return row
      }
    }
  }

  static let caution =
    "The deviation is between folds, which share training or test material: it is no interval."
}

extension FoldFigure.Kind {
  /// The names in the long form.
  var column: (metric: String, species: String) {
    switch self {
    case .apcerWorst: ("apcer_worst", "")
    case .bpcer: ("bpcer", "")
    case .apcer(let species): ("apcer", species.name)
    case .eer: ("eer", "")
    case .auc: ("auc", "")
    case .acerWorst: ("acer_worst", "")
    }
  }
}
