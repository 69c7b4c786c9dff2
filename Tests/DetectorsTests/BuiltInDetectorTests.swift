import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Detectors

struct BuiltInDetectorTests {
  static let detectors: [any LivenessDetector] = [FrequencyDetector(), QualityDetector()]
  static let box = FaceBox(x: 4, y: 4, width: 50, height: 56)

  /// A face-like picture: soft shading in skin colours, with more detail above than below.
  static func face(side: Int = 64, lines: Int = 0, isBlurred: Bool = false) -> PixelBuffer {
    var state: UInt64 = 7
    var bytes: [UInt8] = []
    for y in 0..<side {
      for x in 0..<side {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let grain = isBlurred ? 0 : (Int(state >> 60) - 8) / (y < side / 4 ? 1 : 4)
        let across = (x * 64 / side) - 32
        let down = (y * 64 / side) - 30
        let line = (2 * x + 3 * y) % 7 < 2 ? lines : 0
        let light = max(40, 200 - (across * across + down * down) / 8) + grain + line
        bytes += [light, light * 3 / 4, light * 5 / 9].map { UInt8(clamping: $0) }
      }
    }
    return PixelBuffer(width: side, height: side, channels: .rgb, bytes: bytes)
  }

  static func score(_ detector: any LivenessDetector, _ frames: [Frame]) throws -> Outcome {
    let observer = try detector.makeObserver()
    observer.begin()
    for frame in frames { observer.observe(frame) }
    return observer.finish()
  }

  @Test(arguments: BuiltInDetectorTests.detectors.indices)
  func `conforms`(index: Int) throws {
    let sample = ConformanceCheck.Sample(
      name: "face", frames: [Frame(pixels: Self.face(), faceBox: Self.box)])
    let findings = try ConformanceCheck(samples: [sample]).findings(of: Self.detectors[index])
    #expect(findings == [])
  }

  @Test(arguments: BuiltInDetectorTests.detectors.indices)
  func `needs a face box, and one with something in it`(index: Int) throws {
    let detector = Self.detectors[index]
    let face = Self.face()
    #expect(try Self.score(detector, [Frame(pixels: face)]) == .nonResponse(.noFace))
    let small = FaceBox(x: 4, y: 4, width: 20, height: 20)
    #expect(
      try Self.score(detector, [Frame(pixels: face, faceBox: small)]) == .nonResponse(.refused))
    let beside = FaceBox(x: 400, y: 4, width: 50, height: 50)
    #expect(
      try Self.score(detector, [Frame(pixels: face, faceBox: beside)]) == .nonResponse(.refused))
  }

  @Test(arguments: BuiltInDetectorTests.detectors.indices)
  func `scores a sequence by the mean of its frames`(index: Int) throws {
    let detector = Self.detectors[index]
    let pictures = [Self.face(), Self.face(lines: 25)]
    let alone = try pictures.map {
      try #require(try Self.score(detector, [Frame(pixels: $0, faceBox: Self.box)]).score)
    }
    let frames = [
      Frame(index: 0, pixels: pictures[0], faceBox: Self.box), Frame(index: 1, pixels: pictures[0]),
      Frame(index: 2, pixels: pictures[1], faceBox: Self.box),
    ]
    let together = try #require(try Self.score(detector, frames).score)
    #expect(abs(together - (alone[0] + alone[1]) / 2) < 1e-12)
  }

  @Test func `a fine grid over a face speaks against it`() throws {
    let detector = FrequencyDetector()
    let plain = try Self.score(detector, [Frame(pixels: Self.face(), faceBox: Self.box)])
    let screen = try Self.score(detector, [Frame(pixels: Self.face(lines: 25), faceBox: Self.box)])
    #expect(try #require(screen.score) < 0.1 && #require(plain.score) > 0.5)
  }

  @Test func `a face without detail speaks against it`() throws {
    let detector = QualityDetector()
    let box = FaceBox(x: 0, y: 0, width: 128, height: 128)
    let plain = try Self.score(detector, [Frame(pixels: Self.face(side: 128), faceBox: box)])
    let blurred = try Self.score(
      detector, [Frame(pixels: Self.face(side: 128, isBlurred: true), faceBox: box)])
    let scores = (blurred: try #require(blurred.score), plain: try #require(plain.score))
    #expect(scores.blurred < scores.plain)
  }

  @Test func `every built-in detector is found by its name`() throws {
    var registry = SubsystemRegistry()
    try BuiltInDetectors.register(into: &registry)
    #expect(
      registry.builtInCards(.detector).map(\.name) == [
        "blink", "depth", "frequency", "motion", "null", "pulse", "quality",
      ])
    for card in registry.builtInCards(.detector) {
      #expect(try registry.detector(card.name).card == card)
    }
    let digests = Set(registry.builtInCards(.detector).map(\.digest))
    #expect(digests.count == 7)
  }
}
