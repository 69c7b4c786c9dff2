import PADVocabulary
import StructuredText
import Subsystems

/// What a plugin answers to one question.
enum PluginAnswer: Hashable {
  /// A number, in the plugin's own polarity, and what spoke for it.
  case score(Double, cues: [Cue])
  /// No score, and why.
  case noScore(NonResponseReason, message: String)
  /// The faces of a picture, the best first.
  case faces([FaceDetection])
}

/// Reads answers and takes nothing for granted.
struct AnswerReader {
  /// Most cues of an answer.
  static let mostCues = 64
  /// Most faces of an answer.
  static let mostFaces = 1024
  /// Most bytes of a message that are kept.
  static let messageBytes = 4096

  /// What is asked for.
  var role: SubsystemCard.Role
  /// Where scores must lie, when the plugin said so.
  var range: ClosedRange<Double>?

  /// Reads the answer to a question.
  ///
  /// - Parameters:
  ///   - number: position of the line in the process's output, from 1.
  ///   - id: of the only question that is open.
  /// - Throws: `PluginFault` for anything but one answer to it.
  func answer(_ bytes: [UInt8], number: Int, to id: Int) throws(PluginFault) -> PluginAnswer {
    let content = role == .faceFinder ? "faces" : "score"
    let line = try SpokenLine(
      bytes, number: number, known: ["id", content, "cues", "no_score", "message"])
    guard let named = line["id"] else { throw line.fault("has no id") }
    guard named.whole == id else { throw line.fault("does not answer question \(id)") }
    switch (line[content], line["no_score"]) {
    case (let content?, nil):
      if line["message"] != nil { throw line.fault("has a message beside its answer") }
      if role == .faceFinder {
        if line["cues"] != nil { throw line.fault("has cues where faces were asked for") }
        return .faces(try faces(content, line))
      }
      return .score(try score(content, line), cues: try cues(line["cues"], line))
    case (nil, let reason?):
      if line["cues"] != nil { throw line.fault("has cues without a score") }
      return .noScore(try self.reason(reason, line), message: try message(line["message"], line))
    case (nil, nil): throw line.fault("has neither '\(content)' nor 'no_score'")
    default: throw line.fault("has both '\(content)' and 'no_score'")
    }
  }

  private func score(_ value: JSONValue, _ line: SpokenLine) throws(PluginFault) -> Double {
    guard let score = value.double, score.isFinite else {
      throw line.fault("has a score that is no number")
    }
    if let range, !range.contains(score) {
      throw line.fault(
        "has a score outside the range that the program stated, "
          + "\(NumberText.shortest(range.lowerBound)) to \(NumberText.shortest(range.upperBound))")
    }
    return score
  }

  private func cues(_ value: JSONValue?, _ line: SpokenLine) throws(PluginFault) -> [Cue] {
    guard let value else { return [] }
    guard let members = value.members, members.count <= Self.mostCues else {
      throw line.fault("has cues that are no object of at most \(Self.mostCues) numbers")
    }
    var cues: [Cue] = []
    for member in members {
      guard Self.isWord(member.name, atMost: 64), let number = member.value.double else {
        throw line.fault("has a cue that is no word with a number")
      }
      cues.append(Cue(member.name, number))
    }
    return cues
  }

  private func reason(
    _ value: JSONValue, _ line: SpokenLine
  ) throws(PluginFault) -> NonResponseReason {
    guard let word = value.text, Self.isWord(word, atMost: 32) else {
      throw line.fault("has a no_score that is no word of lower-case letters, digits and hyphens")
    }
    let reason = NonResponseReason(rawValue: word)
    if NonResponseReason.foundByTheHost.contains(reason) {
      throw line.fault("gives the reason '\(word)', which only padbench finds")
    }
    return reason
  }

  private func message(_ value: JSONValue?, _ line: SpokenLine) throws(PluginFault) -> String {
    guard let value else { return "" }
    guard let text = value.text else { throw line.fault("has a message that is no text") }
    return String(decoding: text.utf8.prefix(Self.messageBytes), as: UTF8.self).printable
  }

  private func faces(_ value: JSONValue, _ line: SpokenLine) throws(PluginFault) -> [FaceDetection]
  {
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

  private static func isWord(_ text: String, atMost most: Int) -> Bool {
    (1...most).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}
