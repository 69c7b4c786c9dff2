internal import CImageCodecs

/// A file format that padbench reads.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  /// JPEG: baseline, extended or progressive, 8 bits a sample.
  case jpeg
  /// PNG of any colour type and depth.
  case png

  /// The format that the first bytes promise, or `nil`. A file's name is never asked.
  public init?(signatureOf bytes: borrowing Span<UInt8>) {
    let format = unsafe bytes.withUnsafeBytes {
      unsafe CImageCodecs_sniff($0.baseAddress, $0.count)
    }
    self.init(format)
  }

  init?(_ format: CImageCodecs_Format) {
    switch format {
    case CImageCodecs_format_jpeg: self = .jpeg
    case CImageCodecs_format_png: self = .png
    default: return nil
    }
  }
}
