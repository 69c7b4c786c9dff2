import Imaging
import PADVocabulary

extension JunkPresentations {
  /// Sequences that no camera makes.
  static let sequences: [ConformanceCheck.Sample] = {
    let moving = (0..<8).map { makeNoise(width: width, height: height, seed: UInt64($0) + 1) }
    let losesItsFace = [
      Frame(index: 0, time: 0, pixels: noise, faceBox: box),
      Frame(index: 1, time: 0.04, pixels: flat),
      Frame(index: 2, time: 0.08, pixels: noise, faceBox: box),
    ]
    let changing = (0..<8).map { place in
      let scale = [1, 3, 2, 1][place % 4]
      return Frame(
        index: place, time: Double(place) / 25,
        pixels: makeNoise(width: 16 * scale, height: 20 * scale, seed: UInt64(place) + 1),
        faceBox: FaceBox(x: 2, y: 2, width: Double(12 * scale), height: Double(16 * scale)))
    }
    return [
      .init(name: "a sequence that loses its face", frames: losesItsFace),
      .init(
        name: "a sequence of one frame",
        frames: [Frame(index: 0, time: 0, pixels: noise, faceBox: box)]),
      .init(
        name: "a sequence of equal frames",
        frames: frames(of: moving.map { _ in noise }) { Double($0) / 25 }),
      .init(name: "a sequence of noise", frames: frames(of: moving) { Double($0) / 25 }),
      .init(name: "frames of changing size", frames: changing),
      .init(name: "times that go back", frames: frames(of: moving) { 1 - Double($0) / 25 }),
      .init(name: "times that stand still", frames: frames(of: moving) { _ in 0.5 }),
      .init(name: "times that are no numbers", frames: frames(of: moving) { _ in .nan }),
      .init(name: "times without end", frames: frames(of: moving) { $0 == 3 ? .infinity : 1e300 }),
      .init(name: "a sequence without times", frames: frames(of: moving) { _ in nil }),
      .init(
        name: "a face that jumps",
        frames: frames(of: moving) { Double($0) / 25 }.map { frame in
          var frame = frame
          frame.faceBox?.x = frame.index.isMultiple(of: 2) ? -30 : 40
          return frame
        }),
    ]
  }()

  private static func frames(
    of pictures: [PixelBuffer], times: (Int) -> Double?
  ) -> [Frame] {
    pictures.enumerated().map { place, pixels in
      Frame(index: place, time: times(place), pixels: pixels, faceBox: box)
    }
  }
}
