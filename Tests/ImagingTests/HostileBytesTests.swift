import Imaging
import PADVocabulary
import Testing

@Suite struct HostileBytesTests {
  private func isDamaged(_ bytes: [UInt8]) -> Bool {
    do throws(ImageFault) {
      _ = try ImageDecoder.decode(bytes)
      return false
    } catch {
      return error.reason == .decode && !error.message.isEmpty
    }
  }

  @Test func `refuses a PNG cut off anywhere`() throws {
    let bytes = try ImageEncoder.png(pattern(12, 7, .rgb))
    for count in 0..<bytes.count { #expect(isDamaged(Array(bytes.prefix(count))), "\(count)") }
  }

  @Test(arguments: ImageEncoder.Chroma.allCases)
  func `refuses a JPEG cut off anywhere`(chroma: ImageEncoder.Chroma) throws {
    let bytes = try ImageEncoder.jpeg(pattern(20, 17, .rgb), quality: 85, chroma: chroma)
    for count in 0..<bytes.count { #expect(isDamaged(Array(bytes.prefix(count))), "\(count)") }
  }

  @Test func `never shows a PNG with a changed byte as another picture`() throws {
    let picture = pattern(12, 7, .rgb)
    let bytes = try ImageEncoder.png(picture)
    for index in bytes.indices {
      for mask: UInt8 in [0x01, 0x20, 0x80, 0xff] {
        var changed = bytes
        changed[index] ^= mask
        if let image = try? ImageDecoder.decode(changed, policy: .lenient) {
          #expect(image.pixels == picture, "byte \(index)")
        }
      }
    }
  }

  @Test(arguments: DecodePolicy.allCases)
  func `survives a JPEG with changed bytes`(policy: DecodePolicy) throws {
    let bytes = try ImageEncoder.jpeg(pattern(20, 17, .rgb), quality: 85)
    let limits = ImageLimits(maxPixels: 1 << 20)
    for index in bytes.indices {
      for mask: UInt8 in [0x01, 0x10, 0xff] {
        var changed = bytes
        changed[index] ^= mask
        if let image = try? ImageDecoder.decode(changed, limits: limits, policy: policy) {
          #expect(image.pixels.width * image.pixels.height <= 1 << 20)
          #expect(policy == .lenient || image.warnings.scan == 0)
        }
        _ = try? ImageDecoder.decodeDepth(changed, limits: limits, policy: policy)
      }
    }
  }

  @Test func `gives pixels of a cut JPEG only to the lenient`() throws {
    let bytes = try ImageEncoder.jpeg(pattern(64, 64, .rgb), quality: 85)
    let cut = Array(bytes.prefix(bytes.count * 3 / 4))
    let fault = #expect(throws: ImageFault.self) { try ImageDecoder.decode(cut) }
    #expect(fault?.kind == .damaged && fault?.phase == .scan && fault?.verdict == .warns)
    #expect(fault?.isRefusedByPolicy == true)
    let image = try ImageDecoder.decode(cut, policy: .lenient)
    #expect(image.verdict == .warns && image.warnings.scan > 0 && !image.warnings.first.isEmpty)
  }

  @Test func `keeps a complaint about the header as a warning`() throws {
    let bytes = try ImageEncoder.jpeg(pattern(16, 16, .rgb), quality: 85)
    let stray = Array(bytes[..<2]) + [1, 2, 3] + Array(bytes[2...])
    let image = try ImageDecoder.decode(stray)
    #expect(image.warnings.header == 1 && image.warnings.scan == 0 && image.verdict == .warns)
    #expect(image.pixels == (try ImageDecoder.decode(bytes).pixels))
  }

  @Test(arguments: [
    ImageLimits(maxFileBytes: 100), ImageLimits(maxPixels: 16 * 16 - 1), ImageLimits(maxPixels: 0),
    ImageLimits(maxFileBytes: -1), ImageLimits(maxPixels: .min),
  ])
  func `keeps every picture within its limits`(limits: ImageLimits) throws {
    for bytes in try [
      ImageEncoder.png(pattern(16, 16, .rgb)),
      ImageEncoder.jpeg(pattern(16, 16, .rgb), quality: 85),
    ] {
      let fault = #expect(throws: ImageFault.self) {
        try ImageDecoder.decode(bytes, limits: limits)
      }
      #expect(fault?.kind == .tooBig && fault?.reason == .tooBig)
    }
  }

  @Test func `keeps a PNG within its own limits`() throws {
    let bytes = try ImageEncoder.png(pattern(16, 4, .rgb))
    for limits in [ImageLimits(maxPNGSide: 15), ImageLimits(maxPNGMemory: 1000)] {
      let fault = #expect(throws: ImageFault.self) {
        try ImageDecoder.decode(bytes, limits: limits)
      }
      #expect(fault?.kind == .tooBig)
    }
    #expect(throws: Never.self) {
      try ImageDecoder.decode(bytes, limits: ImageLimits(maxPNGSide: 16, maxPNGMemory: .max))
    }
  }

  @Test func `writes all limits into a run's identity`() {
    #expect(
      ImageLimits.standard.description
        == "file-bytes=16777216 pixels=64000000 png-side=16384 png-memory=67108864"
        + " jpeg-memory=268435456 scans=64 scan-pixels=1000000000")
  }
}
