import Foundation
import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import ModelRuntime

/// MobileFaceNet on photographs, compared with scripts/reference/matcher_reference.py (Pillow, numpy
/// 2.4.6 and the onnxruntime package 1.31.1, which shares no code with padbench).
@Suite(.onnxRuntime, .reference("photos/image_T1.jpg"), .reference("models/mobilefacenet"))
struct PublishedMatcherTests {
  private static let names = [
    "obama.jpg", "obama2.jpg", "biden.jpg", "astronaut.png", "image_T1.jpg",
  ]

  /// Cosines of the reference, pair by pair of `names`.
  private static let cosines = [
    0.739765, -0.056594, 0.029663, -0.038297, 0.041051, 0.019151, -0.081584, 0.147492, -0.011134,
    -0.046162,
  ]

  private static func matcher() throws -> ONNXFaceMatcher {
    try ONNXFaceMatcher(
      PublishedModelTests.card("mobilefacenet", model: "mobilefacenet/MobileFaceNet.onnx"),
      runtime: #require(foundRuntime))
  }

  private static func templates(by matcher: ONNXFaceMatcher) throws -> [FaceTemplate] {
    let finder = try YuNetFaceFinder(
      PublishedModelTests.card("yunet", model: "yunet/yunet_n_320_320.onnx"),
      runtime: #require(foundRuntime))
    let searcher = try finder.makeSearcher()
    let encoder = try matcher.makeEncoder()
    return try names.map { name in
      let file = try Data(contentsOf: ReferenceData.url("photos/\(name)"))
      let pixels = try ImageDecoder.decode(Array(file)).pixels
      let face = try #require(try searcher.faces(in: pixels).first, "\(name)")
      encoder.begin()
      encoder.observe(
        Frame(pixels: pixels, faceBox: face.box, landmarks: face.landmarks))
      guard case .template(let template) = encoder.finish() else {
        throw NoTemplate(message: "\(name): \(encoder.message)")
      }
      return template
    }
  }

  private struct NoTemplate: Error { var message: String }

  @Test func `has the reference's cosines, and tells two pictures of one person from others`()
    throws
  {
    let matcher = try Self.matcher()
    let templates = try Self.templates(by: matcher)
    let scores = try matcher.makeComparer(for: templates).similarities(of: templates)
    var pair = 0
    for one in templates.indices {
      for two in templates.indices.dropFirst(one + 1) {
        let score = scores[one * templates.count + two]
        let names = "\(Self.names[one]), \(Self.names[two])"
        #expect(abs(score - Self.cosines[pair]) < 0.03, "\(names): \(score)")
        #expect(pair == 0 ? score > 0.6 : score < 0.2, "\(names): \(score)")
        pair += 1
      }
    }
  }

  @Test func `has the numbers of Python's runtime for the same pixels`() throws {
    let bytes = (0..<112 * 112 * 3).map { place -> UInt8 in
      let (row, column) = (place / 3).quotientAndRemainder(dividingBy: 112)
      let value = column * 3 + row * 5 + place % 3 * 70 + column * row / 16
      return UInt8(value % 256)
    }
    let face = PixelBuffer(width: 112, height: 112, channels: .rgb, bytes: bytes)
    let raw = try Self.matcher().embedding(of: face)
    let embedding = try #require(SimilarityMeasure.cosine.prepared(raw))
    try #require(embedding.count == 128)
    let expected: [Float] = [
      0.005984, -0.189835, -0.020805, -0.097326, 0.072173, 0.139204, 0.054761, 0.124511,
    ]
    for (number, wanted) in zip(embedding, expected) { #expect(abs(number - wanted) < 1e-4) }
    #expect(abs(embedding.reduce(0, +) + 0.2239057) < 1e-3)
  }
}
