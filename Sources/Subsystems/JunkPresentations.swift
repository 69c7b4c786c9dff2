import Imaging
import PADVocabulary

/// Presentations that no camera makes and that a detector must survive.
enum JunkPresentations {
  /// All of them, always the same.
  static let all = stills + sequences + maps

  static let width = 48
  static let height = 40
  static let noise = makeNoise(width: width, height: height, seed: 20_261_121)
  static let flat = PixelBuffer(width: width, height: height, channels: .rgb, repeating: 127)
  static let box = FaceBox(x: 8, y: 4, width: 24, height: 30)

  private static let stills: [ConformanceCheck.Sample] = {
    let boxes: [(String, FaceBox)] = [
      ("a box over the edge", FaceBox(x: -20, y: -20, width: 60, height: 60)),
      ("a box beside the picture", FaceBox(x: 500, y: 500, width: 20, height: 20)),
      ("a box of no size", FaceBox(x: 10, y: 10, width: 0, height: 0)),
      ("a box of negative size", FaceBox(x: 10, y: 10, width: -5, height: -5)),
      ("a box that is a fraction of a pixel", FaceBox(x: 10, y: 10, width: 0.01, height: 0.01)),
      ("a box as large as numbers go", FaceBox(x: 0, y: 0, width: 1e300, height: 1e300)),
      ("a box of nothing", FaceBox(x: .nan, y: .nan, width: .nan, height: .nan)),
      ("a box without end", FaceBox(x: 0, y: 0, width: .infinity, height: .infinity)),
    ]
    let one = PixelBuffer(width: 1, height: 1, channels: .rgb, repeating: 200)
    let whole = FaceBox(x: 0, y: 0, width: 1, height: 1)
    let samples = [
      ConformanceCheck.Sample(name: "no frame", frames: []),
      .init(name: "noise", frames: [Frame(pixels: noise, faceBox: box)]),
      .init(name: "noise without a box", frames: [Frame(pixels: noise)]),
      .init(name: "one flat colour", frames: [Frame(pixels: flat, faceBox: box)]),
      .init(name: "one pixel", frames: [Frame(pixels: one, faceBox: whole)]),
    ]
    return samples
      + boxes.map { name, box in .init(name: name, frames: [Frame(pixels: noise, faceBox: box)]) }
  }()

  /// Uniform noise of a linear congruential generator (Knuth's MMIX constants).
  static func makeNoise(width: Int, height: Int, seed: UInt64) -> PixelBuffer {
    var state = seed
    let bytes = (0..<width * height * 3).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    return PixelBuffer(width: width, height: height, channels: .rgb, bytes: bytes)
  }
}
