/// Turns the bytes of a JPEG or PNG into pixels.
///
/// Safe for bytes from anywhere: every fault is thrown, and no file costs more than its limits.
/// The same bytes give the same pixels with the same codec versions (`CodecVersions`).
public enum ImageDecoder {
  /// Decodes a picture, upright, as RGB.
  ///
  /// Greys and palettes are expanded, CMYK is converted, alpha is dropped, 16-bit PNG samples
  /// become 8 bits by rounding, gamma and colour profiles are ignored. A JPEG is decoded at a
  /// smaller scale directly (libjpeg's scaled DCT), a PNG by averaging blocks.
  ///
  /// - Throws: `ImageFault`; under `.strict` also for a picture whose coded pixels the codec
  ///   complained about.
  public static func decode(
    _ bytes: borrowing Span<UInt8>, scale: DecodeScale = .full, limits: ImageLimits = .standard,
    policy: DecodePolicy = .strict
  ) throws(ImageFault) -> DecodedImage {
    let stored = try decodeAsStored(bytes, scale: scale, limits: limits, policy: policy)
    guard stored.orientation != .upright else { return stored }
    var image = stored
    image.pixels = stored.orientation.uprighted(stored.pixels)
    if stored.orientation.swapsSides {
      image.originalWidth = stored.originalHeight
      image.originalHeight = stored.originalWidth
    }
    return image
  }

  /// Decodes a picture, upright, as RGB; see the variant for a span.
  public static func decode(
    _ bytes: [UInt8], scale: DecodeScale = .full, limits: ImageLimits = .standard,
    policy: DecodePolicy = .strict
  ) throws(ImageFault) -> DecodedImage {
    try decode(bytes.span, scale: scale, limits: limits, policy: policy)
  }

  /// Decodes a picture without turning it: rows and columns are the file's own.
  ///
  /// - Throws: `ImageFault`, as `decode`.
  public static func decodeAsStored(
    _ bytes: borrowing Span<UInt8>, scale: DecodeScale = .full, limits: ImageLimits = .standard,
    policy: DecodePolicy = .strict
  ) throws(ImageFault) -> DecodedImage {
    let (samples, report) = try Codec.decodeRGB(
      bytes, scale: scale, limits: limits, policy: policy)
    return DecodedImage(
      pixels: PixelBuffer(
        width: report.outputWidth, height: report.outputHeight, channels: .rgb, bytes: samples),
      originalWidth: report.width, originalHeight: report.height, format: report.format,
      storedBitDepth: report.bitDepth, storedChannels: report.channels,
      orientation: Orientation(storedIn: bytes, format: report.format),
      warnings: report.warnings)
  }

  /// Decodes depth or infrared, upright, in the file's own steps: a grey PNG of any depth, or the
  /// luma of a JPEG.
  ///
  /// - Throws: `ImageFault`; `.unsupported` for a PNG in colour.
  public static func decodeDepth(
    _ bytes: borrowing Span<UInt8>, limits: ImageLimits = .standard,
    policy: DecodePolicy = .strict
  ) throws(ImageFault) -> DecodedDepth {
    let (values, report) = try Codec.decodeGrey16(bytes, limits: limits, policy: policy)
    let orientation = Orientation(storedIn: bytes, format: report.format)
    let map = DepthMap(width: report.outputWidth, height: report.outputHeight, values: values)
    return DecodedDepth(
      map: orientation.uprighted(map), format: report.format, storedBitDepth: report.bitDepth,
      orientation: orientation, warnings: report.warnings)
  }

  /// Decodes depth or infrared, upright; see the variant for a span.
  public static func decodeDepth(
    _ bytes: [UInt8], limits: ImageLimits = .standard, policy: DecodePolicy = .strict
  ) throws(ImageFault) -> DecodedDepth {
    try decodeDepth(bytes.span, limits: limits, policy: policy)
  }
}
