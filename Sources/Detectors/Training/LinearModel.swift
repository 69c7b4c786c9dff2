import Statistics
import StructuredText

/// A weighted sum of standardised features as evidence for bona fide, in log-odds.
struct LinearModel: Equatable {
  /// Subtracted from each feature.
  var means: [Double]
  /// Each difference is divided by it; 0 for a feature that does not vary and does not count.
  var deviations: [Double]
  /// What each standardised feature counts.
  var weights: [Double]
  /// Added at the end.
  var offset: Double

  /// Standardised features further out than this count as much as those at it.
  static let furthest = 6.0

  /// Means and deviations of rows, each with its weight; weights add up to 1.
  init(standardising rows: [[Double]], weights rowWeights: [Double]) {
    let count = rows.first?.count ?? 0
    var means = [Double](repeating: 0, count: count)
    var squares = means
    for (row, weight) in zip(rows, rowWeights) {
      for place in 0..<count { means[place] += weight * row[place] }
    }
    for (row, weight) in zip(rows, rowWeights) {
      for place in 0..<count {
        let difference = row[place] - means[place]
        squares[place] += weight * difference * difference
      }
    }
    self.means = means
    deviations = squares.map { $0 > 1e-14 ? $0.squareRoot() : 0 }
    weights = [Double](repeating: 0, count: count)
    offset = 0
  }

  /// Features as the weights see them.
  func standardised(_ features: [Double]) -> [Double] {
    features.indices.map { place in
      guard deviations[place] > 0 else { return 0 }
      let value = (features[place] - means[place]) / deviations[place]
      return min(max(value, -Self.furthest), Self.furthest)
    }
  }

  /// What every feature contributes.
  func contributions(_ features: [Double]) -> [Double] {
    zip(standardised(features), weights).map { $0 * $1 }
  }

  /// The evidence.
  func evidence(_ features: [Double]) -> Double {
    contributions(features).reduce(offset, +)
  }

  /// The model with evidence stretched and shifted.
  func calibrated(slope: Double, shift: Double) -> LinearModel {
    var changed = self
    changed.weights = weights.map { $0 * slope }
    changed.offset = offset * slope + shift
    return changed
  }

  /// The model as it stands in a model file.
  var json: JSONValue {
    .object([
      .init("means", .array(means.map { .number($0) })),
      .init("deviations", .array(deviations.map { .number($0) })),
      .init("weights", .array(weights.map { .number($0) })),
      .init("offset", .number(offset)),
    ])
  }

  /// Reads a model of so many features; `nil` for anything else.
  init?(_ json: JSONValue?, count: Int) {
    func list(_ name: String) -> [Double]? {
      guard let items = json?[name]?.items, items.count == count else { return nil }
      let values = items.compactMap(\.double)
      return values.count == count ? values : nil
    }
    guard let means = list("means"), let deviations = list("deviations"),
      let weights = list("weights"), let offset = json?["offset"]?.double,
      deviations.allSatisfy({ $0 >= 0 })
    else { return nil }
    self.means = means
    self.deviations = deviations
    self.weights = weights
    self.offset = offset
  }
}
