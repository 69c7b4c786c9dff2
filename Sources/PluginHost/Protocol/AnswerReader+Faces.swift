import PADVocabulary
import StructuredText
import Subsystems

/// What face finders answer.
extension AnswerReader {
  func faces(_ value: JSONValue, _ line: SpokenLine) throws(PluginFault) -> [FaceDetection] {
    guard let items = value.items, items.count <= Self.mostFaces else {
      throw line.fault("has faces that are no list of at most \(Self.mostFaces)")
    }
    var faces: [FaceDetection] = []
    for item in items {
      guard let members = item.members,
        members.allSatisfy({ ["box", "confidence", "landmarks"].contains($0.name) }),
        let box = Self.numbers(item["box"]), box.count == 4, box[2] > 0, box[3] > 0,
        let confidence = item["confidence"]?.double, (0...1).contains(confidence)
      else { throw line.fault("has a face that is no box with a confidence") }
      var landmarks: [Landmark] = []
      if let list = item["landmarks"] {
        let points = list.items?.compactMap(Self.numbers) ?? []
        guard points.count == list.items?.count, [2, 5].contains(points.count),
          points.allSatisfy({ $0.count == 2 })
        else { throw line.fault("has landmarks that are not two or five points") }
        landmarks = points.map { Landmark(x: $0[0], y: $0[1]) }
      }
      faces.append(
        FaceDetection(
          box: FaceBox(x: box[0], y: box[1], width: box[2], height: box[3]),
          confidence: confidence, landmarks: landmarks))
    }
    return faces
  }

  /// A list of numbers within reach of any picture.
  private static func numbers(_ value: JSONValue?) -> [Double]? {
    guard let items = value?.items else { return nil }
    let numbers = items.compactMap(\.double)
    return numbers.count == items.count && numbers.allSatisfy { abs($0) <= 1e6 } ? numbers : nil
  }
}
