public import PADVocabulary
import Statistics

/// One weight of an expected performance curve.
public typealias ExpectedPerformancePoint = ExpectedPerformanceCurve.Point

/// The expected performance curve: for every weight of false accepts against false rejects, the
/// threshold that is best on dev and the error it gives on test (Bengio, Mariéthoz and Keller,
/// ICML 2005).
public struct ExpectedPerformanceCurve: Sendable, Hashable {
  /// One weight.
  public struct Point: Sendable, Hashable {
    /// Weight of pooled FAR, 0...1; FRR has the rest.
    public var beta: Double
    /// The lowest accepted score at the highest of the best thresholds on dev.
    public var threshold: Double
    /// beta FAR + (1 - beta) FRR on dev, the least there is.
    public var devWER: Double
    /// beta FAR + (1 - beta) FRR on test.
    public var testWER: Double
    /// (FAR + FRR) / 2 on test, which is what Bob draws.
    public var testHTER: Double
  }

  /// Points for weights from 0 to 1 in equal steps.
  public let points: [Point]

  /// The curve of a dev and a test set, attacks pooled, over responses.
  ///
  /// Costs are compared as whole numbers, so ties are exact.
  /// - Parameter count: points, at least 2.
  /// - Returns: `nil` when a class of either set has no response or `count` is under 2.
  /// - Throws: `InvalidInput` for a score that is NaN.
  public init?(dev: ScoreTable, test: ScoreTable, count: Int = 101) throws(InvalidInput) {
    guard count > 1, count <= 1_000_000, let choices = try ROC(dev)?.choices(count: count),
      let applied = try ROC(test)
    else { return nil }
    self.init(choices, on: applied)
  }

  /// The curve of thresholds that are chosen already.
  init(_ choices: [Choice], on applied: ROC) {
    points = choices.map { choice in
      let result = applied.point(at: choice.threshold)
      let beta = choice.beta
      return Point(
        beta: beta, threshold: choice.threshold, devWER: choice.devWER,
        testWER: beta * result.apcer + (1 - beta) * result.bpcer,
        testHTER: (result.apcer + result.bpcer) / 2)
    }
  }

  /// What dev says about one weight.
  struct Choice {
    var beta: Double
    var threshold: Double
    var devWER: Double
  }

  /// The area under the drawn curve, by trapezoids.
  public var area: Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.beta - pair.0.beta) * (pair.0.testHTER + pair.1.testHTER) / 2
    }
  }
}

extension ROC {
  /// The highest of the thresholds with the least weighted error, for `count` weights from 0 to 1.
  func choices(count: Int) -> [ExpectedPerformanceCurve.Choice] {
    // A threshold that is best for some weight is a corner of the convex hull, and so is the highest
    // of several.
    let corners = hullPoints
    return (0..<count).map { step in
      let best = corners.min { left, right in
        cost(left, step, count - 1) < cost(right, step, count - 1)
      }
      let corner = best ?? points[0]
      let beta = Double(step) / Double(count - 1)
      return ExpectedPerformanceCurve.Choice(
        beta: beta, threshold: realThreshold(of: corner),
        devWER: beta * corner.apcer + (1 - beta) * corner.bpcer)
    }
  }

  /// The points that are corners of the convex hull, from the highest threshold down.
  var hullPoints: [CurvePoint] {
    let corners = convexHull
    var next = 0
    return points.filter { point in
      guard next < corners.count, corners[next].attacks == point.falseAccepts,
        corners[next].bonaFide == bonaFide - point.falseRejects
      else { return false }
      next += 1
      return true
    }
  }

  /// (step FAR + (steps - step) FRR) times what makes it whole.
  func cost(_ point: CurvePoint, _ step: Int, _ steps: Int) -> Int128 {
    Int128(step) * Int128(point.falseAccepts) * Int128(bonaFide)
      + Int128(steps - step) * Int128(point.falseRejects) * Int128(attacks)
  }

  /// The threshold of a point as a number that also rejects everything where the point does.
  func realThreshold(of point: CurvePoint) -> Double {
    if point.threshold != .infinity || point.falseAccepts > 0 || point.falseRejects < bonaFide {
      return point.threshold
    }
    return points.count > 1 ? points[1].threshold.nextUp : .infinity
  }

  /// The counts at any threshold.
  func point(at threshold: Double) -> CurvePoint {
    // Thresholds of points fall; the last that is still at least the one asked for accepts the same.
    var low = 0
    var high = points.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if points[middle].threshold >= threshold { low = middle } else { high = middle - 1 }
    }
    return points[low]
  }
}
