internal import CGSL
internal import CImageCodecs
internal import CPNG

/// The versions of the libraries that decide pixels, encoded bytes and spectra; for provenance.
public struct CodecVersions: Sendable, Hashable {
  /// libpng's at run time.
  public var libpng: String
  /// zlib's at run time; it decides an encoded PNG's bytes, never its pixels.
  public var zlib: String
  /// The JPEG library's whose header padbench was compiled with, such as `libjpeg-turbo 2.1.5`.
  public var libjpeg: String
  /// The JPEG library's copyright line at run time: the only thing it tells about itself.
  public var libjpegRelease: String
  /// GSL's at run time.
  public var gsl: String

  /// What this process uses.
  public static let current = CodecVersions()

  private init() {
    libpng = unsafe String(cString: CImageCodecs_png_version())
    zlib = unsafe String(cString: zlibVersion())
    libjpeg = unsafe String(cString: CImageCodecs_jpeg_version())
    libjpegRelease = unsafe String(cString: CImageCodecs_jpeg_release())
    gsl = unsafe String(cString: CGSL_version())
  }
}
