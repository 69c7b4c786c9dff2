public import Statistics

/// The uncertainty of one point of a curve, at its threshold.
public struct CurveBand: Sendable, Hashable {
  /// The point.
  public var point: CurvePoint
  /// The interval of APCER there.
  public var apcer: ConfidenceInterval
  /// The interval of BPCER there.
  public var bpcer: ConfidenceInterval
}

extension Curve {
  /// Pointwise Clopper-Pearson intervals of both rates. They hold at each threshold by itself, not
  /// for the whole curve at once, and on the worst-species curve for the species that counts there.
  public func bands(level: Double = 0.95) -> [CurveBand] {
    points.compactMap { point in
      guard
        let apcer = ProportionInterval.clopperPearson(
          count: point.falseAccepts, trials: point.attacks, level: level),
        let bpcer = ProportionInterval.clopperPearson(
          count: point.falseRejects, trials: point.bonaFide, level: level)
      else { return nil }
      return CurveBand(point: point, apcer: apcer, bpcer: bpcer)
    }
  }
}
