public import Comparison
public import PADVocabulary

/// Comparisons with what a reader must know of where they come from.
public struct ComparisonReport: Sendable {
  /// One per baseline.
  public var groups: [ComparisonResults]
  /// Whether the presentations are synthetic.
  public var isSynthetic: Bool
  /// What was noticed while the runs and files were read.
  public var diagnostics: [Diagnostic]
  /// How many flips are listed where people read; files for programs list all.
  public var flipLimit: Int

  /// Makes a report.
  public init(
    groups: [ComparisonResults], isSynthetic: Bool = false, diagnostics: [Diagnostic] = [],
    flipLimit: Int = 20
  ) {
    self.groups = groups
    self.isSynthetic = isSynthetic
    self.diagnostics = diagnostics
    self.flipLimit = max(0, flipLimit)
  }

  /// Renders the report in a format; ends with a line break, holds no time and no path but the names
  /// of what was compared.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; CSV and JSON ignore them and
  ///   keep full precision.
  public func render(_ format: MetricsFormat, decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 10)
    switch format {
    case .text: return ComparisonText.text(self, Figures(decimals: places, gap: " "))
    case .markdown: return ComparisonMarkdown.text(self, Figures(decimals: places))
    case .csv: return String(decoding: ComparisonCSV.bytes(self), as: UTF8.self)
    case .json: return ComparisonJSON.text(self)
    }
  }

  /// All comparisons with the names of their baselines, in order.
  var pairs: [(baseline: String, comparison: PairwiseComparison)] {
    groups.flatMap { group in group.comparisons.map { (group.baseline, $0) } }
  }

  /// The intervals' confidence.
  var level: Double { groups.first?.options.confidenceLevel ?? 0.95 }
}
