public import PADVocabulary
import Statistics

/// The whole ROC of bona fide against attack scores, with the figures that are read from its shape.
///
/// Everything that can be counted is counted; only the last division is rounded.
public struct ROC: Sendable {
  /// Attacks.
  public let attacks: Int
  /// Bona fide presentations.
  public let bonaFide: Int
  /// A point for every distinct score and one above all, from the highest threshold down.
  public let points: [CurvePoint]

  /// The ROC of two lists of scores; infinities are scores, -0 equals +0.
  ///
  /// - Returns: `nil` when a list is empty or holds a NaN.
  public init?(bonaFide: [Double], attacks: [Double]) {
    guard !bonaFide.isEmpty, !attacks.isEmpty,
      !bonaFide.contains(where: \.isNaN), !attacks.contains(where: \.isNaN)
    else { return nil }
    var keys = bonaFide.map(OrderedBits.key) + attacks.map(OrderedBits.key)
    RadixSort.sort(&keys, ranges: [0..<bonaFide.count, bonaFide.count..<keys.count])
    self.init(
      bonaFide: keys[..<bonaFide.count], attacks: keys[bonaFide.count...])
  }

  /// The ROC of a table's responses, against one species or all attacks together.
  ///
  /// - Returns: `nil` when a class has no response.
  /// - Throws: `InvalidInput` for a score that is NaN.
  public init?(_ table: ScoreTable, species: PAISpecies? = nil) throws(InvalidInput) {
    self.init(try SortedScores(table, policy: .exclude, file: "scores"), species: species)
  }

  /// The same for scores that are sorted already.
  init?(_ scores: SortedScores, species: PAISpecies? = nil) {
    var attacks: [UInt64] = []
    for (index, of) in scores.attacks.enumerated()
    where species.map({ $0 == scores.species[index] }) ?? true {
      attacks += scores.keys[of.range]
    }
    RadixSort.sort(&attacks)
    guard !attacks.isEmpty, !scores.bonaFide.range.isEmpty else { return nil }
    self.init(bonaFide: scores.keys[scores.bonaFide.range], attacks: attacks[...])
  }

  private init<Keys: RandomAccessCollection<UInt64>>(
    bonaFide: Keys, attacks: ArraySlice<UInt64>
  ) where Keys.Index == Int {
    self.bonaFide = bonaFide.count
    self.attacks = attacks.count
    var points: [CurvePoint] = []
    points.reserveCapacity(Self.distinct(bonaFide, attacks) + 1)
    points.append(
      CurvePoint(
        threshold: .infinity, falseAccepts: 0, attacks: attacks.count,
        falseRejects: bonaFide.count, bonaFide: bonaFide.count))
    var bonaFideEnd = bonaFide.endIndex
    var attackEnd = attacks.endIndex
    while let key = Self.lower(&bonaFideEnd, bonaFide, &attackEnd, attacks) {
      points.append(
        CurvePoint(
          threshold: OrderedBits.value(key), falseAccepts: attacks.endIndex - attackEnd,
          attacks: attacks.count, falseRejects: bonaFideEnd - bonaFide.startIndex,
          bonaFide: bonaFide.count))
    }
    self.points = points
  }

  /// Moves both ends below the highest score that is left; `nil` when none is.
  private static func lower<Keys: RandomAccessCollection<UInt64>>(
    _ bonaFideEnd: inout Int, _ bonaFide: Keys, _ attackEnd: inout Int,
    _ attacks: ArraySlice<UInt64>
  ) -> UInt64? where Keys.Index == Int {
    let hasBonaFide = bonaFideEnd > bonaFide.startIndex
    let hasAttack = attackEnd > attacks.startIndex
    guard hasBonaFide || hasAttack else { return nil }
    let key = max(
      hasBonaFide ? bonaFide[bonaFideEnd - 1] : 0, hasAttack ? attacks[attackEnd - 1] : 0)
    while bonaFideEnd > bonaFide.startIndex, bonaFide[bonaFideEnd - 1] == key { bonaFideEnd -= 1 }
    while attackEnd > attacks.startIndex, attacks[attackEnd - 1] == key { attackEnd -= 1 }
    return key
  }

  private static func distinct<Keys: RandomAccessCollection<UInt64>>(
    _ bonaFide: Keys, _ attacks: ArraySlice<UInt64>
  ) -> Int where Keys.Index == Int {
    var (bonaFideEnd, attackEnd) = (bonaFide.endIndex, attacks.endIndex)
    var count = 0
    while lower(&bonaFideEnd, bonaFide, &attackEnd, attacks) != nil { count += 1 }
    return count
  }

  /// The share of accepted bona fide presentations where at most `limit` of the attacks are
  /// accepted, at the last point that holds it (no interpolation).
  public func acceptedBonaFide(atAPCER limit: Double) -> Double {
    limit >= 0 ? lastPoint(atAPCER: limit).acceptedBonaFide : 0
  }

