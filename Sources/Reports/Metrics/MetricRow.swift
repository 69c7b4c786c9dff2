import ErrorRates
import PADVocabulary
import Statistics

/// One figure in long form: a line of `metrics.csv`, an entry of the JSON form.
struct MetricRow: Sendable, Hashable {
  /// The detector's name.
  var detector: String
  /// The partition it was measured on.
  var partition: Partition
  /// What it is: `apcer`, `bpcer`, `apcer_worst`, `bpcer20`, `non_response:timeout` …
  var metric: String
  /// The species it is about; empty for figures of all attacks or of bona fide presentations.
  var species: String = ""
  /// The threshold it was read at; `nil` for figures that need none.
  var operatingPoint: Double?
  /// Where that threshold comes from; empty for figures that need none.
  var origin: String = ""
  /// The figure; `nil` when it is undefined, and then `note` says why.
  var value: Double?
  /// Errors counted, where it is a proportion.
  var count: Int?
  /// Trials they were counted among.
  var trials: Int?
  /// Its uncertainty.
  var interval: ConfidenceInterval?
  /// Its uncertainty by drawing whole clusters again.
  var clustered: ConfidenceInterval?
  /// What a reader must know.
  var note: String = ""

  /// Column names, in order.
  static let columns = [
    "detector", "partition", "metric", "species", "operating_point", "origin", "value", "count",
    "trials", "lower", "upper", "level", "method", "clustered_lower", "clustered_upper",
    "clustered_method", "note",
  ]

  /// The method with its sides where it is not two-sided.
  var method: String { Self.name(of: interval) }

  /// The same of the interval over clusters.
  var clusteredMethod: String { Self.name(of: clustered) }

  private static func name(of interval: ConfidenceInterval?) -> String {
    guard let interval else { return "" }
    return interval.sides == .twoSided
      ? interval.method.rawValue : "\(interval.method.rawValue), \(interval.sides.rawValue)"
  }
}
