import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import ModelRuntime

/// Runs models whose output is their input, so that each value of the tensor can be seen.
@Suite(.onnxRuntime)
struct ONNXDetectorTests {
  /// Two by two pixels: red 10…13, green 20…23, blue 30…33.
  let picture = PixelBuffer(
    width: 2, height: 2, channels: .rgb, bytes: [10, 20, 30, 11, 21, 31, 12, 22, 32, 13, 23, 33])

  func score(
    index: Int, colour: String = "rgb", range: String = "0..255", more: String = "",
    activation: String = "none", polarity: String = "bona_fide"
  ) throws -> Double? {
    let scratch = try Scratch()
    let runtime = try #require(foundRuntime)
    let card = try TestModels.load(
      TestModels.flatten, in: scratch,
      input: "{crop_scale: whole, width: 2, height: 2, colour: \(colour), range: \(range)\(more)}",
      output: "{index: \(index), activation: \(activation), high_means: \(polarity)}")
    let observer = try ONNXLivenessDetector(card, runtime: runtime).makeObserver()
    observer.begin()
    observer.observe(Frame(pixels: picture))
    return observer.finish().score
  }

  @Test(arguments: [
    (0, "rgb", 10.0), (3, "rgb", 13), (4, "rgb", 20), (11, "rgb", 33), (0, "bgr", 30),
    (7, "bgr", 23), (8, "bgr", 10),
  ])
  func `lays planes out in the card's colour order`(
    index: Int, colour: String, expected: Double
  ) throws {
    #expect(try score(index: index, colour: colour) == expected)
  }

