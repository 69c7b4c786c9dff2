import PADVocabulary
import StructuredText
import Subsystems

/// Reads answers and takes nothing for granted.
struct AnswerReader {
  /// Most cues of an answer.
  static let mostCues = 64
  /// Most faces of an answer.
  static let mostFaces = 1024
  /// Most bytes of a message that are kept.
  static let messageBytes = 4096

  /// What is asked for.
  var question: PluginQuestion

  /// Reads the answer to a question.
  ///
  /// - Parameters:
  ///   - number: position of the line in the process's output, from 1.
  ///   - id: of the only question that is open.
  /// - Throws: `PluginFault` for anything but one answer to it.
  func answer(_ bytes: [UInt8], number: Int, to id: Int) throws(PluginFault) -> PluginAnswer {
    let line = try SpokenLine(bytes, number: number)
    guard try Self.id(of: line) == id else {
      throw line.fault("does not answer question \(id)")
    }
    return try answer(line)
  }

  /// Which question a line answers; `nil` when its id is none that was ever asked.
  static func id(of line: SpokenLine) throws(PluginFault) -> Int? {
    guard let named = line["id"] else { throw line.fault("has no id") }
    return named.whole
  }

  /// Reads the answer in a line that is known to answer this question.
  func answer(_ line: SpokenLine) throws(PluginFault) -> PluginAnswer {
    let content = question.member
    let isScore = if case .score = question { true } else { false }
    try line.allow(["id", content, "no_score", "message"] + (isScore ? ["cues"] : []))
    switch (line[content], line["no_score"]) {
    case (let content?, nil):
      if line["message"] != nil { throw line.fault("has a message beside its answer") }
      return try answer(content, line)
    case (nil, let reason?):
      if line["cues"] != nil { throw line.fault("has cues without a score") }
      return .noScore(try self.reason(reason, line), message: try message(line["message"], line))
    case (nil, nil): throw line.fault("has neither '\(content)' nor 'no_score'")
    default: throw line.fault("has both '\(content)' and 'no_score'")
    }
  }

  private func answer(
    _ content: JSONValue, _ line: SpokenLine
  ) throws(PluginFault) -> PluginAnswer {
    switch question {
    case .score(let range):
      .score(try score(content, range, line), cues: try cues(line["cues"], line))
    case .faces: .faces(try faces(content, line))
    case .template(let form): .template(try template(content, form, line))
    case .similarities(let count, let range):
      .similarities(try similarities(content, count, range, line))
    }
  }

  func score(
    _ value: JSONValue, _ range: ClosedRange<Double>?, _ line: SpokenLine
  ) throws(PluginFault) -> Double {
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

  private static func isWord(_ text: String, atMost most: Int) -> Bool {
    (1...most).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}
