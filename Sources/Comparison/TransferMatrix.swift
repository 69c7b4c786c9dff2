public import ErrorRates

/// One evaluation of one version on one dataset; several with the same names are folds.
public struct TransferEntry: Sendable, Hashable {
  /// The version that was tested.
  public var version: String
  /// The dataset it was tested on.
  public var dataset: String
  /// The fold of the dataset's protocol; empty when there are none.
  public var fold: String
  /// The datasets that it was trained on or its threshold was chosen on; empty when unknown.
  public var learntFrom: [String]
  /// What came out.
  public var results: EvaluationResults

  /// Makes an entry.
  public init(
    version: String, dataset: String, fold: String = "", learntFrom: [String] = [],
    results: EvaluationResults
  ) {
    self.version = version
    self.dataset = dataset
    self.fold = fold
    self.learntFrom = learntFrom
    self.results = results
  }
}

/// How versions do on datasets, and above all on those they never saw.
public struct TransferMatrix: Sendable, Hashable {
  /// How a version came to a dataset.
  public enum Relation: String, Sendable, Hashable, CustomStringConvertible {
    /// It learnt from this dataset, or took its threshold from it.
    case within
    /// It learnt from others only.
    case cross
    /// It learnt from every other dataset of the matrix and from nothing else: leave one out.
    case leftOut = "left out"
    /// Nobody said what it learnt from.
    case unknown

    /// The name in tables.
    public var description: String { rawValue }
  }

  /// One version on one dataset.
  public struct Cell: Sendable, Hashable {
    /// How the version came to the dataset.
    public var relation: Relation
    /// The figure over the folds, with mean, deviation and worst fold.
    public var folds: FoldFigure
  }

  /// One version on all datasets.
  public struct Row: Sendable, Hashable {
    /// The version.
    public var version: String
    /// One per dataset, in the matrix' order; `nil` where the version was not tested.
    public var cells: [Cell?]
    /// The cells' means over all datasets, with mean, deviation and worst dataset.
    public var all: FoldFigure
    /// The same over datasets that the version did not learn from (`cross` and `left out`).
    public var unseen: FoldFigure
  }

  /// The figure.
  public var kind: FoldFigure.Kind
  /// The columns, in order of first appearance.
  public var datasets: [String]
  /// The rows, in order of first appearance.
  public var rows: [Row]

  /// Arranges a figure of evaluations by version and dataset.
  public init(_ entries: [TransferEntry], kind: FoldFigure.Kind) {
    self.kind = kind
    var datasets: [String] = []
    var versions: [String] = []
    for entry in entries {
      if !datasets.contains(entry.dataset) { datasets.append(entry.dataset) }
      if !versions.contains(entry.version) { versions.append(entry.version) }
    }
    self.datasets = datasets
    rows = versions.map { version in
      let cells = datasets.map { dataset in
        Self.cell(
          entries.filter { $0.version == version && $0.dataset == dataset }, kind, datasets)
      }
      return Row(
        version: version, cells: cells,
        all: Self.summary(cells, datasets, kind) { _ in true },
        unseen: Self.summary(cells, datasets, kind) { $0 == .cross || $0 == .leftOut })
    }
  }

  private static func cell(
    _ entries: [TransferEntry], _ kind: FoldFigure.Kind, _ datasets: [String]
  ) -> Cell? {
    guard let first = entries.first else { return nil }
    let summary = FoldSummary.of(entries.map { ($0.fold, $0.results) })
    let undefined = FoldFigure(kind: kind, values: [], undefinedFolds: entries.map(\.fold))
    let relations = Set(entries.map { relation($0, datasets) })
    // Folds that differ make the least flattering claim: unknown, else within.
    let mixed: Relation = relations.contains(.unknown) ? .unknown : .within
    return Cell(
      relation: relations.count == 1 ? relation(first, datasets) : mixed,
      folds: summary.figure(kind) ?? undefined)
  }

  private static func relation(_ entry: TransferEntry, _ datasets: [String]) -> Relation {
    if entry.learntFrom.isEmpty { return .unknown }
    if entry.learntFrom.contains(entry.dataset) { return .within }
    let others = Set(datasets).subtracting([entry.dataset])
    return others.count > 1 && Set(entry.learntFrom) == others ? .leftOut : .cross
  }

  private static func summary(
    _ cells: [Cell?], _ datasets: [String], _ kind: FoldFigure.Kind,
    where counts: (Relation) -> Bool
  ) -> FoldFigure {
    var figure = FoldFigure(kind: kind, values: [], undefinedFolds: [])
    for (index, cell) in cells.enumerated() {
      guard let cell, counts(cell.relation) else { continue }
      if let mean = cell.folds.mean {
        figure.values.append(.init(fold: datasets[index], index: index, value: mean))
      } else {
        figure.undefinedFolds.append(datasets[index])
      }
    }
    return figure
  }
}
