internal import CImageCodecs
import Testing

/// What the C functions answer to calls that Swift's `ImageDecoder` never makes.
@Suite struct BorderTests {
  private let limits = CImageCodecs_Limits(
    max_pixels: 1 << 20, max_png_side: 1 << 14, max_png_memory: 1 << 24, max_jpeg_memory: 1 << 24,
    max_scans: 64, max_scan_pixels: 1 << 28)

  private func encoded(asJPEG: Bool, width: Int, height: Int) -> [UInt8] {
    let samples = (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    var file = unsafe CImageCodecs_File()
    unsafe samples.withUnsafeBytes {
      if asJPEG {
        unsafe CImageCodecs_encode_jpeg(
          $0.baseAddress, UInt32(width), UInt32(height), 3, 90, 1, &file)
      } else {
        unsafe CImageCodecs_encode_png($0.baseAddress, UInt32(width), UInt32(height), 3, 8, &file)
      }
    }
    defer { unsafe CImageCodecs_release(&file) }
    return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }

  private func decode(
    _ bytes: [UInt8], into capacity: Int, denominator: UInt32 = 1,
    layout: CImageCodecs_Layout = CImageCodecs_layout_rgb8
  ) -> (report: CImageCodecs_Report, beyond: ArraySlice<UInt8>) {
    var report = CImageCodecs_Report()
    var limits = limits
    var request = CImageCodecs_Request(
      layout: layout, denominator: denominator, stops_at_damage: 0)
    var pixels = [UInt8](repeating: 0xa5, count: capacity + 64)
    unsafe bytes.withUnsafeBytes { file in
      unsafe pixels.withUnsafeMutableBytes {
        unsafe CImageCodecs_decode(
          file.baseAddress, file.count, &limits, &request, $0.baseAddress, capacity, &report)
      }
    }
    return (report, pixels[capacity...])
  }

  @Test(arguments: [true, false])
  func `writes nothing into a buffer that is one byte too small`(asJPEG: Bool) {
    let file = encoded(asJPEG: asJPEG, width: 17, height: 9)
    let (small, _) = decode(file, into: 17 * 9 * 3 - 1)
    #expect(small.verdict == CImageCodecs_verdict_misuse)
    let (exact, beyond) = decode(file, into: 17 * 9 * 3)
    #expect(exact.verdict == CImageCodecs_verdict_decodes)
    #expect(beyond.allSatisfy { $0 == 0xa5 })
  }

  @Test(arguments: [0, 3, 16, UInt32.max])
  func `refuses a scale that does not exist`(denominator: UInt32) {
    let file = encoded(asJPEG: true, width: 16, height: 16)
    let (report, _) = decode(file, into: 16 * 16 * 3, denominator: denominator)
    #expect(report.verdict == CImageCodecs_verdict_misuse)
  }

  @Test func `refuses a smaller scale of 16-bit values`() {
    let file = encoded(asJPEG: true, width: 16, height: 16)
    let (report, _) = decode(
      file, into: 16 * 16 * 2, denominator: 2, layout: CImageCodecs_layout_grey16)
    #expect(report.verdict == CImageCodecs_verdict_misuse)
  }

  @Test(arguments: [true, false], [UInt32(1), 2, 4, 8])
  func `stays within the buffer at every scale`(asJPEG: Bool, denominator: UInt32) {
    let file = encoded(asJPEG: asJPEG, width: 33, height: 18)
    let width = (33 + denominator - 1) / denominator
    let height = (18 + denominator - 1) / denominator
    let (report, beyond) = decode(
      file, into: Int(width * height) * 3, denominator: denominator)
    #expect(report.verdict == CImageCodecs_verdict_decodes)
    #expect(report.output_width == width && report.output_height == height)
    #expect(beyond.allSatisfy { $0 == 0xa5 })
  }

  @Test func `says nothing but 'no image' about no bytes at all`() {
    let (report, _) = decode([], into: 16)
    #expect(report.verdict == CImageCodecs_verdict_not_an_image)
  }
}
