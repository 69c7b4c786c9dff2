import PADVocabulary
import Subsystems
import Testing

@testable import ModelRuntime

/// Expected values by hand from the formulas of Wu, Peng and Yu (2023).
struct YuNetDecodingTests {
  let decoding = YuNetDecoding(
    width: 64, height: 64, scoreThreshold: 0.5, overlapThreshold: 0.3)

  /// Outputs without faces, changed by `edit` for one stride.
  func faces(
    stride wanted: Int, _ edit: (inout [String: [Float]]) -> Void
  ) -> [FaceDetection] {
    decoding.faces { part, stride in
      let cells = (64 / stride) * (64 / stride)
      var outputs = [
        "cls": [Float](repeating: 0, count: cells), "obj": [Float](repeating: 0, count: cells),
        "bbox": [Float](repeating: 0, count: 4 * cells),
        "kps": [Float](repeating: 0, count: 10 * cells),
      ]
      if stride == wanted { edit(&outputs) }
      return outputs[part] ?? []
    }
  }

  @Test func `turns a cell's values into a box and five points`() throws {
    let found = faces(stride: 16) { outputs in
      // Row 2, column 1 of 4 × 4 cells.
      outputs["cls"]?[9] = 0.81
      outputs["obj"]?[9] = 1.44
      outputs["bbox"]?.replaceSubrange(36..<40, with: [0.5, 0.25, 0, 0.6931472])
      outputs["kps"]?.replaceSubrange(90..<100, with: [0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1])
    }
    let face = try #require(found.first)
    #expect(found.count == 1)
    #expect(abs(face.confidence - 0.9) < 1e-6)
    #expect(abs(face.box.x - 16) < 1e-5)
    #expect(abs(face.box.y - 20) < 1e-5)
    #expect(abs(face.box.width - 16) < 1e-5)
    #expect(abs(face.box.height - 32) < 1e-5)
    #expect(
      face.landmarks == [
        Landmark(x: 16, y: 32), Landmark(x: 32, y: 32), Landmark(x: 24, y: 40),
        Landmark(x: 16, y: 48), Landmark(x: 32, y: 48),
      ])
  }

  @Test func `keeps the better of two faces that overlap, and both that do not`() {
    func face(_ x: Double, _ confidence: Double) -> FaceDetection {
      FaceDetection(box: FaceBox(x: x, y: 0, width: 10, height: 10), confidence: confidence)
    }
    // Overlaps: 5 of 15 = .33 and 4 of 16 = .25.
    #expect(decoding.suppressed([face(0, 0.6), face(5, 0.9)]).map(\.confidence) == [0.9])
    #expect(decoding.suppressed([face(0, 0.6), face(6, 0.9)]).map(\.confidence) == [0.9, 0.6])
    #expect(decoding.suppressed([face(0, 0.6), face(20, 0.6)]).map(\.box.x) == [0, 20])
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 1e30])
  func `leaves out cells whose values make no box`(value: Float) {
    let found = faces(stride: 8) { outputs in
      outputs["cls"]?[0] = 1
      outputs["obj"]?[0] = 1
      outputs["bbox"]?[2] = value
    }
    #expect(found.isEmpty)
  }

  @Test func `takes a score that is no number as none`() {
    let found = faces(stride: 8) { outputs in
      outputs["cls"]?[0] = .nan
      outputs["obj"]?[0] = 1
    }
    #expect(found.isEmpty)
  }

  @Test func `survives outputs of the wrong size`() {
    #expect(decoding.faces { _, _ in [1] }.isEmpty)
  }
}
