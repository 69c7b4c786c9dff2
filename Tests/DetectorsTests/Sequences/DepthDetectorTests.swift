import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Detectors

struct DepthDetectorTests {
  static let pixels = PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 120)

  static func frame(_ map: DepthMap?, box: FaceBox? = TinySequence.face) -> Frame {
    Frame(pixels: pixels, faceBox: box, depth: map)
  }

  static func outcome(_ map: DepthMap?, box: FaceBox? = TinySequence.face) throws -> Outcome {
    try BuiltInDetectorTests.score(DepthDetector(), [frame(map, box: box)])
  }

  @Test(arguments: [(0.0, 0.0), (0, 0.3), (12, 0), (-12, 0.2)], [1.0, 10])
  func `faces score higher than sheets, however bent, tilted or measured`(
    sheet: (bend: Double, tilt: Double), unit: Double
  ) throws {
    let face = try Self.outcome(
      TinySequence.depth(relief: 1, bend: 0, tilt: sheet.tilt, unit: unit))
    let flat = try Self.outcome(
      TinySequence.depth(relief: 0, bend: sheet.bend, tilt: sheet.tilt, unit: unit))
    #expect(try #require(face.score) > 0.9)
    #expect(try #require(flat.score) < 0.1)
  }

  @Test func `depth may have another size than the picture`() throws {
    let face = try Self.outcome(TinySequence.depth(relief: 1, bend: 0, tilt: 0, side: 96))
    #expect(try #require(face.score) > 0.9)
  }

  @Test func `a plane in space is a plane in inverse depth`() throws {
    let map = DepthMap(
      width: 64, height: 64,
      values: (0..<4096).map { place in
        let (x, y) = (Double(place % 64) - 32, Double(place / 64) - 32)
        return UInt16((30_000 / (1 - 0.006 * x + 0.004 * y)).rounded())
      })
    let relief = try #require(FaceRelief(map, in: TinySequence.face))
    #expect(relief.residual < 1e-3 && abs(relief.nose) < 1e-3)
  }

  @Test func `a wall far behind the edge of a print is no relief`() throws {
    let map = DepthMap(
      width: 64, height: 64,
      values: (0..<4096).map { (21..<60).contains($0 % 64) ? UInt16(580 + $0 % 64) : 2500 })
    #expect(try #require(try Self.outcome(map).score) < 0.1)
  }

  @Test func `what was not measured is left out`() throws {
    var map = TinySequence.depth(relief: 1, bend: 0, tilt: 0)
    for place in map.values.indices where place % 7 == 3 { map.values[place] = 0 }
    for place in map.values.indices where place % 11 == 3 { map.values[place] = 65_535 }
    #expect(try #require(try Self.outcome(map).score) > 0.9)
    let nothing = DepthMap(width: 64, height: 64, values: [UInt16](repeating: 0, count: 4096))
    #expect(try Self.outcome(nothing) == .nonResponse(.refused))
  }

  @Test func `says why it cannot judge`() throws {
    #expect(try Self.outcome(nil) == .nonResponse(.missingInput))
    let map = TinySequence.depth(relief: 1, bend: 0, tilt: 0)
    #expect(try Self.outcome(map, box: nil) == .nonResponse(.noFace))
    let beside = FaceBox(x: 200, y: 0, width: 40, height: 40)
    #expect(try Self.outcome(map, box: beside) == .nonResponse(.refused))
  }

  @Test func `conforms, and takes the middle of a sequence`() throws {
    let face = Self.frame(TinySequence.depth(relief: 1, bend: 0, tilt: 0))
    let flat = Self.frame(TinySequence.depth(relief: 0, bend: 0, tilt: 0))
    var frames = [face, Self.frame(nil), flat, face]
    for index in frames.indices { frames[index].index = index }
    let one = Self.frame(DepthMap(width: 1, height: 1, values: [500]))
    let samples = [("face", [face]), ("sequence", frames), ("one", [one])].map {
      ConformanceCheck.Sample(name: $0.0, frames: $0.1)
    }
    #expect(try ConformanceCheck(samples: samples).findings(of: DepthDetector()) == [])
    let alone = try BuiltInDetectorTests.score(DepthDetector(), [face])
    #expect(try BuiltInDetectorTests.score(DepthDetector(), frames) == alone)
  }

  @Test func `says what it went by`() throws {
    let observer = try DepthDetector().makeObserver()
    observer.begin()
    observer.observe(Self.frame(TinySequence.depth(relief: 0, bend: 0, tilt: 0)))
    let score = try #require(observer.finish().score)
    #expect(observer.cues.map(\.name) == ["flatness", "nose"])
    #expect(abs(Logistic.score(observer.cues.reduce(0) { $0 + $1.evidence }) - score) < 1e-12)
  }
}
