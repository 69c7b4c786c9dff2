/// Two areas under the ROC curve on the same cases, with their covariance (DeLong, DeLong and
/// Clarke-Pearson, Biometrics 44, 1988).
public struct PairedAUC: Sendable, Hashable {
  /// Area of the first score.
  public var first: Double
  /// Area of the second score.
  public var second: Double
  /// Variance of the first area.
  public var firstVariance: Double
  /// Variance of the second area.
  public var secondVariance: Double
  /// Covariance of the areas.
  public var covariance: Double

  /// Compares two scores of the same positives and the same negatives (higher = positive).
  ///
  /// - Returns: `nil` when the lists of a class differ in length, hold a NaN, or have fewer than
  ///   two members.
  public init?(
    positives: (first: [Double], second: [Double]), negatives: (first: [Double], second: [Double])
  ) {
    guard positives.first.count == positives.second.count,
      negatives.first.count == negatives.second.count, positives.first.count > 1,
      negatives.first.count > 1,
      !(positives.first + positives.second + negatives.first + negatives.second)
        .contains(where: \.isNaN)
    else { return nil }
    let a = StructuralComponents(positives: positives.first, negatives: negatives.first)
    let b = StructuralComponents(positives: positives.second, negatives: negatives.second)
    first = a.area
    second = b.area
    firstVariance = a.covariance(with: a)
    secondVariance = b.covariance(with: b)
    covariance = a.covariance(with: b)
  }

  /// The variance of the difference.
  public var differenceVariance: Double { firstVariance + secondVariance - 2 * covariance }

  /// The statistic of the hypothesis of equal areas; `nil` when the variance is 0, as for two
  /// perfect scores.
  public var z: Double? {
    differenceVariance > 0 ? (first - second) / differenceVariance.squareRoot() : nil
  }

  /// Its two-sided p-value.
  public var p: Double? { z.map(Normal.twoSidedP) }
}

/// The placements of every positive among the negatives and of every negative among the positives.
struct StructuralComponents {
  var positives: [Double]
  var negatives: [Double]

  init(positives: [Double], negatives: [Double]) {
    let sortedPositives = positives.sorted()
    let sortedNegatives = negatives.sorted()
    self.positives = positives.map { Self.share(of: sortedNegatives, below: $0) }
    self.negatives = negatives.map { 1 - Self.share(of: sortedPositives, below: $0) }
  }

  var area: Double { positives.reduce(0, +) / Double(positives.count) }

  func covariance(with other: StructuralComponents) -> Double {
    Self.covariance(positives, other.positives) / Double(positives.count)
      + Self.covariance(negatives, other.negatives) / Double(negatives.count)
  }

  private static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let meanA = a.reduce(0, +) / n
    let meanB = b.reduce(0, +) / n
    return zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / (n - 1)
  }

  /// The share of sorted values below one, ties counting half.
  private static func share(of sorted: [Double], below value: Double) -> Double {
    func count(where isBefore: (Double) -> Bool) -> Int {
      var low = 0
      var high = sorted.count
      while low < high {
        let middle = low + (high - low) / 2
        if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return Double(count { $0 < value } + count { $0 <= value }) / (2 * Double(sorted.count))
  }
}
