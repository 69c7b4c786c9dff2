import Imaging
import PADVocabulary

extension JunkPresentations {
  /// Depth and infrared that no sensor gives.
  static let maps: [ConformanceCheck.Sample] = {
    let kinds: [(name: String, map: DepthMap)] = [
      ("of nothing", map(width, height) { _ in 0 }),
      ("of one distance", map(width, height) { _ in 800 }),
      ("as large as numbers go", map(width, height) { _ in .max }),
      ("of noise", map(width, height) { UInt16(truncatingIfNeeded: $0 &* 40_503) }),
      ("of another size", map(31, 7) { UInt16(600 + $0 % 31) }),
      ("of one value", map(1, 1) { _ in 700 }),
    ]
    let depths = kinds.map { name, map in
      ConformanceCheck.Sample(
        name: "depth \(name)", frames: [Frame(pixels: noise, faceBox: box, depth: map)])
    }
    let infrareds = kinds.map { name, map in
      ConformanceCheck.Sample(
        name: "infrared \(name)", frames: [Frame(pixels: noise, faceBox: box, infrared: map)])
    }
    let sometimes = (0..<6).map { place in
      Frame(
        index: place, time: Double(place) / 25, pixels: noise, faceBox: box,
        depth: place == 2 ? kinds[1].map : place == 4 ? kinds[4].map : nil,
        infrared: place == 3 ? kinds[0].map : nil)
    }
    let both = ConformanceCheck.Sample(
      name: "depth and infrared of different sizes",
      frames: [Frame(pixels: noise, faceBox: box, depth: kinds[1].map, infrared: kinds[4].map)])
    return depths + infrareds + [
      .init(name: "a sequence with depth in some frames", frames: sometimes), both,
    ]
  }()

  private static func map(_ width: Int, _ height: Int, value: (Int) -> UInt16) -> DepthMap {
    DepthMap(width: width, height: height, values: (0..<width * height).map(value))
  }
}