  /// The last point at which at most `limit` of the attacks are accepted; the first when none is.
  func lastPoint(atAPCER limit: Double) -> CurvePoint {
    var low = 0
    var high = points.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if points[middle].apcer <= limit { low = middle } else { high = middle - 1 }
    }
    return points[low]
  }

  /// The same by linear interpolation between points; differs where a tie makes a slope.
  public func interpolatedAcceptedBonaFide(atAPCER limit: Double) -> Double {
    guard let index = points.lastIndex(where: { $0.apcer <= limit }) else { return 0 }
    let point = points[index]
    guard index + 1 < points.count else { return point.acceptedBonaFide }
    let next = points[index + 1]
    let share = (limit - point.apcer) / (next.apcer - point.apcer)
    return point.acceptedBonaFide + share * (next.acceptedBonaFide - point.acceptedBonaFide)
  }
}

extension ROC {
  /// The area over APCER from 0 to `limit`, by trapezoids.
  ///
  /// - Returns: `nil` for a limit outside (0, 1].
  public func partialArea(toAPCER limit: Double) -> PartialArea? {
    guard limit > 0, limit <= 1 else { return nil }
    var doubled: Int128 = 0
    var area = 0.0
    for (point, next) in zip(points, points.dropFirst()) {
      guard next.apcer <= limit else {
        let end = interpolatedAcceptedBonaFide(atAPCER: limit)
        area = (limit - point.apcer) * (point.acceptedBonaFide + end) / 2
        break
      }
      let accepted = 2 * bonaFide - point.falseRejects - next.falseRejects
      doubled += Int128(next.falseAccepts - point.falseAccepts) * Int128(accepted)
    }
    area += Double(doubled) / (2 * Double(attacks) * Double(bonaFide))
    return PartialArea(raw: area, limit: limit)
  }

  /// The equal error rate on the ROC's convex hull (the error a decision maker who may draw lots
  /// between thresholds reaches); 0 for separable scores, never above one half.
  public var convexHullEqualErrorRate: Double {
    Self.crossing(of: convexHull, attacks: attacks, bonaFide: bonaFide)
  }

  /// The equal error rate on the linearly interpolated ROC, as papers that use scikit-learn's
  /// `roc_curve` with `brentq` print it.
  public var interpolatedEqualErrorRate: Double {
    let corners = points.lazy.map { [bonaFide] in
      (attacks: $0.falseAccepts, bonaFide: bonaFide - $0.falseRejects)
    }
    return Self.crossing(of: corners, attacks: attacks, bonaFide: bonaFide)
  }

  /// Corners of the upper convex hull as accepted attacks and accepted bona fide, from nothing
  /// accepted to everything accepted.
  ///
  /// Equal to isotonic regression (pool adjacent violators) with ties pooled.
  public var convexHull: [(attacks: Int, bonaFide: Int)] {
    var hull: [(attacks: Int, bonaFide: Int)] = []
    for point in points {
      let corner = (attacks: point.falseAccepts, bonaFide: bonaFide - point.falseRejects)
      while hull.count > 1 {
        let last = hull[hull.count - 1]
        let before = hull[hull.count - 2]
        let turn =
          (last.attacks - before.attacks) * (corner.bonaFide - before.bonaFide)
          - (last.bonaFide - before.bonaFide) * (corner.attacks - before.attacks)
        if turn < 0 { break }
        hull.removeLast()
      }
      hull.append(corner)
    }
    return hull
  }

  /// The APCER at which a rising polyline meets the line APCER = BPCER.
  private static func crossing(
    of corners: some Collection<(attacks: Int, bonaFide: Int)>, attacks: Int, bonaFide: Int
  ) -> Double {
    func excess(_ corner: (attacks: Int, bonaFide: Int)) -> Int {
      corner.attacks * bonaFide + corner.bonaFide * attacks - attacks * bonaFide
    }
    for (corner, next) in zip(corners, corners.dropFirst()) where excess(next) >= 0 {
      let share = Double(-excess(corner)) / Double(excess(next) - excess(corner))
      return (Double(corner.attacks) + share * Double(next.attacks - corner.attacks))
        / Double(attacks)
    }
    return .nan
  }
}

/// The area under part of a ROC.
public struct PartialArea: Sendable, Hashable {
  /// The area itself, 0 to `limit`.
  public var raw: Double
  /// The highest APCER it reaches to.
  public var limit: Double

  /// Makes an area.
  public init(raw: Double, limit: Double) {
    self.raw = raw
    self.limit = limit
  }

  /// Scaled so that chance gives one half and a perfect subsystem 1 (McClish, Med. Decis. Making 9,
  /// 1989).
  public var standardized: Double {
    let least = limit * limit / 2
    return 0.5 * (1 + (raw - least) / (limit - least))
  }
}
