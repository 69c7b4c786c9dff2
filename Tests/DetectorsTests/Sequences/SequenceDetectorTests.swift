import Imaging
import PADVocabulary
import Subsystems
import Testing

@testable import Detectors

struct SequenceDetectorTests {
  static let detectors: [any LivenessDetector] = [
    BlinkDetector(), MotionDetector(), PulseDetector(),
  ]
  static let living = TinySequence(
    closed: [1.49...1.71, 4.19...4.41], pulse: 0.012, sway: 1.5)

  static func outcome(_ detector: any LivenessDetector, _ frames: [Frame]) throws -> Outcome {
    try BuiltInDetectorTests.score(detector, frames)
  }

  static func score(_ detector: any LivenessDetector, _ sequence: TinySequence) throws -> Double {
    try #require(try outcome(detector, sequence.make()).score)
  }

  @Test(arguments: SequenceDetectorTests.detectors.indices)
  func `conforms`(index: Int) throws {
    let frames = Self.living.make()
    var odd = frames
    odd[3].time = .nan
    odd[5].faceBox = nil
    odd[5].landmarks = []
    odd[8].faceBox = FaceBox(x: .nan, y: 0, width: 1e300, height: -1)
    odd[8].landmarks = [Landmark(x: .nan, y: .infinity), Landmark(x: 1e300, y: -1e300)]
    odd[11].pixels = PixelBuffer(width: 1, height: 1, channels: .rgb, repeating: 3)
    odd[13].time = 1e300
    odd[20].time = 0
    odd.removeSubrange(30..<33)
    let flat = (0..<60).map { index in
      Frame(
        index: index, time: Double(index) / 10,
        pixels: PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 90),
        faceBox: TinySequence.face)
    }
    let black = flat.map { frame in
      var frame = frame
      frame.pixels = PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 0)
      return frame
    }
    let samples = [("living", frames), ("odd", odd), ("flat", flat), ("black", black)].map {
      ConformanceCheck.Sample(name: $0.0, frames: $0.1)
    }
    #expect(try ConformanceCheck(samples: samples).findings(of: Self.detectors[index]) == [])
    #expect(try Self.outcome(Self.detectors[index], odd).score != nil)
  }

  @Test(arguments: SequenceDetectorTests.detectors.indices)
  func `says why it cannot judge`(index: Int) throws {
    let detector = Self.detectors[index]
    let frames = Self.living.make()
    #expect(try Self.outcome(detector, []) == .nonResponse(.missingInput))
    #expect(try Self.outcome(detector, [frames[0]]) == .nonResponse(.missingInput))
    #expect(try Self.outcome(detector, Array(frames[..<8])) == .nonResponse(.tooShort))
    let faceless = frames.map { Frame(index: $0.index, time: $0.time, pixels: $0.pixels) }
    #expect(try Self.outcome(detector, faceless) == .nonResponse(.noFace))
    let tiny = frames.map { frame in
      Frame(
        index: frame.index, time: frame.time, pixels: frame.pixels,
        faceBox: FaceBox(x: 20, y: 20, width: 12, height: 12))
    }
    #expect(try Self.outcome(detector, tiny) == .nonResponse(.refused))
  }

  @Test(arguments: [0, 2])
  func `needs the frames' times`(index: Int) throws {
    let timeless = Self.living.make().map { frame in
      var frame = frame
      frame.time = nil
      return frame
    }
    let outcome = try Self.outcome(Self.detectors[index], timeless)
    #expect(outcome == .nonResponse(.missingInput))
  }

  @Test(arguments: SequenceDetectorTests.detectors.indices)
  func `says what it went by, and its cues add up to its score`(index: Int) throws {
    let observer = try Self.detectors[index].makeObserver()
    observer.begin()
    #expect(observer.cues.isEmpty)
    for frame in Self.living.make() { observer.observe(frame) }
    let score = try #require(observer.finish().score)
    let evidence = observer.cues.reduce(0) { $0 + $1.evidence }
    #expect(observer.cues.count >= 2)
    #expect(abs(Logistic.score(evidence) - score) < 1e-12)
    observer.begin()
    #expect(observer.cues.isEmpty)
  }

  @Test func `a face that blinks scores higher than one that stares`() throws {
    var staring = Self.living
    staring.closed = []
    let detector = BlinkDetector()
    let blinks = try Self.score(detector, Self.living)
    #expect(try blinks > 0.8 && Self.score(detector, staring) < 0.2)
    // At twice the rate, and where eyes have to be guessed from the face box.
    var fast = Self.living
    fast.rate = 20
    fast.frames = 120
    #expect(try Self.score(detector, fast) > 0.8)
    let guessed = Self.living.make().map { frame in
      var frame = frame
      frame.landmarks = []
      return frame
    }
    #expect(try #require(try Self.outcome(detector, guessed).score) > 0.8)
  }

  @Test func `the longer nobody blinks, the more it says`() throws {
    var staring = TinySequence()
    staring.frames = 30
    let short = try Self.score(BlinkDetector(), staring)
    staring.frames = 80
    #expect(try Self.score(BlinkDetector(), staring) < short)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `skin with a pulse scores higher than skin without`(seed: UInt64) throws {
    var living = Self.living
    var lifeless = TinySequence(closed: living.closed, sway: living.sway)
    (living.seed, lifeless.seed) = (seed, seed)
    let detector = PulseDetector()
    let alive = try Self.score(detector, living)
    #expect(try alive > 0.7 && Self.score(detector, lifeless) < 0.4)
    // Every fourth frame dropped.
    let dropped = living.make().filter { $0.index % 4 != 2 }
    let outcome = try Self.outcome(detector, dropped)
    #expect(outcome == .nonResponse(.tooShort))
    living.rate = 15
    living.frames = 90
    let enough = living.make().filter { $0.index % 4 != 2 }
    #expect(try #require(try Self.outcome(detector, enough).score) > 0.6)
  }

  @Test func `a head that moves on its own scores higher than a print that is held`() throws {
    let detector = MotionDetector()
    let head = try Self.score(detector, TinySequence(sway: 2))
    let print = try Self.score(detector, TinySequence(sway: 2, isInOnePiece: true))
    let fixed = try Self.score(detector, TinySequence())
    #expect(head > 0.6 && print < 0.3 && fixed < head)
  }
}