  @Test func `scales values as the card says`() throws {
    let unit = try #require(try score(index: 0, range: "0..1"))
    #expect(abs(unit - 10 / 255.0) < 1e-7)
    let signed = try #require(try score(index: 0, range: "-1..1"))
    #expect(abs(signed - (10 / 127.5 - 1)) < 1e-6)
    let normal = try #require(
      try score(index: 4, range: "0..1", more: ", mean: [0.5, 0.25, 0], std: [1, 0.5, 1]"))
    #expect(abs(normal - (20 / 255.0 - 0.25) / 0.5) < 1e-6)
  }

  @Test func `makes scores in which high means bona fide`() throws {
    #expect(try score(index: 0, polarity: "attack") == -10)
    let sigmoid = try #require(try score(index: 0, range: "0..1", activation: "sigmoid"))
    // scipy.special.expit(10 / 255)
    #expect(abs(sigmoid - 0.5098026652) < 1e-7)
    let other = try #require(
      try score(index: 0, range: "0..1", activation: "sigmoid", polarity: "attack"))
    #expect(abs(sigmoid + other - 1) < 1e-12)
  }

  @Test func `takes softmax over values of any size`() {
    let output = ScoreOutput(index: 0, activation: .softmax)
    // scipy.special.softmax([1000, 1001])
    #expect(abs(output.score(of: [1000, 1001]) - 0.2689414214) < 1e-9)
    #expect(output.score(of: []).isNaN)
    #expect(!output.score(of: [.nan, 1]).isFinite)
  }

  @Test func `gives a non-response where the model gives no number`() throws {
    let scratch = try Scratch()
    let runtime = try #require(foundRuntime)
    // exp(255) is beyond a 32-bit number.
    let card = try TestModels.load(
      TestModels.exponential, in: scratch,
      input: "{crop_scale: whole, width: 2, height: 2, colour: rgb, range: 0..255}")
    let observer = try ONNXLivenessDetector(card, runtime: runtime).makeObserver()
    observer.begin()
    observer.observe(
      Frame(pixels: PixelBuffer(width: 2, height: 2, channels: .rgb, repeating: 255)))
    #expect(observer.finish() == .nonResponse(.notFinite))
  }

  @Test func `conforms`() throws {
    let scratch = try Scratch()
    let runtime = try #require(foundRuntime)
    let card = try TestModels.load(
      TestModels.flatten, in: scratch,
      input: "{crop_scale: 1.5, width: 2, height: 2, colour: rgb, range: 0..1}")
    let detector = try ONNXLivenessDetector(card, runtime: runtime)
    #expect(try ConformanceCheck().findings(of: detector) == [])
    #expect(detector.runtime == "onnxruntime \(runtime.version)")
  }

  @Test(arguments: [
    ("{crop_scale: whole, width: 4, height: 2, colour: rgb, range: 0..1}", "width, height"),
    ("{crop_scale: whole, width: 2, height: 2, colour: grey, range: 0..1}", "width, height"),
  ])
  func `refuses a card that describes another model`(input: String, hint: String) throws {
    let scratch = try Scratch()
    let runtime = try #require(foundRuntime)
    let card = try TestModels.load(TestModels.flatten, in: scratch, input: input)
    let fault = #expect(throws: SubsystemFault.self) {
      try ONNXLivenessDetector(card, runtime: runtime)
    }
    #expect(fault?.remedy.contains(hint) == true)
  }

  @Test(arguments: [
    "{index: 12, activation: none, high_means: bona_fide}",
    "{name: z, index: 0, activation: none, high_means: bona_fide}",
  ])
  func `refuses an output that the model does not have`(output: String) throws {
    let scratch = try Scratch()
    let runtime = try #require(foundRuntime)
    let card = try TestModels.load(
      TestModels.exponential, in: scratch,
      input: "{crop_scale: whole, width: 2, height: 2, colour: rgb, range: 0..1}", output: output)
    #expect(throws: SubsystemFault.self) { try ONNXLivenessDetector(card, runtime: runtime) }
  }

  @Test func `refuses a model with external data, and one the runtime does not know`() throws {
    let runtime = try #require(foundRuntime)
    let external = #expect(throws: SubsystemFault.self) {
      try ONNXSession(model: TestModels.externalData, named: "m", runtime: runtime)
    }
    #expect(external?.message.contains("files of its own choosing") == true)
    // An operator that does not exist, in place of Flatten.
    let place = try #require(
      TestModels.flatten.firstRange(of: Array("Flatten".utf8)).map(\.lowerBound))
    var unknown = TestModels.flatten
    unknown[place] = UInt8(ascii: "X")
    let fault = #expect(throws: SubsystemFault.self) {
      try ONNXSession(model: unknown, named: "m", runtime: runtime)
    }
    #expect(fault?.message.contains("refuses the model") == true)
  }

  @Test func `runs one session from many tasks at once`() async throws {
    let runtime = try #require(foundRuntime)
    let session = try ONNXSession(model: TestModels.flatten, named: "m", runtime: runtime)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<16 {
        group.addTask {
          let values = (0..<12).map { Float(task * 100 + $0) }
          for _ in 0..<50 {
            let output = try session.run(Tensor(shape: [1, 3, 2, 2], values: values))
            if output.first?.values != values { return false }
          }
          return true
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func `is no face finder without its decoder`() throws {
    let scratch = try Scratch()
    var registry = SubsystemRegistry()
    try ModelSubsystems.register(
      into: &registry,
      search: RuntimeSearch(namedPath: try #require(foundRuntime).path, environment: [:]))
    let card = try TestModels.load(
      TestModels.flatten, in: scratch, role: "face-finder",
      input: "{width: 2, height: 2, colour: bgr, range: 0..255}", output: "{}")
    let undecoded = #expect(throws: SubsystemFault.self) { try registry.faceFinder(card.path) }
    #expect(undecoded?.remedy.contains("decoder: yunet") == true)
    let other = try TestModels.load(
      TestModels.flatten, in: scratch, role: "face-finder",
      input: "{width: 2, height: 2, colour: bgr, range: 0..255}", output: "{}",
      more: "settings: {decoder: yunet}")
    let fault = #expect(throws: SubsystemFault.self) { try registry.faceFinder(other.path) }
    #expect(fault?.message.contains("cls_8") == true)
  }
}
