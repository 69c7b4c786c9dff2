import Foundation
import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import ModelRuntime

/// A model that hands its input through: an embedding is the aligned face's pixels, plane by plane.
@Suite(.onnxRuntime)
struct ONNXMatcherTests {
  private static let input =
    "{alignment: [five-points, eyes, box], width: 2, height: 2, colour: rgb, range: 0..255}"

  private func load(
    _ scratch: Scratch, input: String = ONNXMatcherTests.input, output: String = "{}",
    more: String = "comparison: cosine\nsettings: {smallest_face: 2}"
  ) throws -> LoadedCard {
    try TestModels.load(
      TestModels.flatten, in: scratch, role: "matcher", input: input, output: output, more: more)
  }

  private func frame(_ bytes: [UInt8], index: Int = 0) -> Frame {
    Frame(
      index: index, pixels: PixelBuffer(width: 2, height: 2, channels: .rgb, bytes: bytes),
      faceBox: FaceBox(x: 0, y: 0, width: 2, height: 2))
  }

  /// Counted by hand: planes of red 3, 0, 0, 0 and blue 0, 0, 0, 4 have the length 5.
  @Test func `keeps the model's answer at length 1`() throws {
    let scratch = try Scratch()
    let matcher = try ONNXFaceMatcher(load(scratch), runtime: #require(foundRuntime))
    #expect(matcher.dimension == 12)
    #expect(!matcher.runtime.isEmpty)
    let encoder = try matcher.makeEncoder()
    encoder.begin()
    encoder.observe(frame([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]))
    let expected: [Float] = [0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.8]
    #expect(encoder.finish() == .template(FaceTemplate(vector: expected)))
  }

  /// Counted by hand: the mean of two vectors of length 1 at a right angle, brought to length 1.
  @Test func `averages the frames of a sequence`() throws {
    let scratch = try Scratch()
    let matcher = try ONNXFaceMatcher(load(scratch), runtime: #require(foundRuntime))
    let encoder = try matcher.makeEncoder()
    encoder.begin()
    encoder.observe(frame([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    encoder.observe(frame([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 70], index: 1))
    guard case .template(let template) = encoder.finish(), let vector = template.vector else {
      Issue.record("no template: \(encoder.message)")
      return
    }
    #expect(abs(vector[0] - 0.70710678) < 1e-6 && abs(vector[11] - 0.70710678) < 1e-6)
  }

  @Test func `says why there is no template`() throws {
    let scratch = try Scratch()
    let matcher = try ONNXFaceMatcher(load(scratch), runtime: #require(foundRuntime))
    let encoder = try matcher.makeEncoder()
    encoder.begin()
    #expect(encoder.finish() == .nonResponse(.missingInput))
    encoder.begin()
    var faceless = frame([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    faceless.faceBox = nil
    encoder.observe(faceless)
    #expect(encoder.finish() == .nonResponse(.noFace))
    encoder.begin()
    encoder.observe(frame([UInt8](repeating: 0, count: 12)))
    #expect(encoder.finish() == .nonResponse(.notFinite))
    #expect(encoder.message.contains("none that can be compared"))
  }

  @Test(arguments: [
    (
      "{alignment: box, width: 2, height: 2, colour: grey, range: 0..255}", "{}", "", "[1, 1, 2, 2]"
    ),
    (ONNXMatcherTests.input, "{name: logits}", "", "no output 'logits'"),
    (ONNXMatcherTests.input, "{}", "settings: {largest_face: 9}", "'largest_face'"),
  ])
  func `refuses a card that does not fit the model`(
    input: String, output: String, more: String, words: String
  ) throws {
    let scratch = try Scratch()
    let loaded = try load(
      scratch, input: input, output: output, more: "comparison: cosine\n" + more)
    let fault = #expect(throws: SubsystemFault.self) {
      try ONNXFaceMatcher(loaded, runtime: #require(foundRuntime))
    }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test func `keeps every rule for matchers`() throws {
    let scratch = try Scratch()
    let matcher = try ONNXFaceMatcher(load(scratch), runtime: #require(foundRuntime))
    let answer = try MatcherCheck().answer(of: matcher, starts: 2, seed: 1) {
      try ONNXFaceMatcher(load(scratch), runtime: #require(foundRuntime))
    }
    #expect(answer.findings.isEmpty, "\(answer.findings)")
    #expect(answer.templates.count > 5)
  }
}
