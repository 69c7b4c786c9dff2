/// A picture as it came out of a file.
public struct DecodedImage: Sendable, Hashable {
  /// The pixels, RGB, at the asked scale; upright unless the caller asked for them as stored.
  public var pixels: PixelBuffer
  /// Width of the full-size picture, turned like `pixels`; face boxes of a manifest refer to it.
  public var originalWidth: Int
  /// Height of the full-size picture, turned like `pixels`.
  public var originalHeight: Int
  /// The format of the file.
  public var format: ImageFormat
  /// Bits of one stored sample: 1…16.
  public var storedBitDepth: Int
  /// Samples of one stored pixel: 1…4.
  public var storedChannels: Int
  /// How the picture is stored, by its EXIF data; `.upright` where that is silent or senseless.
  public var orientation: Orientation
  /// What the codec complained about.
  public var warnings: DecodeWarnings

  /// The verdict on the file itself.
  public var verdict: DecodeVerdict { warnings.isEmpty ? .decodes : .warns }
}

/// A depth or infrared picture as it came out of a file.
public struct DecodedDepth: Sendable, Hashable {
  /// The values as stored, upright.
  public var map: DepthMap
  /// The format of the file.
  public var format: ImageFormat
  /// Bits of one stored value: 1…16. Values go up to 2 to its power, less one.
  public var storedBitDepth: Int
  /// How the picture is stored, by its EXIF data.
  public var orientation: Orientation
  /// What the codec complained about.
  public var warnings: DecodeWarnings
}
