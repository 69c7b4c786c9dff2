/// A smooth curve through points (cubic Hermite with finite-difference slopes).
struct Profile: Sendable {
  private let points: [(at: Float, value: Float)]

  /// - Precondition: at least two points, in ascending order.
  init(_ points: [(at: Float, value: Float)]) {
    precondition(points.count > 1)
    self.points = points
  }

  /// The curve's value; constant outside the points.
  func callAsFunction(_ x: Float) -> Float {
    let last = points.count - 1
    if x <= points[0].at { return points[0].value }
    if x >= points[last].at { return points[last].value }
    var i = 0
    while i < last - 1, points[i + 1].at < x { i += 1 }
    let span = points[i + 1].at - points[i].at
    let t = (x - points[i].at) / span
    let t2 = t * t
    let t3 = t2 * t
    return (2 * t3 - 3 * t2 + 1) * points[i].value + (t3 - 2 * t2 + t) * slope(i) * span
      + (3 * t2 - 2 * t3) * points[i + 1].value + (t3 - t2) * slope(i + 1) * span
  }

  private func slope(_ i: Int) -> Float {
    let before = max(0, i - 1)
    let after = min(points.count - 1, i + 1)
    return (points[after].value - points[before].value) / (points[after].at - points[before].at)
  }
}
