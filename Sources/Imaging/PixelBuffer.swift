/// An upright 8-bit picture, grey or RGB, rows from top to bottom without padding.
public struct PixelBuffer: Sendable, Hashable {
  /// How many values a pixel has.
  public enum Channels: Int, Sendable, Hashable {
    /// One value: luma.
    case grey = 1
    /// Three values: red, green, blue.
    case rgb = 3
  }

  /// Width in pixels, at least 1.
  public let width: Int
  /// Height in pixels, at least 1.
  public let height: Int
  /// Grey or RGB.
  public let channels: Channels
  /// `width * height * channels` values, 0…255, row by row, channels interleaved.
  public var bytes: [UInt8]

  /// Wraps values that are already laid out as described.
  ///
  /// - Precondition: `bytes.count == width * height * channels.rawValue`, width and height ≥ 1.
  public init(width: Int, height: Int, channels: Channels, bytes: [UInt8]) {
    precondition(width > 0 && height > 0 && bytes.count == width * height * channels.rawValue)
    self.width = width
    self.height = height
    self.channels = channels
    self.bytes = bytes
  }

  /// A picture of one value.
  public init(width: Int, height: Int, channels: Channels, repeating value: UInt8 = 0) {
    self.init(
      width: width, height: height, channels: channels,
      bytes: [UInt8](repeating: value, count: width * height * channels.rawValue))
  }

  /// Values from one row's start to the next.
  public var rowStride: Int { width * channels.rawValue }
}
