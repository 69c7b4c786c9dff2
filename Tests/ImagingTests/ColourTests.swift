import Imaging
import Testing

@Suite struct ColourTests {
  private let picture = PixelBuffer(width: 5, height: 4, channels: .rgb, bytes: colours)

  @Test func `has OpenCV's luma`() {
    #expect(picture.grey().bytes == expectedGrey)
  }

  @Test func `has OpenCV's luma and colour differences`() {
    #expect(
      picture.planes(in: .yCbCr).map(\.bytes) == [expectedY, expectedCb, expectedCr])
  }

  @Test func `has OpenCV's hue, saturation and value`() {
    #expect(
      picture.planes(in: .hsv).map(\.bytes) == [
        expectedHue, expectedSaturation, expectedValue,
      ])
  }

  @Test func `separates red, green and blue`() {
    let planes = picture.planes(in: .rgb)
    #expect(planes.map(\.channels) == [.grey, .grey, .grey])
    for pixel in 0..<20 {
      #expect(planes.map { $0.bytes[pixel] } == Array(colours[(3 * pixel)..<(3 * pixel + 3)]))
    }
  }

  @Test func `takes grey for a colour without colour`() {
    let grey = PixelBuffer(width: 2, height: 1, channels: .grey, bytes: [17, 200])
    #expect(grey.planes(in: .yCbCr).map(\.bytes) == [[17, 200], [128, 128], [128, 128]])
    #expect(grey.planes(in: .hsv).map(\.bytes) == [[0, 0], [0, 0], [17, 200]])
    #expect(grey.grey() == grey)
  }
}
