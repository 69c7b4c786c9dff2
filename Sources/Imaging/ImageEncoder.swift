internal import CImageCodecs

/// Turns pixels into the bytes of a PNG or JPEG: no times, no texts, and the same bytes for the
/// same pixels with the same codec versions (`CodecVersions`).
public enum ImageEncoder {
  /// How a JPEG stores its colour differences.
  public enum Chroma: String, Sendable, Hashable, CaseIterable {
    /// At half width and height, as cameras do (4:2:0).
    case halved = "420"
    /// At full size (4:4:4).
    case full = "444"
  }

  /// Encodes a picture as PNG, without loss.
  ///
  /// - Throws: `ImageFault` when there is no memory for it.
  public static func png(_ picture: PixelBuffer) throws(ImageFault) -> [UInt8] {
    var file = unsafe CImageCodecs_File()
    unsafe picture.bytes.withUnsafeBytes { samples in
      unsafe CImageCodecs_encode_png(
        samples.baseAddress, UInt32(clamping: picture.width), UInt32(clamping: picture.height),
        UInt32(picture.channels.rawValue), 8, &file)
    }
    return try unsafe taken(from: &file)
  }

  /// Encodes a depth map as a 16-bit grey PNG, without loss.
  ///
  /// - Throws: `ImageFault` when there is no memory for it.
  public static func png(_ map: DepthMap) throws(ImageFault) -> [UInt8] {
    var file = unsafe CImageCodecs_File()
    unsafe map.values.withUnsafeBytes { samples in
      unsafe CImageCodecs_encode_png(
        samples.baseAddress, UInt32(clamping: map.width), UInt32(clamping: map.height), 1, 16,
        &file)
    }
    return try unsafe taken(from: &file)
  }

  /// Encodes a picture as baseline JPEG with the standard tables.
  ///
  /// - Parameter quality: 1…100, as libjpeg scales it; what is outside becomes the nearest.
  /// - Throws: `ImageFault` for a side over 65,500, or when there is no memory for it.
  public static func jpeg(
    _ picture: PixelBuffer, quality: Int, chroma: Chroma = .halved
  ) throws(ImageFault) -> [UInt8] {
    var file = unsafe CImageCodecs_File()
    unsafe picture.bytes.withUnsafeBytes { samples in
      unsafe CImageCodecs_encode_jpeg(
        samples.baseAddress, UInt32(clamping: picture.width), UInt32(clamping: picture.height),
        UInt32(picture.channels.rawValue), UInt32(clamping: min(max(quality, 1), 100)),
        chroma == .halved ? 1 : 0, &file)
    }
    return try unsafe taken(from: &file)
  }

  /// Copies what C made into an array and frees it.
  private static func taken(from file: inout CImageCodecs_File) throws(ImageFault) -> [UInt8] {
    defer { unsafe CImageCodecs_release(&file) }
    guard let bytes = unsafe file.bytes else {
      let message = unsafe String(cString: CImageCodecs_file_message(&file))
      throw ImageFault(kind: .tooBig, message: message)
    }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: file.count))
  }
}
