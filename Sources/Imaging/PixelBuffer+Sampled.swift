extension PixelBuffer {
  /// The picture as seen through a transform: pixel (x, y) of the result is what lies at
  /// `transform.point(x, y)` of this picture, blended from the four nearest pixels. A pixel lies at
  /// its centre, as in OpenCV's `warpAffine`.
  ///
  /// With `area`, a result that is smaller than what it shows takes the mean of up to 8 × 8 such
  /// points a pixel, so that nothing is skipped.
  ///
  /// - Returns: `nil` when the transform leads farther away than any picture reaches, or a side is
  ///   not in 1…16,384.
  public func sampled(
    through transform: SimilarityTransform, width: Int, height: Int,
    by interpolation: Interpolation = .bilinear, border: Border = .reflect101
  ) -> PixelBuffer? {
    let sides = 1...PixelRect.maxSide
    guard sides.contains(width), sides.contains(height), width * height <= PixelRect.maxArea,
      transform.isWithinReach(width: width, height: height)
    else { return nil }
    let points = interpolation == .area ? min(max(Int(transform.scale.rounded(.up)), 1), 8) : 1
    let offsets = (0..<points).map { (Double($0) + 0.5) / Double(points) - 0.5 }
    let channels = channels.rawValue
    var sums = [Double](repeating: 0, count: channels)
    let source = bytes.span
    let count = Double(points * points)
    let sampled = [UInt8](capacity: width * height * channels) { output in
      for row in 0..<height {
        for column in 0..<width {
          for channel in 0..<channels { sums[channel] = 0 }
          for down in offsets {
            for across in offsets {
              let (x, y) = transform.point(Double(column) + across, Double(row) + down)
              addBlend(of: source, x, y, border: border, to: &sums)
            }
          }
          for channel in 0..<channels {
            output.append(UInt8((sums[channel] / count).rounded()))
          }
        }
      }
    }
    return PixelBuffer(width: width, height: height, channels: self.channels, bytes: sampled)
  }

  private func addBlend(
    of source: borrowing Span<UInt8>, _ x: Double, _ y: Double, border: Border,
    to sums: inout [Double]
  ) {
    let left = x.rounded(.down)
    let top = y.rounded(.down)
    let (right, bottom) = (x - left, y - top)
    let columns = (
      border.place(of: Int(left), within: width), border.place(of: Int(left) + 1, within: width)
    )
    let rows = (
      border.place(of: Int(top), within: height), border.place(of: Int(top) + 1, within: height)
    )
    let channels = channels.rawValue
    for channel in 0..<channels {
      let above =
        Double(source[(rows.0 * width + columns.0) * channels + channel]) * (1 - right)
        + Double(source[(rows.0 * width + columns.1) * channels + channel]) * right
      let below =
        Double(source[(rows.1 * width + columns.0) * channels + channel]) * (1 - right)
        + Double(source[(rows.1 * width + columns.1) * channels + channel]) * right
      sums[channel] += above * (1 - bottom) + below * bottom
    }
  }
}

extension SimilarityTransform {
  /// Whether every pixel of a picture of this size comes to lie where whole numbers reach.
  fileprivate func isWithinReach(width: Int, height: Int) -> Bool {
    let far = Double(1 << 30)
    let corners = [
      point(-1, -1), point(Double(width), -1), point(-1, Double(height)),
      point(Double(width), Double(height)),
    ]
    return corners.allSatisfy { abs($0.x) < far && abs($0.y) < far }
  }
}
