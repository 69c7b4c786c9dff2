/// A rotation, one scale and a shift of the plane: (x, y) → (a·x − b·y + c, b·x + a·y + d).
public struct SimilarityTransform: Sendable, Hashable {
  /// Scale times the cosine of the rotation.
  public var a: Double
  /// Scale times the sine of the rotation.
  public var b: Double
  /// Where (0, 0) comes to lie, from the left.
  public var c: Double
  /// Where (0, 0) comes to lie, from the top.
  public var d: Double

  /// Makes a transform of its four numbers.
  public init(a: Double, b: Double, c: Double, d: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// The transform that brings points as near as it can to others, by least squares (Umeyama,
  /// "Least-squares estimation of transformation parameters between two point patterns", IEEE TPAMI
  /// 13(4), 1991); in the plane and without mirroring it needs no decomposition.
  ///
  /// `nil` for lists of different length, for fewer than two points, and for points that are not
  /// finite or all the same.
  public init?(
    bringing points: [(x: Double, y: Double)], to targets: [(x: Double, y: Double)]
  ) {
    guard points.count == targets.count, points.count >= 2 else { return nil }
    let count = Double(points.count)
    let from = (
      x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count
    )
    let to = (
      x: targets.reduce(0) { $0 + $1.x } / count, y: targets.reduce(0) { $0 + $1.y } / count
    )
    var along = 0.0
    var across = 0.0
    var spread = 0.0
    for (point, target) in zip(points, targets) {
      let (x, y) = (point.x - from.x, point.y - from.y)
      let (u, v) = (target.x - to.x, target.y - to.y)
      along += x * u + y * v
      across += x * v - y * u
      spread += x * x + y * y
    }
    guard spread > 0 else { return nil }
    let a = along / spread
    let b = across / spread
    self.init(a: a, b: b, c: to.x - a * from.x + b * from.y, d: to.y - b * from.x - a * from.y)
    guard isFinite, scale > 0 else { return nil }
  }

  /// By how much lengths grow.
  public var scale: Double { (a * a + b * b).squareRoot() }

  /// Whether all four numbers are finite.
  public var isFinite: Bool { a.isFinite && b.isFinite && c.isFinite && d.isFinite }

  /// Where a point comes to lie.
  public func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (a * x - b * y + c, b * x + a * y + d)
  }

  /// The way back, or `nil` when there is none.
  public var inverse: SimilarityTransform? {
    let square = a * a + b * b
    guard square > 0 else { return nil }
    let back = SimilarityTransform(
      a: a / square, b: -b / square, c: -(a * c + b * d) / square, d: (b * c - a * d) / square)
    return back.isFinite ? back : nil
  }
}
