import Imaging
import Statistics
import Testing

@testable import DatasetAudit

@Suite struct PictureComparisonTests {
  private func picture(_ seed: UInt64) -> PixelBuffer {
    var random = Xoshiro256(seed: seed)
    return PlantedSet.picture(isUpright: false, &random)
  }

  private func distance(_ left: PixelBuffer, _ right: PixelBuffer) -> Double {
    PictureComparison.distance(.init(left), .init(right))
  }

  @Test(arguments: [
    (0, 0, 0, 0), (3, 0, 0, 0), (0, 3, 0, 0), (0, 0, 3, 0), (0, 0, 0, 3), (3, 3, 3, 3),
    (1, 2, 3, 1),
  ])
  func `knows a picture by any window of it, however it was saved`(
    left: Int, right: Int, top: Int, bottom: Int
  ) throws {
    let whole = picture(1)
    let rect = try #require(
      PixelRect(x: left, y: top, width: 64 - left - right, height: 64 - top - bottom))
    var part = whole.cropped(to: rect).resized(toWidth: 90, height: 70)
    // Darker, with less contrast.
    part.bytes = part.bytes.map { UInt8(Double($0) * 0.7 + 20) }
    let saved = try ImageDecoder.decode(ImageEncoder.jpeg(part, quality: 50)).pixels
    #expect(distance(whole, saved) <= PictureComparison.limit)
    #expect(distance(saved, whole) <= PictureComparison.limit)
  }

  @Test func `tells other pictures apart, also flat and inverted ones`() {
    let one = picture(1)
    var inverted = one
    inverted.bytes = inverted.bytes.map { 255 - $0 }
    let flat = PixelBuffer(width: 9, height: 9, channels: .rgb, repeating: 7)
    for other in [picture(2), picture(3), inverted, flat] {
      #expect(distance(one, other) > 5 * PictureComparison.limit)
    }
    #expect(distance(flat, flat) == 1)
  }
}
