import Imaging
import Testing

@Suite struct CodecTests {
  @Test func `gives PNG pixels back exactly`() throws {
    let colour = pattern(17, 9, .rgb)
    #expect(try ImageDecoder.decode(ImageEncoder.png(colour)).pixels == colour)
    let grey = pattern(9, 17, .grey)
    let decoded = try ImageDecoder.decode(ImageEncoder.png(grey))
    #expect(decoded.storedChannels == 1 && decoded.storedBitDepth == 8)
    #expect(decoded.pixels.planes(in: .rgb).allSatisfy { $0 == grey })
  }

  @Test func `gives depth back exactly`() throws {
    let values = (0..<63).map { UInt16(truncatingIfNeeded: $0 * 1041 + $0 * $0) }
    let map = DepthMap(width: 9, height: 7, values: values)
    let decoded = try ImageDecoder.decodeDepth(ImageEncoder.png(map))
    #expect(decoded.map == map && decoded.storedBitDepth == 16 && decoded.warnings.isEmpty)
  }

  @Test func `reads depth of 8 bits in its own steps`() throws {
    let grey = pattern(9, 7, .grey)
    let decoded = try ImageDecoder.decodeDepth(ImageEncoder.png(grey))
    #expect(decoded.map.values == grey.bytes.map(UInt16.init) && decoded.storedBitDepth == 8)
  }

  @Test func `reads infrared from a JPEG's luma`() throws {
    let flat = PixelBuffer(width: 16, height: 16, channels: .rgb, repeating: 90)
    for picture in [flat, flat.grey()] {
      let decoded = try ImageDecoder.decodeDepth(ImageEncoder.jpeg(picture, quality: 95))
      #expect(decoded.map.values.allSatisfy { $0 == 90 })
    }
  }

  @Test func `has no depth in a PNG in colour`() throws {
    let bytes = try ImageEncoder.png(pattern(4, 4, .rgb))
    let fault = #expect(throws: ImageFault.self) { try ImageDecoder.decodeDepth(bytes) }
    #expect(fault?.kind == .unsupported)
  }

  @Test(arguments: ImageEncoder.Chroma.allCases)
  func `gives JPEG pixels back closely`(chroma: ImageEncoder.Chroma) throws {
    let picture = gradient(40, 24)
    let decoded = try ImageDecoder.decode(
      ImageEncoder.jpeg(picture, quality: 95, chroma: chroma))
    #expect(decoded.format == .jpeg && decoded.verdict == .decodes)
    let differences = zip(picture.bytes, decoded.pixels.bytes).map { abs(Int($0) - Int($1)) }
    #expect(differences.max() ?? 255 <= 6)
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 1.5)
  }

  @Test func `makes smaller files of a lower quality`() throws {
    let sizes = try [-4, 1, 30, 60, 90, 100, 1000].map {
      try ImageEncoder.jpeg(pattern(32, 32, .rgb), quality: $0).count
    }
    #expect(sizes == sizes.sorted() && sizes[0] == sizes[1] && sizes[5] == sizes[6])
    #expect(sizes[1] < sizes[2] && sizes[4] < sizes[5])
  }

  @Test func `writes the same bytes for the same pixels`() throws {
    let picture = pattern(21, 13, .rgb)
    #expect(try ImageEncoder.png(picture) == ImageEncoder.png(picture))
    #expect(
      try ImageEncoder.jpeg(picture, quality: 80) == ImageEncoder.jpeg(picture, quality: 80))
    let texts = ["tIME", "tEXt", "iTXt", "pHYs", "gAMA"].map { Array($0.utf8) }
    let bytes = try ImageEncoder.png(picture)
    for start in bytes.indices.dropLast(3) {
      #expect(!texts.contains(Array(bytes[start..<(start + 4)])))
    }
  }

  @Test func `cannot write a JPEG wider than the format allows`() {
    let wide = PixelBuffer(width: 65_501, height: 1, channels: .grey)
    let fault = #expect(throws: ImageFault.self) { try ImageEncoder.jpeg(wide, quality: 90) }
    #expect(fault?.kind == .tooBig)
  }

  @Test(arguments: DecodeScale.allCases)
  func `rounds the sides of a smaller scale up`(scale: DecodeScale) throws {
    for bytes in try [
      ImageEncoder.png(pattern(19, 9, .rgb)), ImageEncoder.jpeg(pattern(19, 9, .rgb), quality: 90),
    ] {
      let image = try ImageDecoder.decode(bytes, scale: scale)
      #expect(image.pixels.width == (19 + scale.rawValue - 1) / scale.rawValue)
      #expect(image.pixels.height == (9 + scale.rawValue - 1) / scale.rawValue)
      #expect(image.originalWidth == 19 && image.originalHeight == 9)
    }
  }

  /// Means of blocks of the 9 by 5 `pattern`, rounded half up, computed with numpy.
  @Test(arguments: [
    (
      DecodeScale.half,
      [
        21, 78, 135, 76, 133, 190, 125, 182, 113, 103, 98, 155, 138, 70, 127, 92, 149, 206, 137,
        131, 62, 111, 106, 163, 142, 74, 131, 153, 85, 142, 146, 203, 134, 166, 98, 155, 117, 174,
        106, 124, 181, 113, 227, 33, 90,
      ]
    ),
    (
      .quarter,
      [82, 123, 149, 120, 115, 140, 146, 77, 134, 156, 150, 144, 121, 178, 109, 227, 33, 90]
    ), (.eighth, [108, 128, 141, 162, 68, 125]),
  ])
  func `averages the blocks of a PNG`(scale: DecodeScale, expected: [UInt8]) throws {
    let image = try ImageDecoder.decode(ImageEncoder.png(pattern(9, 5, .rgb)), scale: scale)
    #expect(image.pixels.bytes == expected)
  }

  @Test func `names the libraries that decide the pixels`() {
    let versions = CodecVersions.current
    for text in [
      versions.libpng, versions.libjpeg, versions.libjpegRelease, versions.zlib, versions.gsl,
    ] {
      #expect(text.utf8.contains { (0x30...0x39).contains($0) })
    }
  }
}
