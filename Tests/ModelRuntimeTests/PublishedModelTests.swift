import Foundation
import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import ModelRuntime

/// Published models on photographs, compared with scripts/reference/pad_reference.py (Pillow,
/// numpy and the onnxruntime package 1.31.1, which shares no code with padbench).
@Suite(.onnxRuntime, .reference("photos/image_T1.jpg"), .reference("models/facenox"))
struct PublishedModelTests {
  /// A photograph, the reference's YuNet box and P(live), and the bounds its makers' material sets.
  struct Photo: Sendable, CustomTestStringConvertible {
    var name: String
    var box: FaceBox
    var score: Double
    var bounds: ClosedRange<Double>
    var testDescription: String { name }
  }

  static let photos = [
    Photo(
      name: "image_F1.jpg", box: FaceBox(x: 190.000, y: 111.491, width: 194.531, height: 240.331),
      score: 0.0000372644, bounds: 0...0.005),
    Photo(
      name: "image_F2.jpg", box: FaceBox(x: 143.788, y: 212.756, width: 217.374, height: 299.268),
      score: 0.000430404, bounds: 0...0.005),
    Photo(
      name: "image_T1.jpg", box: FaceBox(x: 109.218, y: 112.932, width: 186.019, height: 265.693),
      score: 0.994959584, bounds: 0.99...1),
    Photo(
      name: "obama.jpg", box: FaceBox(x: 372.337, y: 81.054, width: 243.627, height: 346.091),
      score: 0.999996160, bounds: 0.99...1),
    Photo(
      name: "obama2.jpg", box: FaceBox(x: 198.693, y: 232.045, width: 274.977, height: 401.049),
      score: 0.999999914, bounds: 0.99...1),
    Photo(
      name: "biden.jpg", box: FaceBox(x: 425.874, y: 173.931, width: 276.212, height: 395.364),
      score: 0.999989144, bounds: 0.99...1),
    Photo(
      name: "astronaut.png", box: FaceBox(x: 179.751, y: 59.064, width: 90.437, height: 118.241),
      score: 0.993508058, bounds: 0.95...1),
  ]

  /// The shipped card of a model, copied beside it as its first lines tell a user to.
  static func card(_ name: String, model: String) throws -> LoadedCard {
    let scratch = try Scratch()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "scripts/cards/\(name).card.yaml")
    let path = try scratch.write("\(name).card.yaml", String(contentsOf: source, encoding: .utf8))
    let file = try ReferenceData.url("models/\(model)")
    try scratch.write(file.lastPathComponent, bytes: Array(Data(contentsOf: file)))
    return try LoadedCard.load(path: path)
  }

  @Test func `scores and finds faces as the reference does`() throws {
    let runtime = try #require(foundRuntime)
    let detector = try ONNXLivenessDetector(
      Self.card("facenox", model: "facenox/minifasnet_v2_se_128.onnx"), runtime: runtime)
    let finder = try YuNetFaceFinder(
      Self.card("yunet", model: "yunet/yunet_n_320_320.onnx"), runtime: runtime)
    let observer = try detector.makeObserver()
    let searcher = try finder.makeSearcher()
    for photo in Self.photos {
      let file = try Data(contentsOf: ReferenceData.url("photos/\(photo.name)"))
      let image = try ImageDecoder.decode(Array(file))
      let face = try #require(try searcher.faces(in: image.pixels).first, "\(photo.name)")
      let corners = [
        (face.box.x, photo.box.x), (face.box.y, photo.box.y),
        (face.box.x + face.box.width, photo.box.x + photo.box.width),
        (face.box.y + face.box.height, photo.box.y + photo.box.height),
      ]
      for (found, expected) in corners {
        #expect(abs(found - expected) < 1, "\(photo.name): \(face.box)")
      }
      #expect(face.landmarks.count == 5)

      var scores: [Double] = []
      for box in [photo.box, face.box] {
        observer.begin()
        observer.observe(Frame(pixels: image.pixels, faceBox: box))
        scores.append(try #require(observer.finish().score))
      }
      #expect(abs(scores[0] - photo.score) < 1e-3, "\(photo.name) with the reference's box")
      #expect(photo.bounds.contains(scores[1]), "\(photo.name) with our box: \(scores[1])")
    }
  }
}
