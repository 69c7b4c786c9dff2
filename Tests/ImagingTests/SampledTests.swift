import Imaging
import Testing

/// Expected pixels: scipy 1.17.1 `map_coordinates(order=1)` with `mirror` and `nearest`, rounded;
/// expected transforms: Umeyama's solution by numpy 2.4.6 `linalg.svd`.
struct SampledTests {
  private let picture = PixelBuffer(
    width: 9, height: 7, channels: .grey,
    bytes: (0..<63).map { place -> UInt8 in
      let (row, column) = place.quotientAndRemainder(dividingBy: 9)
      return UInt8((column * 31 + row * 57 + column * row * 7) % 256)
    })

  @Test(
    arguments: zip(
      Border.allCases,
      [
        [
          83, 90, 95, 132, 186, 175, 50, 115, 34, 82, 133, 184, 155, 137, 120, 138, 75, 127, 182,
          232, 75, 114, 184, 146, 112, 166, 135, 109, 102, 139, 82, 80, 152, 206, 94, 81, 152, 168,
          61, 130,
        ],
        [
          36, 62, 88, 132, 186, 175, 50, 115, 34, 82, 133, 184, 155, 137, 120, 138, 75, 127, 182,
          232, 75, 114, 184, 146, 112, 166, 135, 109, 102, 139, 82, 80, 149, 206, 94, 81, 152, 168,
          61, 130,
        ],
      ] as [[UInt8]]))
  func `blends as scipy does`(border: Border, expected: [UInt8]) throws {
    let transform = SimilarityTransform(a: 0.83, b: 0.31, c: 1.17, d: -0.71)
    let seen = try #require(
      picture.sampled(through: transform, width: 8, height: 5, border: border))
    #expect(seen.bytes == expected)
  }

  @Test func `takes the mean of several points where much becomes little`() throws {
    let transform = SimilarityTransform(a: 1.5, b: 2, c: 3, d: -2)
    let seen = try #require(
      picture.sampled(through: transform, width: 3, height: 3, by: .area))
    #expect(seen.bytes == [145, 174, 128, 76, 153, 117, 98, 150, 141])
  }

  @Test func `leaves colours where they are`() throws {
    let colours = PixelBuffer(
      width: 2, height: 2, channels: .rgb, bytes: [1, 2, 3, 40, 50, 60, 7, 8, 9, 100, 110, 120])
    let same = SimilarityTransform(a: 1, b: 0, c: 0, d: 0)
    #expect(colours.sampled(through: same, width: 2, height: 2) == colours)
    let turned = SimilarityTransform(a: -1, b: 0, c: 1, d: 1)
    #expect(
      colours.sampled(through: turned, width: 2, height: 2)?.bytes == [
        100, 110, 120, 7, 8, 9, 40, 50, 60, 1, 2, 3,
      ])
  }

  @Test(arguments: [
    SimilarityTransform(a: 1e300, b: 0, c: 0, d: 0), .init(a: 1, b: 0, c: .nan, d: 0),
    .init(a: 1, b: 0, c: 0, d: -1e12), .init(a: .infinity, b: 1, c: 0, d: 0),
  ])
  func `answers nothing for what no picture reaches`(transform: SimilarityTransform) {
    #expect(picture.sampled(through: transform, width: 4, height: 4) == nil)
  }

  @Test(arguments: [(0, 4), (4, 0), (-1, 4), (20_000, 4), (16_384, 16_384)])
  func `answers nothing for a size that is none`(width: Int, height: Int) {
    let same = SimilarityTransform(a: 1, b: 0, c: 0, d: 0)
    #expect(picture.sampled(through: same, width: width, height: height) == nil)
  }

  private static let template: [(x: Double, y: Double)] = [
    (38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655),
    (70.7299, 92.2041),
  ]

  @Test(
    arguments: zip(
      [
        [(412.5, 193.2), (520.1, 188.7), (470.3, 251.9), (428.8, 310), (515.6, 306.4)],
        [(73.5, 51.5), (38.3, 51.7), (56, 71.7), (70.7, 92.2), (41.5, 92.4)],
        [(100, 100), (100, 220), (40, 160), (0, 110), (0, 215)],
      ],
      [
        [0.3396509683314139, 0.014026000308901707, -99.91932247562778, -19.610194226603724],
        [0.22563049221820114, -0.0006411306735344173, 43.34475514035361, 55.71385092722926],
        [0.002593078947368401, -0.33832166228070176, 1.4319045833333348, 87.72273407894735],
      ]))
  func `brings points together as Umeyama does, mirrored ones without mirroring`(
    points: [(Double, Double)], expected: [Double]
  ) throws {
    let found = try #require(
      SimilarityTransform(bringing: points.map { (x: $0.0, y: $0.1) }, to: Self.template))
    for (number, wanted) in zip([found.a, found.b, found.c, found.d], expected) {
      #expect(abs(number - wanted) < 1e-9)
    }
    let back = try #require(found.inverse)
    let there = found.point(3, 4)
    let here = back.point(there.x, there.y)
    #expect(abs(here.x - 3) < 1e-9 && abs(here.y - 4) < 1e-9)
  }

  @Test(arguments: [
    [(1.0, 1.0)], [], [(2, 2), (2, 2)], [(.nan, 1), (2, 2)], [(.infinity, 1), (2, 2)],
  ])
  func `finds no way for points that fix none`(points: [(Double, Double)]) {
    let targets = Array(Self.template.prefix(points.count))
    #expect(
      SimilarityTransform(bringing: points.map { (x: $0.0, y: $0.1) }, to: targets) == nil)
    #expect(SimilarityTransform(bringing: [(0, 0), (1, 1)], to: [(0, 0)]) == nil)
  }
}
