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
    let depth = channels.rawValue
    let source = bytes.span
    let share = 1 / Double(points * points)
    let sampled = [UInt8](capacity: width * height * depth) { output in
      for row in 0..<height {
        for column in 0..<width {
          var sum = SIMD4<Double>.zero
          for down in offsets {
            for across in offsets {
              let (x, y) = transform.point(Double(column) + across, Double(row) + down)
              sum += blend(of: source, x, y, border: border)
            }
          }
          // Nothing is below 0, so that cutting off after adding a half rounds.
          for channel in 0..<depth { output.append(UInt8(sum[channel] * share + 0.5)) }
        }
      }
    }
    return PixelBuffer(width: width, height: height, channels: channels, bytes: sampled)
  }

  /// What lies at a point between four pixels; channels that the picture does not have are 0.
  @inline(__always)
  private func blend(
    of source: borrowing Span<UInt8>, _ x: Double, _ y: Double, border: Border
  ) -> SIMD4<Double> {
    let (left, top) = (Self.floor(x), Self.floor(y))
    let (right, bottom) = (x - Double(left), y - Double(top))
    let columns = (
      border.place(of: left, within: width), border.place(of: left + 1, within: width)
    )
    let rows = (border.place(of: top, within: height), border.place(of: top + 1, within: height))
    let above =
      pixel(of: source, columns.0, rows.0) * (1 - right)
      + pixel(of: source, columns.1, rows.0) * right
    let below =
      pixel(of: source, columns.0, rows.1) * (1 - right)
      + pixel(of: source, columns.1, rows.1) * right
    return above * (1 - bottom) + below * bottom
  }

  @inline(__always)
  private func pixel(
    of source: borrowing Span<UInt8>, _ column: Int, _ row: Int
  ) -> SIMD4<Double> {
    let place = (row &* width &+ column) &* channels.rawValue
    return switch channels {
    case .grey: SIMD4(Double(source[place]), 0, 0, 0)
    case .rgb:
      SIMD4(
        Double(source[place]), Double(source[place &+ 1]), Double(source[place &+ 2]), 0)
    }
  }

  /// The whole number at or below one that is within reach; `rounded(.down)` is a call on
  /// processors that are not new.
  @inline(__always)
  private static func floor(_ value: Double) -> Int {
    let whole = Int(value)
    return value < Double(whole) ? whole - 1 : whole
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
