public import PADVocabulary

/// One figure over the folds of a cross-validation or of leave-one-out testing.
public struct FoldFigure: Sendable, Hashable {
  /// Which figure.
  public enum Kind: Sendable, Hashable, CustomStringConvertible {
    /// Highest APCER of any species.
    case apcerWorst
    /// BPCER.
    case bpcer
    /// APCER of one species.
    case apcer(PAISpecies)
    /// Equal error rate against all attacks together.
    case eer
    /// Area under the ROC curve against all attacks together.
    case auc
    /// (worst-species APCER + BPCER) / 2; not an ISO/IEC 30107-3 figure.
    case acerWorst

    /// The name in tables.
    public var description: String {
      switch self {
      case .apcerWorst: "APCER"
      case .bpcer: "BPCER"
      case .apcer(let species): "APCER \(species.name)"
      case .eer: "EER"
      case .auc: "AUC"
      case .acerWorst: "ACER"
      }
    }

    /// Whether a higher value is better.
    public var prefersLarger: Bool { self == .auc }
  }

  /// The figure in one fold.
  public struct Value: Sendable, Hashable {
    /// The fold.
    public var fold: String
    /// Its place among all folds, from 0.
    public var index: Int
    /// The figure.
    public var value: Double

    /// Makes a value.
    public init(fold: String, index: Int, value: Double) {
      self.fold = fold
      self.index = index
      self.value = value
    }
  }

  /// Which figure.
  public var kind: Kind
  /// The folds in which it is defined, in their order.
  public var values: [Value]
  /// The folds in which it is undefined, in their order.
  public var undefinedFolds: [String]

  /// Makes a figure.
  public init(kind: Kind, values: [Value], undefinedFolds: [String]) {
    self.kind = kind
    self.values = values
    self.undefinedFolds = undefinedFolds
  }

  /// The mean over the folds in which the figure is defined; `nil` in none.
  public var mean: Double? {
    values.isEmpty ? nil : values.reduce(0) { $0 + $1.value } / Double(values.count)
  }

  /// The sample standard deviation (n - 1) over the same folds; `nil` with fewer than two.
  public var standardDeviation: Double? {
    guard let mean, values.count > 1 else { return nil }
    let squares = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The fold in which the figure is worst, the first of equal ones; `nil` when it is in none.
  public var worst: Value? {
    values.reduce(values.first) { worst, next in
      guard let worst else { return next }
      let isWorse = kind.prefersLarger ? next.value < worst.value : next.value > worst.value
      return isWorse ? next : worst
    }
  }
}

/// The figures of several evaluations of one subsystem, one per fold.
public struct FoldSummary: Sendable, Hashable {
  /// The folds, in the order given.
  public var folds: [String]
  /// Worst APCER, BPCER, APCER of every species by name, EER, AUC and ACER.
  public var figures: [FoldFigure]

  /// Sums up the test partitions of folds. A species that a fold does not have is undefined there.
  public static func of(_ folds: [(name: String, results: EvaluationResults)]) -> FoldSummary {
    let species = Set(folds.flatMap { $0.results.test.species.map(\.species) }).sorted()
    let kinds: [FoldFigure.Kind] =
      [.apcerWorst, .bpcer] + species.map { .apcer($0) } + [.eer, .auc, .acerWorst]
    return FoldSummary(
      folds: folds.map(\.name),
      figures: kinds.map { kind in
        var figure = FoldFigure(kind: kind, values: [], undefinedFolds: [])
        for (index, fold) in folds.enumerated() {
          if let value = fold.results.test.value(of: kind) {
            figure.values.append(.init(fold: fold.name, index: index, value: value))
          } else {
            figure.undefinedFolds.append(fold.name)
          }
        }
        return figure
      })
  }

  /// The figure of a kind.
  public func figure(_ kind: FoldFigure.Kind) -> FoldFigure? {
    figures.first { $0.kind == kind }
  }
}

extension PartitionResult {
  /// One of the figures that folds are summed up by; `nil` when undefined.
  fileprivate func value(of kind: FoldFigure.Kind) -> Double? {
    switch kind {
    case .apcerWorst: worst?.apcer.value
    case .bpcer: bonaFide.bpcer?.value
    case .apcer(let species): result(of: species)?.apcer?.value
    case .eer: eer?.value
    case .auc: auc?.value
    case .acerWorst: acerWorst
    }
  }
}
