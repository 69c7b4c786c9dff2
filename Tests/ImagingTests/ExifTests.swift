import Imaging
import Testing

/// EXIF data made by hand, put into a JPEG and a PNG.
@Suite struct ExifTests {
  /// A TIFF file with one directory of one entry.
  private func tiff(
    tag: Int = 0x0112, type: Int = 3, value: Int, isLittleEndian: Bool = false,
    directory: Int = 8, entries: Int = 1, next: Int = 0
  ) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      isLittleEndian ? bigEndian(value, bytes: count).reversed() : bigEndian(value, bytes: count)
    }
    let stored = type == 3 ? number(value, 2) + [0, 0] : number(value, 4)
    return Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2) + number(directory, 4)
      + number(entries, 2) + number(tag, 2) + number(type, 2) + number(1, 4) + stored
      + number(next, 4)
  }

  private func segment(_ payload: [UInt8], marker: UInt8 = 0xe1) -> [UInt8] {
    [0xff, marker] + bigEndian(payload.count + 2, bytes: 2) + payload
  }

  private func exif(_ tiff: [UInt8]) -> [UInt8] { segment(Array("Exif".utf8) + [0, 0] + tiff) }

  /// The orientation that a JPEG with these segments after its first marker is said to have.
  private func orientation(inJPEGWith segments: [UInt8]...) throws -> Int {
    let plain = try ImageEncoder.jpeg(gradient(9, 5), quality: 90)
    let file = Array(plain[..<2]) + segments.flatMap(\.self) + Array(plain[2...])
    return try ImageDecoder.decode(file).orientation.rawValue
  }

  @Test(arguments: 1...8, [true, false])
  func `reads all eight orientations in both byte orders`(value: Int, isLittle: Bool) throws {
    #expect(
      try orientation(inJPEGWith: exif(tiff(value: value, isLittleEndian: isLittle))) == value)
    let long = tiff(type: 4, value: value, isLittleEndian: isLittle)
    #expect(try orientation(inJPEGWith: exif(long)) == value)
  }

  @Test(arguments: [0, 9, 255, 65_535])
  func `takes a senseless orientation for upright`(value: Int) throws {
    #expect(try orientation(inJPEGWith: exif(tiff(value: value))) == 1)
  }

  @Test func `believes the first sound Exif segment only`() throws {
    let six = exif(tiff(value: 6))
    let three = exif(tiff(value: 3))
    #expect(try orientation(inJPEGWith: six, three) == 6)
    #expect(try orientation(inJPEGWith: exif(Array("XX".utf8) + tiff(value: 8)), three) == 3)
    #expect(try orientation(inJPEGWith: exif(tiff(tag: 0x010f, value: 6)), three) == 1)
    #expect(try orientation(inJPEGWith: exif(tiff(value: 0)), three) == 1)
    #expect(try orientation(inJPEGWith: segment(tiff(value: 6)), three) == 3)
    #expect(try orientation(inJPEGWith: segment(Array("http:".utf8)), six) == 6)
  }

  @Test func `is not led astray by a broken directory`() throws {
    let broken = [
      tiff(value: 6, directory: 0), tiff(value: 6, directory: 7), tiff(value: 6, directory: 4000),
      tiff(value: 6, directory: 0xffff_fff0), Array(tiff(value: 6).prefix(7)), [],
    ]
    for bytes in broken { #expect(try orientation(inJPEGWith: exif(bytes)) == 1) }
    // The directory names itself as the next one, or promises more entries than there are.
    #expect(try orientation(inJPEGWith: exif(tiff(value: 6, next: 8))) == 6)
    #expect(try orientation(inJPEGWith: exif(tiff(value: 6, entries: 65_535))) == 6)
    #expect(try orientation(inJPEGWith: exif(tiff(type: 2, value: 6))) == 1)
  }

  @Test func `survives an Exif segment cut anywhere`() throws {
    let whole = tiff(value: 6)
    for count in whole.indices {
      let found = try orientation(inJPEGWith: exif(Array(whole.prefix(count))))
      #expect(found == 1 || found == 6)
    }
  }

  /// A PNG with an eXIf chunk before its pixels.
  private func png(exif tiff: [UInt8], isSound: Bool = true) throws -> [UInt8] {
    let plain = try ImageEncoder.png(gradient(9, 5))
    let named = Array("eXIf".utf8) + tiff
    let sum = bigEndian(Int(checksum(named)) ^ (isSound ? 0 : 1), bytes: 4)
    return Array(plain[..<33]) + bigEndian(tiff.count, bytes: 4) + named + sum
      + Array(plain[33...])
  }

  @Test func `turns a PNG that says so`() throws {
    let image = try ImageDecoder.decode(png(exif: tiff(value: 6)))
    #expect(image.orientation == .clockwise)
    #expect(image.pixels.width == 5 && image.pixels.height == 9)
    #expect(image.originalWidth == 5 && image.originalHeight == 9)
    #expect(image.pixels == Orientation.clockwise.uprighted(gradient(9, 5)))
  }

  @Test func `does not believe a PNG chunk with a wrong checksum`() throws {
    let image = try ImageDecoder.decode(png(exif: tiff(value: 6), isSound: false))
    #expect(image.orientation == .upright)
    #expect(image.verdict == .warns && image.warnings.header == 1)
  }
}
