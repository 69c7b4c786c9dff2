import Imaging
import PADVocabulary
import Subsystems

/// How far the parts of a face stand out, in widths of the face.
///
/// Everything is measured in inverse depth, in which a plane seen by a pinhole camera is exactly a
/// plane of the picture's coordinates, however it is tilted (Hartley and Zisserman, "Multiple View
/// Geometry", 2nd ed. 2004, section 13.1), and relative to the depth there, so that the depth's unit
/// does not matter.
struct FaceRelief {
  /// Cells of the face box across and down.
  static let cells = 16
  /// Most samples of a cell in each direction.
  static let samples = 8
  /// Cells beyond this ellipse, in halves of the box, are hair and background.
  static let ellipse = 0.92
  /// Least share of the ellipse's cells with measured depth.
  static let leastMeasured = 0.5
  /// Depth values that mean "not measured" with nearly every camera.
  static let missing: (low: UInt16, high: UInt16) = (0, 65_535)
  /// Focal length over the longer side of the picture: cameras state none, and most are near it.
  static let focal = 0.95
  /// Where noses are looked for, in cells, and how far their neighbours are.
  static let noseColumns = 6...9
  static let noseRows = 6...11
  static let sideward = 5
  static let upward = 4
  /// No part of a head stands out further, in widths of the face; what does is no part of it.
  static let farthest = 0.5

  /// The constants, for the card.
  static var settings: [CardSetting] {
    [
      CardSetting("cells", Double(cells)), CardSetting("samples", Double(samples)),
      CardSetting("ellipse", ellipse), CardSetting("least_measured", leastMeasured),
      CardSetting("missing_low", Double(missing.low)),
      CardSetting("missing_high", Double(missing.high)),
      CardSetting("focal", focal),
      CardSetting("nose_left", Double(noseColumns.lowerBound)),
      CardSetting("nose_right", Double(noseColumns.upperBound)),
      CardSetting("nose_top", Double(noseRows.lowerBound)),
      CardSetting("nose_bottom", Double(noseRows.upperBound)),
      CardSetting("sideward", Double(sideward)), CardSetting("upward", Double(upward)),
      CardSetting("farthest", farthest),
      CardSetting("plane_trials", Double(RobustPlane.trials)),
      CardSetting("plane_inliers", RobustPlane.inlierDeviations),
    ]
  }

  /// Root mean square of the distances from the plane through most of the face.
  let residual: Double
  /// How far the most nose-like place stands out over what is beside it and over what is above and
  /// below it, the lesser of both: a sheet that is bent, but not stretched, gives nearly nothing.
  let nose: Double

  /// Measures the depth in a box of a map; `nil` when too little of it is known.
  init?(_ map: DepthMap, in box: FaceBox) {
    let points = Self.inverseDepths(map, in: box)
    var face: [RobustPlane.Point] = []
    var inside = 0
    for (place, point) in points.enumerated() where Self.isInside(place) {
      inside += 1
      if let point { face.append(point) }
    }
    guard Double(face.count) >= Self.leastMeasured * Double(inside),
      let plane = RobustPlane.fit(face)
    else { return nil }
    // A relative difference of depth, in widths of the face.
    let scale = Self.focal * Double(max(map.width, map.height)) / box.width
    let heights = points.map { point -> Double? in
      guard let point else { return nil }
      let level = plane(point.x, point.y)
      return level > 0 ? (point.z / level - 1) * scale : nil
    }
    let near = Self.withoutBackground(heights)
    let squares = near.indices.compactMap { place in
      Self.isInside(place) ? near[place].map { $0 * $0 } : nil
    }
    let noses = Self.noseRows.flatMap { row in
      Self.noseColumns.compactMap { Self.prominence(near, $0, row) }
    }
    guard Double(squares.count) >= Self.leastMeasured * Double(inside), let highest = noses.max()
    else { return nil }
    residual = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    nose = highest
  }

  /// Only the heights of the face: what lies further from the plane is background or a hand, and its
  /// neighbours show a part of it.
  private static func withoutBackground(_ heights: [Double?]) -> [Double?] {
    let isFar = heights.map { height in height.map { abs($0) > farthest } ?? false }
    return heights.indices.map { place in
      let (column, row) = (place % cells, place / cells)
      let touchesFar =
        isFar[place] || (column > 0 && isFar[place - 1])
        || (column < cells - 1 && isFar[place + 1]) || (row > 0 && isFar[place - cells])
        || (row < cells - 1 && isFar[place + cells])
      return touchesFar ? nil : heights[place]
    }
  }

  /// How much nearer a place is than the middle of its neighbours on both sides, and than that of
  /// those above and below, the lesser of both.
  private static func prominence(_ heights: [Double?], _ column: Int, _ row: Int) -> Double? {
    guard let here = patch(heights, column, row),
      let right = patch(heights, column - sideward, row),
      let left = patch(heights, column + sideward, row),
      let above = patch(heights, column, row - upward),
      let below = patch(heights, column, row + upward)
    else { return nil }
    return min(here - (left + right) / 2, here - (above + below) / 2)
  }

  /// The mean of three by three cells; `nil` when fewer than five are known.
  private static func patch(_ heights: [Double?], _ column: Int, _ row: Int) -> Double? {
    var sum = 0.0
    var count = 0
    for y in max(row - 1, 0)...min(row + 1, cells - 1) {
      for x in max(column - 1, 0)...min(column + 1, cells - 1) {
        guard let value = heights[y * cells + x] else { continue }
        sum += value
        count += 1
      }
    }
    return count >= 5 ? sum / Double(count) : nil
  }

  /// The middle of a cell, −1…1.
  private static func middle(_ cell: Int) -> Double {
    (2 * Double(cell) + 1) / Double(cells) - 1
  }

  private static func isInside(_ place: Int) -> Bool {
    let (x, y) = (middle(place % cells), middle(place / cells))
    return x * x + y * y <= ellipse * ellipse
  }

  /// Mean inverse depth of each cell of a box, and the mean place that it was measured at, −1…1 for
  /// the box; `nil` where less than half of a cell is measured.
  private static func inverseDepths(_ map: DepthMap, in box: FaceBox) -> [RobustPlane.Point?] {
    let values = map.values.span
    let allRows = (0..<cells).map { places($0, from: box.y, length: box.height) }
    let allColumns = (0..<cells).map { places($0, from: box.x, length: box.width) }
    return (0..<cells * cells).map { cell in
      let (rows, columns) = (allRows[cell / cells], allColumns[cell % cells])
      var (sum, across, down) = (0.0, 0, 0)
      var count = 0
      for y in rows where y >= 0 && y < map.height {
        for x in columns where x >= 0 && x < map.width {
          let value = values[y &* map.width &+ x]
          if value == missing.low || value == missing.high { continue }
          sum += 1 / Double(value)
          across += x
          down += y
          count += 1
        }
      }
      guard count > 0, count * 2 >= rows.count * columns.count else { return nil }
      let (x, y) = (Double(across) / Double(count) + 0.5, Double(down) / Double(count) + 0.5)
      return RobustPlane.Point(
        x: 2 * (x - box.x) / box.width - 1, y: 2 * (y - box.y) / box.height - 1,
        z: sum / Double(count))
    }
  }

  /// The pixels of a cell that are looked at, at least one.
  private static func places(_ cell: Int, from start: Double, length: Double) -> [Int] {
    let size = length / Double(cells)
    let first = start + Double(cell) * size
    let count = min(max(Int(size.rounded()), 1), samples)
    return (0..<count).map {
      Int((first + (Double($0) + 0.5) * size / Double(count)).rounded(.down))
    }
  }
}
