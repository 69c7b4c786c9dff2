#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import PADVocabulary
import Subsystems

/// Turns YuNet's twelve output tensors into faces.
///
/// Source: Wu, Peng, Yu, "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence
/// Research 20 (2023); the same arithmetic as OpenCV's `FaceDetectorYN`.
struct YuNetDecoding {
  /// Cell sizes in pixels of the model's input.
  static let strides = [8, 16, 32]
  /// What the model gives per cell, with the number of values.
  static let parts = [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)]
  /// Landmarks of a face: right eye, left eye, nose, right and left mouth corner.
  static let landmarkCount = 5

  /// Width of the model's input in pixels.
  var width: Int
  /// Height of the model's input in pixels.
  var height: Int
  /// Faces below it are left out, 0…1.
  var scoreThreshold: Double
  /// Of two faces that overlap more than this (intersection over union) the better one stays.
  var overlapThreshold: Double
  /// Candidates that enter the suppression at most.
  var mostCandidates = 5000

  /// The faces in the model's input, the best first.
  ///
  /// - Parameter output: the values of a part at a stride, for example `bbox` at 16: row by row,
  ///   all values of a cell together.
  func faces(_ output: (_ part: String, _ stride: Int) -> [Float]) -> [FaceDetection] {
    var candidates: [FaceDetection] = []
    for stride in Self.strides {
      let columns = width / stride
      let cells = columns * (height / stride)
      let classes = output("cls", stride)
      let objectness = output("obj", stride)
      let boxes = output("bbox", stride)
      let points = output("kps", stride)
      guard columns > 0, classes.count == cells, objectness.count == cells,
        boxes.count == 4 * cells, points.count == 2 * Self.landmarkCount * cells
      else { continue }
      for cell in 0..<cells {
        let score = (Self.clipped(classes[cell]) * Self.clipped(objectness[cell])).squareRoot()
        guard score >= scoreThreshold else { continue }
        let row = Double(cell / columns)
        let column = Double(cell % columns)
        let face = Self.face(
          boxes[4 * cell..<4 * cell + 4], points[10 * cell..<10 * cell + 10],
          row: row, column: column, stride: Double(stride), score: score)
        if let face { candidates.append(face) }
      }
    }
    return suppressed(candidates)
  }

  private static func clipped(_ value: Float) -> Double {
    // A NaN compares false with everything, and so counts as 0.
    value > 0 ? min(1, Double(value)) : 0
  }

  private static func face(
    _ box: ArraySlice<Float>, _ points: ArraySlice<Float>, row: Double, column: Double,
    stride: Double, score: Double
  ) -> FaceDetection? {
    let box = box.map(Double.init)
    let points = points.map(Double.init)
    let width = exp(box[2]) * stride
    let height = exp(box[3]) * stride
    let x = (column + box[0]) * stride - width / 2
    let y = (row + box[1]) * stride - height / 2
    guard ([x, y, width, height] + points).allSatisfy(\.isFinite), width > 0, height > 0 else {
      return nil
    }
    let landmarks = (0..<landmarkCount).map { k in
      Landmark(x: (column + points[2 * k]) * stride, y: (row + points[2 * k + 1]) * stride)
    }
    return FaceDetection(
      box: FaceBox(x: x, y: y, width: width, height: height), confidence: score,
      landmarks: landmarks)
  }

  /// Greedy non-maximum suppression; equal scores keep the order of the cells.
  func suppressed(_ candidates: [FaceDetection]) -> [FaceDetection] {
    let order = candidates.indices.sorted {
      (candidates[$1].confidence, $0) < (candidates[$0].confidence, $1)
    }
    var kept: [FaceDetection] = []
    for index in order.prefix(mostCandidates) {
      let face = candidates[index]
      if kept.allSatisfy({ $0.box.overlap(with: face.box) <= overlapThreshold }) {
        kept.append(face)
      }
    }
    return kept
  }
}
