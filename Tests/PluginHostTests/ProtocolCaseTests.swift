import Foundation
import PADVocabulary
import Subsystems
import TestSupport
import Testing

@testable import PluginHost

/// The published protocol lines and their verdicts.
struct ProtocolCaseTests {
  /// What comes of an output that should answer question 1 and nothing else.
  private static func verdict(_ bytes: [UInt8]) -> String {
    var lines = LineBuffer()
    let reader = AnswerReader(question: .score(0...1))
    do throws(PluginFault) {
      lines.append(bytes[...])
      guard let line = try lines.next() else { return "fault" }
      _ = try reader.answer(line, number: lines.count, to: 1)
      return lines.isEmpty ? "accept" : "fault"
    } catch {
      return "fault"
    }
  }

  @Test(.reference("text/generated/protocol"))
  func `gives every published line its verdict`() throws {
    let folder = try ReferenceData.url("text/generated")
    let table = try String(contentsOf: folder.appending(path: "expected.tsv"), encoding: .utf8)
    var seen = 0
    for row in table.split(separator: "\n") where row.hasPrefix("protocol/") {
      let fields = row.split(separator: "\t")
      let file = folder.appending(path: String(fields[0]))
      let bytes: [UInt8]
      if FileManager.default.fileExists(atPath: file.path) {
        bytes = [UInt8](try Data(contentsOf: file))
      } else {
        bytes = Self.madeHere(String(fields[0]))
      }
      let verdict = Self.verdict(bytes)
      #expect(fields[1].contains(verdict), "\(fields[0]): \(verdict), not \(fields[1])")
      seen += 1
    }
    #expect(seen == 33)
  }

  /// The two cases of ten megabytes, which are too large to be kept as files.
  private static func madeHere(_ name: String) -> [UInt8] {
    let line = Array(#"{"id":1,"score":0.5,"message":""#.utf8)
    let filling = [UInt8](repeating: UInt8(ascii: "a"), count: 10_000_000)
    return line + filling + (name.contains("no_newline") ? [] : Array("\"}\n".utf8))
  }

  @Test(arguments: [
    (#"{"id":1,"score":0.25}"#, PluginAnswer.score(0.25, cues: [])),
    (#"{"score":1,"id":1}"#, .score(1, cues: [])),
    (
      #"{"id":1,"score":0,"cues":{"moire":-1.5}}"#,
      .score(0, cues: [.init("moire", -1.5)])
    ),
    (
      #"{"id":1,"no_score":"no-face","message":"a\u001bb"}"#,
      .noScore(.noFace, message: #"a\u{1b}b"#)
    ),
  ])
  func `reads answers`(line: String, expected: PluginAnswer) throws {
    let reader = AnswerReader(question: .score(0...1))
    #expect(try reader.answer(Array(line.utf8), number: 1, to: 1) == expected)
  }

  @Test(arguments: [
    (#"{"id":1,"no_score":"crash"}"#, "only padbench finds"),
    (#"{"id":1,"no_score":"No Face"}"#, "lower-case"),
    (#"{"id":1,"score":0.5,"no_score":"refused"}"#, "both"),
    (#"{"id":1.0,"score":0.5}"#, "question 1"),
    (#"{"id":"1","score":0.5}"#, "question 1"),
    (#"{"id":1,"score":0.5,"extra":1}"#, "'extra'"),
    (#"{"id":1,"score":[0.5]}"#, "no number"),
    ("loading model", "standard error"),
    ("", "standard error"),
  ])
  func `says what is wrong with an answer`(line: String, words: String) {
    let reader = AnswerReader(question: .score(nil))
    let fault = #expect(throws: PluginFault.self) {
      try reader.answer(Array(line.utf8), number: 7, to: 1)
    }
    #expect(fault?.reason == .brokenProtocol)
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
    #expect(fault?.message.contains("line 7") == true)
  }

  @Test func `reads faces`() throws {
    let reader = AnswerReader(question: .faces)
    let line = #"{"id":3,"faces":[{"box":[1,2,3.5,4],"confidence":0.9,"landmarks":[[1,2],[3,4]]}]}"#
    guard case .faces(let faces) = try reader.answer(Array(line.utf8), number: 1, to: 3) else {
      Issue.record("no faces")
      return
    }
    #expect(faces.count == 1)
    #expect(faces[0].box.width == 3.5)
    #expect(faces[0].landmarks.map(\.y) == [2, 4])
  }

  @Test func `cuts lines wherever the stream is cut`() throws {
    let text = Array("first\r\nsecond\n\nlast".utf8)
    for cut in 0...text.count {
      var lines = LineBuffer()
      var found: [String] = []
      for part in [text[..<cut], text[cut...]] {
        lines.append(part)
        while let line = try lines.next() { found.append(String(decoding: line, as: UTF8.self)) }
      }
      #expect(found == ["first", "second", ""])
      #expect(String(decoding: lines.waiting, as: UTF8.self) == "last")
    }
  }
}
