import Imaging
import Statistics
import Testing

@testable import DatasetAudit

@Suite struct FaceContrastTests {
  typealias Colour = (red: Double, green: Double, blue: Double)

  /// A face over a neck before a wall.
  private func picture(
    face: Colour, neck: Colour, noise: Double = 0, _ random: inout Xoshiro256
  ) -> PixelBuffer {
    var picture = PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 90)
    for y in 8..<64 {
      for x in 12..<52 {
        let colour = y < 44 && (16..<48).contains(x) ? face : neck
        for (channel, value) in [colour.red, colour.green, colour.blue].enumerated() {
          let drawn = value + noise * random.normal()
          picture.bytes[(y * 64 + x) * 3 + channel] = UInt8(min(max(drawn.rounded(), 0), 255))
        }
      }
    }
    return picture
  }

  private func box() throws -> PixelRect {
    try #require(PixelRect(x: 16, y: 8, width: 32, height: 36))
  }

  // The figures of the neck by numpy: with y = 0.299 r + 0.587 g + 0.114 b, the colours are
  // 56.4 (b − y) / (y + 1) and 71.3 (r − y) / (y + 1), brightness is ln(y + 1); distances d become
  // 32 (ln(d + 0.1) + 2.5), differences 128 + 32 ln ratio and 128 + 2 difference.
  @Test(arguments: [
    (Colour(200, 150, 120), [6, 6, 6, 6, 6, 128, 128, 128]),
    (Colour(120, 100, 160), [198, 198, 198, 55, 55, 117, 204, 103]),
    (Colour(100, 75, 60), [34, 34, 34, 72, 72, 106, 128, 128]),
  ])
  func `measures how neck and face differ in colour`(neck: Colour, expected: [UInt8]) throws {
    var random = Xoshiro256(seed: 1)
    let drawn = picture(face: (200, 150, 120), neck: neck, &random)
    let bytes = FaceContrast(drawn, face: try box()).bytes
    #expect(bytes.count == FaceContrast.count)
    #expect(Array(bytes.prefix(8)) == expected)
    // One colour all over the face: no spread, and highlights as bright as the rest.
    #expect(Array(bytes.suffix(9)) == [6, 6, 6, 6, 6, 6, 83, 6, 6])
  }

  @Test func `takes faces at any edge, and grey pictures`() throws {
    for (x, y) in [(-30, -30), (40, 40), (0, 31), (31, 0)] {
      let face = try #require(PixelRect(x: x, y: y, width: 60, height: 60))
      for channels in [PixelBuffer.Channels.grey, .rgb] {
        let flat = PixelBuffer(width: 64, height: 64, channels: channels, repeating: 7)
        #expect(Array(FaceContrast(flat, face: face).bytes.prefix(5)) == [6, 6, 6, 6, 6])
      }
    }
  }

  @Test func `leaves the figures out where nobody says where the face is`() throws {
    var random = Xoshiro256(seed: 2)
    let drawn = picture(face: (200, 150, 120), neck: (100, 100, 100), &random)
    let tiny = try #require(PixelRect(x: 60, y: 60, width: 40, height: 40))
    for face in [nil, tiny] {
      let sketch = PictureSketch(drawn, face: face)
      #expect(
        (TextureSummary.count..<PictureSketch.figureCount).allSatisfy { sketch.figures[$0] == 0 })
    }
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `ranks swapped labels of masks high that only the neck gives away`(seed: UInt64) throws {
    var random = Xoshiro256(seed: seed)
    let face = try box()
    var sketches: [PictureSketch] = []
    var isMask: [Bool] = []
    var clusters: [Int32] = []
    for index in 0..<160 {
      // A mask has the skin of somebody else.
      func skin() -> Colour {
        let light = 90 + 120 * random.unit()
        return (light * (1.2 + 0.3 * random.unit()), light, light * (0.6 + 0.4 * random.unit()))
      }
      let own = skin()
      isMask.append(index % 2 == 1)
      clusters.append(Int32(index / 4))
      let drawn = picture(face: isMask[index] ? skin() : own, neck: own, noise: 6, &random)
      sketches.append(PictureSketch(drawn, face: face))
    }
    let swapped = [10, 41, 90, 123]
    for index in swapped { isMask[index].toggle() }
    let suspects = try #require(
      LabelSuspects(sketches: sketches, species: isMask.map { $0 ? 0 : nil }, clusters: clusters))
    let first = suspects.ranking.prefix(16)
    #expect(swapped.count { first.contains($0) } >= 3)
  }
}
