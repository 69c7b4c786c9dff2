import Comparison
import ErrorRates
import PADVocabulary

/// The tables of versions by datasets.
struct TransferTables {
  let report: TransferReport
  let figures: Figures

  static let note =
    "within: the version learnt from this dataset or took its threshold from it; cross: from others "
    + "only; left out: from every other dataset of the table; unknown: nobody said (--learnt-from). "
    + "± is the sample standard deviation, between folds in a cell and between datasets at the end "
    + "of a row; it is no interval."

  /// What a matrix is about.
  func title(_ kind: FoldFigure.Kind) -> String {
    switch kind {
    case .apcerWorst: "APCER of the worst species, by version and dataset"
    case .eer:
      "EER, its threshold found on the evaluated data (oracle:test), by version and dataset"
    default: "\(kind.description), by version and dataset"
    }
  }

  /// One figure: a row per version, a column per dataset, then means and worst cases.
  func matrix(_ kind: FoldFigure.Kind) -> DataTable {
    let matrix = TransferMatrix(report.entries, kind: kind)
    var table = DataTable(
      [.text("version")] + matrix.datasets.map { .figure($0) }
        + [.figure("all datasets"), .figure("unseen datasets"), .text("worst")])
    for row in matrix.rows {
      let worst = row.all.worst
      table.row(
        [row.version]
          + row.cells.map { $0.map { "\(figure($0.folds, kind)) (\($0.relation))" } ?? "" }
          + [
            // The worst of all has a column of its own.
            figure(row.all, kind, hasWorst: false),
            row.unseen.values.isEmpty ? "none" : figure(row.unseen, kind),
            worst.map { "\(text($0.value, kind)) on \($0.fold)" } ?? "",
          ])
    }
    return table
  }

  /// Counts, intervals and thresholds of every entry.
  func entries() -> DataTable {
    var table = DataTable([
      .text("version"), .text("dataset"), .text("fold"), .text("threshold"),
      .text("worst species"), .figure("APCER"), .figure("BPCER"),
    ])
    for entry in report.entries {
      let worst = entry.results.test.worst
      let point = entry.results.operatingPoint
      table.row([
        entry.version, entry.dataset, entry.fold,
        point.map { "\(Figures.brief($0.threshold)) (\($0.origin))" } ?? "none",
        (worst?.species ?? []).map(\.name).joined(separator: ", "),
        worst.flatMap { figures.full($0.apcer) } ?? "undefined",
        entry.results.test.bonaFide.bpcer.flatMap(figures.full) ?? "undefined",
      ])
    }
    return table
  }

  /// `12.50 ± 2.10 %, worst 15.00 % in 3`, or less where there is less.
  private func figure(
    _ figure: FoldFigure, _ kind: FoldFigure.Kind, hasWorst: Bool = true
  ) -> String {
    guard let mean = figure.mean else { return "undefined" }
    var words = text(mean, kind)
    if let deviation = figure.standardDeviation {
      words += " ± " + text(deviation, kind)
      if hasWorst, let worst = figure.worst {
        words += ", worst \(text(worst.value, kind)) in \(worst.fold)"
      }
    }
    if !figure.undefinedFolds.isEmpty {
      words += ", undefined in \(figure.undefinedFolds.joined(separator: ", "))"
    }
    return words
  }

  private func text(_ value: Double, _ kind: FoldFigure.Kind) -> String {
    kind == .auc ? figures.area(value) : figures.percent(value)
  }
}
