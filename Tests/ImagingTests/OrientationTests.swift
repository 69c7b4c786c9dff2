import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct OrientationTests {
  /// Three columns, two rows: `1 2 3 / 4 5 6`.
  private static let upright = PixelBuffer(
    width: 3, height: 2, channels: .grey, bytes: [1, 2, 3, 4, 5, 6])

  /// How `upright` is stored under each orientation: which edges row 0 and column 0 of the file
  /// show, as the table of Exif 2.32, section 4.6.4, says.
  private static let stored: [(Orientation, width: Int, bytes: [UInt8])] = [
    (.upright, 3, [1, 2, 3, 4, 5, 6]),  // top, left
    (.mirrored, 3, [3, 2, 1, 6, 5, 4]),  // top, right
    (.halfTurn, 3, [6, 5, 4, 3, 2, 1]),  // bottom, right
    (.flipped, 3, [4, 5, 6, 1, 2, 3]),  // bottom, left
    (.transposed, 2, [1, 4, 2, 5, 3, 6]),  // left, top
    (.clockwise, 2, [3, 6, 2, 5, 1, 4]),  // right, top
    (.transversed, 2, [6, 3, 5, 2, 4, 1]),  // right, bottom
    (.counterclockwise, 2, [4, 1, 5, 2, 6, 3]),  // left, bottom
  ]

  @Test(arguments: stored.indices)
  func `turns each orientation upright`(index: Int) {
    let (orientation, width, bytes) = Self.stored[index]
    #expect(orientation.rawValue == index + 1)
    let grey = PixelBuffer(width: width, height: 6 / width, channels: .grey, bytes: bytes)
    #expect(orientation.uprighted(grey) == Self.upright)
    #expect(orientation.inverse.uprighted(Self.upright) == grey)

    let triples = bytes.flatMap { [$0, $0 + 10, $0 + 20] }
    let colour = PixelBuffer(width: width, height: 6 / width, channels: .rgb, bytes: triples)
    let turned = orientation.uprighted(colour)
    #expect(turned.planes(in: .rgb)[0] == Self.upright)
    #expect(turned.planes(in: .rgb)[2].bytes == [21, 22, 23, 24, 25, 26])

    let depth = DepthMap(width: width, height: 6 / width, values: bytes.map { UInt16($0) * 999 })
    #expect(orientation.uprighted(depth).values == [999, 1998, 2997, 3996, 4995, 5994])
  }

  /// Mean red of the four quadrants of a picture.
  private func quadrants(_ picture: PixelBuffer) throws -> [Double] {
    let halves = (picture.width / 2, picture.height / 2)
    return try [(0, 0), (1, 0), (0, 1), (1, 1)].flatMap { column, row in
      let rect = try #require(
        PixelRect(
          x: column * halves.0, y: row * halves.1, width: halves.0, height: halves.1))
      return picture.cropped(to: rect, resizedToWidth: 1, height: 1).bytes.map(Double.init)
    }
  }

  @Test(
    .reference("images/exif-orientation"), arguments: ["Landscape", "Portrait"], 0...8)
  func `shows the same picture however it is stored`(name: String, number: Int) throws {
    func decoded(_ number: Int) throws -> DecodedImage {
      let file = try ReferenceData.url("images/exif-orientation/\(name)_\(number).jpg")
      return try ImageDecoder.decode([UInt8](Data(contentsOf: file)), scale: .eighth)
    }
    let first = try decoded(1)
    let other = try decoded(number)
    #expect(other.orientation.rawValue == max(number, 1))
    #expect(other.pixels.width == first.pixels.width)
    #expect(other.pixels.height == first.pixels.height)
    #expect(other.originalWidth == (name == "Landscape" ? 1800 : 1200))
    #expect(other.originalHeight == (name == "Landscape" ? 1200 : 1800))
    for (left, right) in zip(try quadrants(first.pixels), try quadrants(other.pixels)) {
      #expect(abs(left - right) <= 2)
    }
  }
}
