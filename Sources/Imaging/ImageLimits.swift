/// What a single picture may cost; all is checked before the cost arises.
///
/// The limits decide which pictures become non-responses, so their `description` is part of a
/// run's identity.
public struct ImageLimits: Sendable, Hashable, CustomStringConvertible {
  /// Bytes of the file.
  public var maxFileBytes: Int
  /// Width times height as stored; at most 2³⁰.
  public var maxPixels: Int
  /// Longer side of a PNG, in pixels.
  public var maxPNGSide: Int
  /// Bytes that libpng and zlib may hold beside the pixels.
  public var maxPNGMemory: Int
  /// Bytes that libjpeg may hold beside the pixels: a progressive picture's coefficients.
  public var maxJPEGMemory: Int
  /// Scans of a JPEG: a few kilobytes can promise thousands.
  public var maxScans: Int
  /// Scans of a JPEG of more than one, times its pixels.
  public var maxScanPixels: Int

  /// 16 MiB, 64 megapixels, PNG sides of 16,384, 64 scans.
  public static let standard = ImageLimits()

  /// Makes limits; what is left out is as in `standard`.
  public init(
    maxFileBytes: Int = 16 << 20, maxPixels: Int = 64_000_000, maxPNGSide: Int = 16_384,
    maxPNGMemory: Int = 64 << 20, maxJPEGMemory: Int = 256 << 20, maxScans: Int = 64,
    maxScanPixels: Int = 1_000_000_000
  ) {
    self.maxFileBytes = maxFileBytes
    self.maxPixels = maxPixels
    self.maxPNGSide = maxPNGSide
    self.maxPNGMemory = maxPNGMemory
    self.maxJPEGMemory = maxJPEGMemory
    self.maxScans = maxScans
    self.maxScanPixels = maxScanPixels
  }

  /// All limits in one line, always in the same order.
  public var description: String {
    "file-bytes=\(maxFileBytes) pixels=\(maxPixels) png-side=\(maxPNGSide)"
      + " png-memory=\(maxPNGMemory) jpeg-memory=\(maxJPEGMemory) scans=\(maxScans)"
      + " scan-pixels=\(maxScanPixels)"
  }
}
