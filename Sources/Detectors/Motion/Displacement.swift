/// How far a part of a picture moved from one frame to the next.
enum Displacement {
  /// Rounds of improvement at each of two sizes.
  static let rounds = 4
  /// Moves further than this, in pixels of the small picture, are not believed.
  static let farthest: Float = 6

  /// The move of a rectangle that makes the sum of squared differences least, in pixels: Gauss and
  /// Newton's steps (Lucas and Kanade, "An iterative image registration technique", IJCAI 1981),
  /// first at half the size (Bouguet, "Pyramidal implementation of the Lucas Kanade feature
  /// tracker", Intel 2000).
  ///
  /// - Returns: `nil` where there is too little to hold on to, or the steps run away.
  static func of(
    x: Double, y: Double, width: Double, height: Double, from first: LumaGrid, to second: LumaGrid
  ) -> SIMD2<Float>? {
    var move = SIMD2<Float>()
    if let smallFirst = first.halved(), let smallSecond = second.halved(),
      let rect = InnerRect(
        x: x / 2, y: y / 2, width: width / 2, height: height / 2, in: smallFirst),
      let coarse = improved(move, rect, smallFirst, smallSecond)
    {
      move = coarse * 2
    }
    guard let rect = InnerRect(x: x, y: y, width: width, height: height, in: first) else {
      return nil
    }
    return improved(move, rect, first, second)
  }

  private static func improved(
    _ start: SIMD2<Float>, _ rect: InnerRect, _ first: LumaGrid, _ second: LumaGrid
  ) -> SIMD2<Float>? {
    var move = start
    for _ in 0..<rounds {
      guard let step = step(move, rect, first, second) else { return nil }
      move += step
      guard abs(move.x) <= farthest, abs(move.y) <= farthest else { return nil }
      if abs(step.x) < 0.005, abs(step.y) < 0.005 { break }
    }
    return move
  }

  /// One step of Gauss and Newton with the slopes of the first picture.
  private static func step(
    _ move: SIMD2<Float>, _ rect: InnerRect, _ first: LumaGrid, _ second: LumaGrid
  ) -> SIMD2<Float>? {
    let width = first.width
    let (a, b) = (first.values.span, second.values.span)
    let whole = (Int(move.x.rounded(.down)), Int(move.y.rounded(.down)))
    let part = SIMD2(move.x - Float(whole.0), move.y - Float(whole.1))
    // Only pixels whose moved place, with its right and lower neighbour, is in the picture.
    let columns = rect.columns.clamped(to: max(-whole.0, 1)..<max(width - 1 - max(whole.0, 0), 2))
    let rows = rect.rows.clamped(
      to: max(-whole.1, 1)..<max(first.height - 1 - max(whole.1, 0), 2))
    var (xx, xy, yy, xd, yd): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    for row in rows {
      for column in columns {
        let at = row &* width &+ column
        let to = at &+ whole.1 &* width &+ whole.0
        let upper = b[to] + (b[to &+ 1] - b[to]) * part.x
        let lower = b[to &+ width] + (b[to &+ width &+ 1] - b[to &+ width]) * part.x
        let difference = upper + (lower - upper) * part.y - a[at]
        let slopeX = (a[at &+ 1] - a[at &- 1]) / 2
        let slopeY = (a[at &+ width] - a[at &- width]) / 2
        xx += slopeX * slopeX
        xy += slopeX * slopeY
        yy += slopeY * slopeY
        xd += slopeX * difference
        yd += slopeY * difference
      }
    }
    let determinant = xx * yy - xy * xy
    // Slopes of less than a grey step each way are noise.
    let least = Float(columns.count * rows.count) / 4
    guard xx > least, yy > least, determinant > 0.01 * xx * yy else { return nil }
    return SIMD2((xy * yd - yy * xd) / determinant, (xy * xd - xx * yd) / determinant)
  }
}
