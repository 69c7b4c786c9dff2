internal import CImageCodecs
import PADVocabulary

/// The one place where Swift calls the C decoders.
enum Codec {
  /// What a successful decode says about the file.
  struct Report {
    var format: ImageFormat
    var width: Int
    var height: Int
    var bitDepth: Int
    var channels: Int
    var outputWidth: Int
    var outputHeight: Int
    var warnings: DecodeWarnings
  }

  static func decodeRGB(
    _ bytes: borrowing Span<UInt8>, scale: DecodeScale, limits: ImageLimits, policy: DecodePolicy
  ) throws(ImageFault) -> ([UInt8], Report) {
    try decode(
      bytes, as: UInt8.self, samplesPerPixel: 3,
      request: CImageCodecs_Request(
        layout: CImageCodecs_layout_rgb8, denominator: UInt32(scale.rawValue),
        stops_at_damage: policy == .strict ? 1 : 0),
      limits: limits)
  }

  static func decodeGrey16(
    _ bytes: borrowing Span<UInt8>, limits: ImageLimits, policy: DecodePolicy
  ) throws(ImageFault) -> ([UInt16], Report) {
    try decode(
      bytes, as: UInt16.self, samplesPerPixel: 1,
      request: CImageCodecs_Request(
        layout: CImageCodecs_layout_grey16, denominator: 1,
        stops_at_damage: policy == .strict ? 1 : 0),
      limits: limits)
  }

  /// Reads the header, then decodes into an array of exactly the right size.
  private static func decode<Sample: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: borrowing Span<UInt8>, as _: Sample.Type, samplesPerPixel: Int,
    request: CImageCodecs_Request, limits: ImageLimits
  ) throws(ImageFault) -> ([Sample], Report) {
    guard bytes.count <= limits.maxFileBytes else {
      throw ImageFault(
        kind: .tooBig, message: "\(bytes.count) bytes, over the limit of \(limits.maxFileBytes)")
    }
    var report = CImageCodecs_Report()
    var caps = CImageCodecs_Limits(limits)
    var request = request
    unsafe bytes.withUnsafeBytes { file in
      unsafe CImageCodecs_probe(file.baseAddress, file.count, &caps, &request, &report)
    }
    try check(report, isStrict: request.stops_at_damage != 0)

    let count = Int(report.output_width) * Int(report.output_height) * samplesPerPixel
    let samples = unsafe bytes.withUnsafeBytes { file in
      unsafe [Sample](unsafeUninitializedCapacity: count) { buffer, initializedCount in
        unsafe CImageCodecs_decode(
          file.baseAddress, file.count, &caps, &request, buffer.baseAddress,
          count * MemoryLayout<Sample>.stride, &report)
        let hasPixels =
          report.verdict == CImageCodecs_verdict_decodes
          || (report.verdict == CImageCodecs_verdict_warns
            && (request.stops_at_damage == 0 || report.warnings.1 == 0))
        initializedCount = hasPixels ? count : 0
      }
    }
    return (samples, try check(report, isStrict: request.stops_at_damage != 0))
  }

  /// Turns C's report into a value or a fault.
  @discardableResult
  private static func check(
    _ report: CImageCodecs_Report, isStrict: Bool
  ) throws(ImageFault) -> Report {
    let phase = DecodePhase(report.phase)
    switch report.verdict {
    case CImageCodecs_verdict_decodes, CImageCodecs_verdict_warns: break
    case CImageCodecs_verdict_too_big:
      throw ImageFault(kind: .tooBig, phase: phase, message: message(of: report))
    case CImageCodecs_verdict_unsupported:
      throw ImageFault(kind: .unsupported, phase: phase, message: message(of: report))
    case CImageCodecs_verdict_not_an_image:
      throw ImageFault(kind: .notAnImage, phase: phase, message: message(of: report))
    default:
      throw ImageFault(kind: .damaged, phase: phase, message: message(of: report))
    }
    let first = firstWarning(of: report)
    if isStrict && report.warnings.1 > 0 {
      throw ImageFault(kind: .damaged, phase: .scan, message: first, isRefusedByPolicy: true)
    }
    guard let format = ImageFormat(report.format) else {
      throw ImageFault(kind: .notAnImage, phase: phase, message: message(of: report))
    }
    return Report(
      format: format, width: Int(report.width), height: Int(report.height),
      bitDepth: Int(report.bit_depth), channels: Int(report.channels),
      outputWidth: Int(report.output_width), outputHeight: Int(report.output_height),
      warnings: DecodeWarnings(
        header: Int(report.warnings.0), scan: Int(report.warnings.1),
        trailer: Int(report.warnings.2), first: first))
  }

  private static func message(of report: CImageCodecs_Report) -> String {
    unsafe withUnsafePointer(to: report) {
      unsafe String(cString: CImageCodecs_message($0)).printable
    }
  }

  private static func firstWarning(of report: CImageCodecs_Report) -> String {
    unsafe withUnsafePointer(to: report) {
      unsafe String(cString: CImageCodecs_first_warning($0)).printable
    }
  }
}

extension CImageCodecs_Limits {
  /// Limits as C takes them; whatever is out of its range becomes the nearest that is in it.
  fileprivate init(_ limits: ImageLimits) {
    self.init(
      max_pixels: UInt64(clamping: min(limits.maxPixels, 1 << 30)),
      max_png_side: UInt32(clamping: min(limits.maxPNGSide, 0x7fff_ffff)),
      max_png_memory: UInt64(clamping: limits.maxPNGMemory),
      max_jpeg_memory: UInt64(clamping: limits.maxJPEGMemory),
      max_scans: UInt32(clamping: limits.maxScans),
      max_scan_pixels: UInt64(clamping: limits.maxScanPixels))
  }
}

extension DecodePhase {
  fileprivate init(_ phase: CImageCodecs_Phase) {
    switch phase {
    case CImageCodecs_phase_scan: self = .scan
    case CImageCodecs_phase_trailer: self = .trailer
    default: self = .header
    }
  }
}
