import Imaging
import PADVocabulary
import Testing

@Suite struct ResizeTests {
  private func resized(_ test: ResizeCase, by interpolation: Interpolation) throws -> PixelBuffer {
    let rect = try #require(
      PixelRect(
        x: test.rect.x, y: test.rect.y, width: test.rect.width, height: test.rect.height))
    return test.picture.cropped(
      to: rect, resizedToWidth: test.width, height: test.height, by: interpolation,
      border: test.border)
  }

  @Test(arguments: bilinearCases)
  func `blends exactly as OpenCV does`(test: ResizeCase) throws {
    #expect(try resized(test, by: .bilinear).bytes == test.expected)
  }

  @Test(arguments: areaCases)
  func `averages the exact area that a new pixel covers`(test: ResizeCase) throws {
    #expect(try resized(test, by: .area).bytes == test.expected)
  }

  @Test(arguments: cropCases)
  func `makes up what lies outside exactly as OpenCV does`(test: ResizeCase) throws {
    #expect(try resized(test, by: .area).bytes == test.expected)
    #expect(try resized(test, by: .bilinear).bytes == test.expected)
  }

  @Test(arguments: Interpolation.allCases, [-5, 0, 3])
  func `gives in one pass what cropping and resizing give in two`(
    interpolation: Interpolation, offset: Int
  ) throws {
    let picture = pattern(19, 14, .rgb)
    let rect = try #require(PixelRect(x: offset, y: offset, width: 17, height: 12))
    let twice = picture.cropped(to: rect).resized(toWidth: 7, height: 8, by: interpolation)
    let once = picture.cropped(to: rect, resizedToWidth: 7, height: 8, by: interpolation)
    #expect(once == twice)
  }

  @Test(arguments: Interpolation.allCases, [(1, 1), (3, 40), (40, 3), (16, 16), (37, 29)])
  func `leaves one colour one colour`(interpolation: Interpolation, size: (Int, Int)) {
    let picture = PixelBuffer(width: 16, height: 16, channels: .rgb, repeating: 203)
    let resized = picture.resized(toWidth: size.0, height: size.1, by: interpolation)
    #expect(resized.bytes.allSatisfy { $0 == 203 })
  }

  @Test func `treats a crop of grey as a crop of colour`() throws {
    let picture = pattern(11, 9, .rgb)
    for (x, y) in [(1, 2), (-4, -3), (8, 7)] {
      let rect = try #require(PixelRect(x: x, y: y, width: 6, height: 5))
      #expect(picture.grey(in: rect) == picture.cropped(to: rect).grey())
      #expect(picture.grey().grey(in: rect) == picture.grey().cropped(to: rect))
    }
  }

  @Test(arguments: [
    FaceBox(x: .nan, y: 0, width: 4, height: 4), FaceBox(x: 0, y: 0, width: .infinity, height: 4),
    FaceBox(x: 0, y: 0, width: 0, height: 4), FaceBox(x: 0, y: 0, width: 4, height: -1),
    FaceBox(x: 1e300, y: 0, width: 4, height: 4), FaceBox(x: 0, y: 0, width: 1e9, height: 1e9),
    FaceBox(x: 0, y: 0, width: 16_000, height: 16_000),
    FaceBox(x: -.greatestFiniteMagnitude, y: .nan, width: .nan, height: .leastNonzeroMagnitude),
  ])
  func `has no crop for a box that is no box`(box: FaceBox) {
    #expect(pattern(4, 4, .grey).cropped(to: box) == nil)
    #expect(pattern(4, 4, .grey).cropped(to: box, resizedToWidth: 2, height: 2) == nil)
  }

  @Test func `crops a box far outside the picture`() throws {
    let picture = pattern(4, 4, .rgb)
    let box = FaceBox(x: -900_000_000, y: 900_000_000, width: 0.2, height: 3)
    let crop = try #require(picture.cropped(to: box))
    #expect(crop.width == 1 && crop.height == 3)
  }

  @Test func `rounds a box to the nearest pixels`() {
    #expect(
      PixelRect(FaceBox(x: 1.5, y: -1.5, width: 2.4, height: 2.6))
        == PixelRect(x: 2, y: -2, width: 2, height: 3))
  }

  @Test func `clamps a rectangle to the picture`() throws {
    let picture = pattern(10, 8, .grey)
    let over = try #require(PixelRect(x: -3, y: 5, width: 6, height: 9))
    #expect(over.clamped(to: picture) == PixelRect(x: 0, y: 5, width: 3, height: 3))
    let beside = try #require(PixelRect(x: 10, y: 0, width: 2, height: 2))
    #expect(beside.clamped(to: picture) == nil)
  }
}
