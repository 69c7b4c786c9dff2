import Imaging

extension QualityFeatures {
  /// Perceptual blur (Crété, Dolmière, Ladret and Nicolas, "The blur effect", SPIE 6492, 2007): how
  /// much of the picture's edges a further blur leaves as they are, the larger of both directions.
  ///
  /// The filters, their reflecting borders and the left-out border pixels are those of scikit-
  /// image's `blur_effect(h_size: 5)`.
  static func softness(of luma: PixelBuffer) -> Double {
    guard luma.width > 4, luma.height > 4 else { return 1 }
    let width = luma.width
    let height = luma.height
    let source = luma.bytes.span
    precondition(source.count == width * height)
    let flipped = [UInt8](capacity: source.count) { output in
      for column in 0..<width {
        for row in 0..<height { output.append(source[row &* width &+ column]) }
      }
    }
    return max(
      blurDown(luma.bytes, width: luma.width, height: luma.height),
      blurDown(flipped, width: luma.height, height: luma.width))
  }

  /// The blur along the columns.
  private static func blurDown(_ bytes: [UInt8], width: Int, height: Int) -> Double {
    let sharp = bytes.map(Int32.init)
    let source = sharp.span
    precondition(source.count == width * height)
    // Sums of five rows; five times the original keeps both in whole numbers.
    var blurred = [Int32](repeating: 0, count: sharp.count)
    var sums = blurred.mutableSpan
    for row in 0..<height {
      let start = row &* width
      for step in -2...2 {
        let other = mirrored(row + step, height) * width
        for column in 0..<width {
          unsafe sums[unchecked: start &+ column] &+= source[unchecked: other &+ column]
        }
      }
    }
    let edges = sobelDown(sharp, width: width, height: height)
    let blurredEdges = sobelDown(blurred, width: width, height: height)
    var total = 0
    var lost = 0
    let before = edges.span
    let after = blurredEdges.span
    precondition(before.count == width * height && after.count == width * height)
    // The slice 2..<size − 1 of both axes is scikit-image's.
    for row in 2..<height - 1 {
      var rowTotal: Int32 = 0
      var rowLost: Int32 = 0
      for place in (row &* width &+ 2)..<(row &* width &+ width &- 1) {
        let edge = unsafe 5 &* abs(before[unchecked: place])
        rowTotal &+= edge
        rowLost &+= unsafe max(0, edge &- abs(after[unchecked: place]))
      }
      total += Int(rowTotal)
      lost += Int(rowLost)
    }
    return total == 0 ? 1 : Double(total - lost) / Double(total)
  }

  /// Sobel's derivative down the columns, smoothed 1-2-1 across, without its scale.
  private static func sobelDown(_ values: [Int32], width: Int, height: Int) -> [Int32] {
    let source = values.span
    precondition(source.count == width * height)
    var stepped = [Int32](repeating: 0, count: width)
    var result = [Int32](repeating: 0, count: values.count)
    var steps = stepped.mutableSpan
    var output = result.mutableSpan
    for row in 0..<height {
      let below = mirrored(row + 1, height) * width
      let above = mirrored(row - 1, height) * width
      let start = row &* width
      for column in 0..<width {
        unsafe steps[unchecked: column] =
          source[unchecked: below &+ column] &- source[unchecked: above &+ column]
      }
      for column in 1..<width - 1 {
        unsafe output[unchecked: start &+ column] =
          steps[unchecked: column &- 1] &+ 2 &* steps[unchecked: column]
          &+ steps[unchecked: column &+ 1]
      }
      output[start] = 3 * steps[0] + steps[1]
      output[start + width - 1] = 3 * steps[width - 1] + steps[width - 2]
    }
    return result
  }

  /// The picture in a mirror, its edge row twice (scipy's `reflect`).
  private static func mirrored(_ place: Int, _ count: Int) -> Int {
    if place < 0 { return -1 - place }
    return place < count ? place : 2 * count - 1 - place
  }
}
