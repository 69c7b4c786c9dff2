import Statistics

/// The plane z = a + b·x + c·y through most of many points.
struct RobustPlane: Equatable {
  /// Height at the origin.
  var a: Double
  /// Slope across.
  var b: Double
  /// Slope down.
  var c: Double

  /// A point in space.
  struct Point: Equatable {
    var x: Double
    var y: Double
    var z: Double
  }

  /// How many triples of points are tried.
  static let trials = 40
  /// Points within so many robust standard deviations of the best trial take part in the fit.
  static let inlierDeviations = 2.5

  /// Height of the plane at a place.
  func callAsFunction(_ x: Double, _ y: Double) -> Double { a + b * x + c * y }

  /// How far a point lies above the plane.
  func residual(_ point: Point) -> Double { point.z - self(point.x, point.y) }

  /// The plane with the least median of squared residuals over triples drawn with a fixed seed,
  /// fitted again by least squares to the points near it (Rousseeuw, "Least median of squares
  /// regression", JASA 79(388), 1984): up to half of the points may lie anywhere.
  ///
  /// - Returns: `nil` for fewer than three points, or points on one line.
  static func fit(_ points: [Point]) -> RobustPlane? {
    guard let plain = leastSquares(points) else { return nil }
    var generator = SplitMix64(seed: UInt64(points.count))
    var best = plain
    var residuals = points.map { abs(plain.residual($0)) }
    var least = middle(&residuals)
    for _ in 0..<trials {
      let places = (0..<3).map { _ in Int(generator.next() % UInt64(points.count)) }
      guard let trial = through(points[places[0]], points[places[1]], points[places[2]]) else {
        continue
      }
      for (place, point) in points.enumerated() { residuals[place] = abs(trial.residual(point)) }
      let median = middle(&residuals)
      if median < least { (best, least) = (trial, median) }
    }
    // Rousseeuw's correction for few points; 1.4826 as for normal values.
    let scale = 1.4826 * (1 + 5 / Double(max(points.count - 3, 1))) * least
    let near = points.filter { abs(best.residual($0)) <= inlierDeviations * scale }
    return leastSquares(near) ?? best
  }

  /// The plane through three points; `nil` when they lie nearly on a line.
  private static func through(_ p: Point, _ q: Point, _ r: Point) -> RobustPlane? {
    let (x1, y1, z1) = (q.x - p.x, q.y - p.y, q.z - p.z)
    let (x2, y2, z2) = (r.x - p.x, r.y - p.y, r.z - p.z)
    let area = x1 * y2 - x2 * y1
    guard abs(area) > 1e-3 * (x1 * x1 + y1 * y1 + x2 * x2 + y2 * y2), area != 0 else { return nil }
    let b = (z1 * y2 - z2 * y1) / area
    let c = (x1 * z2 - x2 * z1) / area
    return RobustPlane(a: p.z - b * p.x - c * p.y, b: b, c: c)
  }

  /// The plane of least squares; `nil` for fewer than three points, or points on one line.
  static func leastSquares(_ points: [Point]) -> RobustPlane? {
    guard points.count >= 3 else { return nil }
    let count = Double(points.count)
    var (mx, my, mz) = (0.0, 0.0, 0.0)
    for point in points {
      mx += point.x / count
      my += point.y / count
      mz += point.z / count
    }
    var (xx, xy, yy, xz, yz) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for point in points {
      let (x, y, z) = (point.x - mx, point.y - my, point.z - mz)
      xx += x * x
      xy += x * y
      yy += y * y
      xz += x * z
      yz += y * z
    }
    let determinant = xx * yy - xy * xy
    guard determinant > 1e-12 * xx * yy else { return nil }
    let b = (xz * yy - yz * xy) / determinant
    let c = (yz * xx - xz * xy) / determinant
    return RobustPlane(a: mz - b * mx - c * my, b: b, c: c)
  }

  /// The middle of values that are put in order for it, the lower one of two.
  private static func middle(_ values: inout [Double]) -> Double {
    let place = (values.count - 1) / 2
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = values[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return values[place]
  }
}
