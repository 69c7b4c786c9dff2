public import PADVocabulary

extension PixelBuffer {
  /// The whole picture at another size.
  ///
  /// - Precondition: the new width and height are in 1…16,384.
  public func resized(
    toWidth width: Int, height: Int, by interpolation: Interpolation = .area
  ) -> PixelBuffer {
    resampled(
      PixelRect(wholeOf: self), toWidth: width, height: height, by: interpolation,
      border: .replicate)
  }

  /// A rectangle at another size, in one pass: the same pixels as cropping and then resizing,
  /// without the picture in between.
  ///
  /// - Precondition: the new width and height are in 1…16,384.
  public func cropped(
    to rect: PixelRect, resizedToWidth width: Int, height: Int,
    by interpolation: Interpolation = .area, border: Border = .reflect101
  ) -> PixelBuffer {
    resampled(rect, toWidth: width, height: height, by: interpolation, border: border)
  }

  /// A box, rounded to whole pixels, at another size, in one pass; `nil` when the box is no
  /// rectangle (see `PixelRect.init(_:)`).
  ///
  /// - Precondition: the new width and height are in 1…16,384.
  public func cropped(
    to box: FaceBox, resizedToWidth width: Int, height: Int,
    by interpolation: Interpolation = .area, border: Border = .reflect101
  ) -> PixelBuffer? {
    PixelRect(box).map {
      cropped(to: $0, resizedToWidth: width, height: height, by: interpolation, border: border)
    }
  }

  private func resampled(
    _ rect: PixelRect, toWidth width: Int, height: Int, by interpolation: Interpolation,
    border: Border
  ) -> PixelBuffer {
    precondition(width > 0 && height > 0 && width <= 16_384 && height <= 16_384)
    if width == rect.width && height == rect.height { return cropped(to: rect, border: border) }
    let resized =
      switch interpolation {
      case .area: areaMeans(of: rect, in: self, border: border, width: width, height: height)
      case .bilinear:
        bilinearBlends(of: rect, in: self, border: border, width: width, height: height)
      }
    return PixelBuffer(width: width, height: height, channels: channels, bytes: resized)
  }
}
