import Imaging

extension QualityFeatures {
  /// Perceptual blur (Crété, Dolmière, Ladret and Nicolas, "The blur effect", SPIE 6492, 2007): how
  /// much of the picture's edges a further blur leaves as they are, the larger of both directions.
  ///
  /// The filters, their reflecting borders and the left-out border pixels are those of scikit-
  /// image's `blur_effect(h_size: 5)`.
  static func softness(of luma: PixelBuffer) -> Double {
    guard luma.width > 4, luma.height > 4 else { return 1 }
    var flipped = luma.bytes
    for row in 0..<luma.height {
      for column in 0..<luma.width {
        flipped[column * luma.height + row] = luma.bytes[row * luma.width + column]
      }
    }
    return max(
      blurDown(luma.bytes, width: luma.width, height: luma.height),
      blurDown(flipped, width: luma.height, height: luma.width))
  }

  /// The blur along the columns.
  private static func blurDown(_ bytes: [UInt8], width: Int, height: Int) -> Double {
    let sharp = bytes.map(Int32.init)
    // Sums of five rows; five times the original keeps both in whole numbers.
    var blurred = [Int32](repeating: 0, count: sharp.count)
    for row in 0..<height {
      for step in -2...2 {
        let source = mirrored(row + step, height) * width
        for column in 0..<width { blurred[row * width + column] += sharp[source + column] }
      }
    }
    let edges = sobelDown(sharp, width: width, height: height)
    let blurredEdges = sobelDown(blurred, width: width, height: height)
    var total = 0
    var lost = 0
    // The slice 2..<size − 1 of both axes is scikit-image's.
    for row in 2..<height - 1 {
      for column in 2..<width - 1 {
        let edge = 5 * Int(abs(edges[row * width + column]))
        total += edge
        lost += max(0, edge - Int(abs(blurredEdges[row * width + column])))
      }
    }
    return total == 0 ? 1 : Double(total - lost) / Double(total)
  }

  /// Sobel's derivative down the columns, smoothed 1-2-1 across, without its scale.
  private static func sobelDown(_ values: [Int32], width: Int, height: Int) -> [Int32] {
    var steps = [Int32](repeating: 0, count: width)
    var result = [Int32](repeating: 0, count: values.count)
    for row in 0..<height {
      let below = mirrored(row + 1, height) * width
      let above = mirrored(row - 1, height) * width
      for column in 0..<width { steps[column] = values[below + column] - values[above + column] }
      for column in 0..<width {
        let left = steps[mirrored(column - 1, width)]
        let right = steps[mirrored(column + 1, width)]
        result[row * width + column] = left + 2 * steps[column] + right
      }
    }
    return result
  }

  /// The picture in a mirror, its edge row twice (scipy's `reflect`).
  private static func mirrored(_ place: Int, _ count: Int) -> Int {
    if place < 0 { return -1 - place }
    return place < count ? place : 2 * count - 1 - place
  }
}
