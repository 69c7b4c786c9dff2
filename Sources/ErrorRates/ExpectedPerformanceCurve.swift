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
    guard let choice = try ROC(dev), let applied = try ROC(test) else { return nil }
    self.init(choice: choice, applied: applied, count: count)
  }

  /// The same for curves that are known already.
  init?(choice: ROC, applied: ROC, count: Int) {
    guard count > 1, count <= 1_000_000 else { return nil }
    // A threshold that is best for some weight is a corner of the convex hull, and so is the highest
    // of several.
    let corners = choice.hullPoints
    points = (0..<count).map { step in
      let best = corners.min { left, right in
        choice.cost(left, step, count - 1) < choice.cost(right, step, count - 1)
      }
      let corner = best ?? choice.points[0]
      let threshold = choice.realThreshold(of: corner)
      let result = applied.point(at: threshold)
      let beta = Double(step) / Double(count - 1)
      return Point(
        beta: beta, threshold: threshold,
        devWER: beta * corner.apcer + (1 - beta) * corner.bpcer,
        testWER: beta * result.apcer + (1 - beta) * result.bpcer,
        testHTER: (result.apcer + result.bpcer) / 2)
    }
  }

  /// The area under the drawn curve, by trapezoids.
  public var area: Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.1.beta - pair.0.beta) * (pair.0.testHTER + pair.1.testHTER) / 2
    }
  }
}

extension ROC {
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
