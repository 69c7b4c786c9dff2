import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Detectors

struct TextureTests {
  @Test func `halves planes by means of four, rounded`() {
    let plane = PixelBuffer(
      width: 5, height: 3, channels: .grey, bytes: [1, 2, 3, 4, 99, 3, 4, 4, 4, 99, 9, 9, 9, 9, 9])
    #expect(TextureFeatures.halved(plane).bytes == [3, 4])
  }

  @Test(arguments: [(40, 128, 40, 100), (41, 8, 8, 132)])
  func `takes the middle of a face pixel by pixel`(
    face: Int, most: Int, side: Int, first: UInt8
  ) throws {
    // Every pixel's value is its column and row, added: 100 where the face begins.
    let bytes = (0..<120).flatMap { row in (0..<120).map { UInt8(row + $0) } }
    let picture = PixelBuffer(
      width: 120, height: 120, channels: .rgb, bytes: bytes.flatMap { [$0, $0, $0] })
    let box = FaceBox(x: 60, y: 40, width: Double(face), height: Double(face))
    let crop = try FaceCrop.of(Frame(pixels: picture, faceBox: box)).get()
    let middle = crop.middle(most: most)
    #expect(middle.width == side && middle.height == side)
    // (41 − 8) / 2, rounded down, is 16: to the right and down.
    #expect(middle.bytes[0] == first)
  }
}
