public import ErrorRates

/// Results with the name they are shown under.
public struct NamedResults: Sendable {
  /// The detector's name, or the score file's.
  public var name: String
  /// The results.
  public var results: EvaluationResults

  /// Names results.
  public init(_ name: String, _ results: EvaluationResults) {
    self.name = name
    self.results = results
  }
}

/// How results are printed.
public enum MetricsFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a terminal.
  case text
  /// A Markdown table for a pull request.
  case markdown
  /// Long form, full precision, one figure per line.
  case csv
  /// Long form, full precision.
  case json
}
