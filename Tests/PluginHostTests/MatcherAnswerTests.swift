import PADVocabulary
import Subsystems
import Testing

@testable import PluginHost

/// What matchers may answer, and what not.
struct MatcherAnswerTests {
  private static func answer(
    _ line: String, to question: PluginQuestion
  ) throws(PluginFault) -> PluginAnswer {
    try AnswerReader(question: question).answer(Array(line.utf8), number: 1, to: 1)
  }

  @Test func `reads vectors as numbers of 32 bits`() throws {
    let answer = try Self.answer(
      #"{"id":1,"template":[1,-0.5,1e-50,0.1]}"#, to: .template(.vector(dimensions: 4)))
    #expect(answer == .template(FaceTemplate(vector: [1, -0.5, 0, 0.1])))
  }

  // The base64 of RFC 4648, section 10.
  @Test(arguments: [("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")])
  func `reads bytes as base64`(text: String, bytes: String) throws {
    let answer = try Self.answer(#"{"id":1,"template":"\#(text)"}"#, to: .template(.bytes))
    #expect(answer == .template(FaceTemplate(bytes: Array(bytes.utf8))))
  }

  @Test func `reads comparisons, some of which cannot be made`() throws {
    let answer = try Self.answer(
      #"{"id":1,"scores":[0.5,null,-2]}"#, to: .similarities(3, nil))
    #expect(answer == .similarities([0.5, nil, -2]))
    #expect(
      try Self.answer(#"{"id":1,"no_score":"refused"}"#, to: .similarities(3, nil))
        == .noScore(.refused, message: ""))
  }

  @Test(arguments: [
    (#"{"id":1,"template":[1,2]}"#, "no list of 3 numbers"),
    (#"{"id":1,"template":[1,2,3,4]}"#, "no list of 3 numbers"),
    (#"{"id":1,"template":"Zm9v"}"#, "no list of 3 numbers"),
    (#"{"id":1,"template":[1,2,null]}"#, "no 32-bit number"),
    (#"{"id":1,"template":[1,2,true]}"#, "no 32-bit number"),
    (#"{"id":1,"template":[1,2,1e39]}"#, "no 32-bit number"),
    (#"{"id":1,"score":0.5}"#, "'score'"),
    (#"{"id":1,"template":[1,2,3],"cues":{"a":1}}"#, "'cues'"),
    (#"{"id":2,"template":[1,2,3]}"#, "question 1"),
  ])
  func `refuses what is no vector`(line: String, words: String) {
    let fault = #expect(throws: PluginFault.self) {
      try Self.answer(line, to: .template(.vector(dimensions: 3)))
    }
    #expect(fault?.reason == .brokenProtocol)
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test(arguments: [
    #"{"id":1,"template":[1,2,3]}"#, #"{"id":1,"template":""}"#, #"{"id":1,"template":"Zg"}"#,
    #"{"id":1,"template":"Zh=="}"#, #"{"id":1,"template":"Zm9v\n"}"#,
    #"{"id":1,"template":"Z-_v"}"#, #"{"id":1,"template":null}"#,
  ])
  func `refuses what is no base64`(line: String) {
    let fault = #expect(throws: PluginFault.self) {
      try Self.answer(line, to: .template(.bytes))
    }
    #expect(fault?.message.contains("base64") == true, "\(fault?.message ?? "")")
  }

  @Test func `refuses templates that fill a line`() {
    // 262,146 bytes: two more than is allowed.
    let text = String(repeating: "AAAA", count: 87_382)
    let fault = #expect(throws: PluginFault.self) {
      try Self.answer(#"{"id":1,"template":"\#(text)"}"#, to: .template(.bytes))
    }
    #expect(fault?.message.contains("more than 262144") == true)
  }

  @Test(arguments: [
    (#"{"id":1,"scores":[0.5]}"#, "no list of 2"),
    (#"{"id":1,"scores":[0.5,"1"]}"#, "no number"),
    (#"{"id":1,"scores":[0.5,1.5]}"#, "outside the range"),
    (#"{"id":1,"scores":0.5}"#, "no list of 2"),
    (#"{"id":1,"template":[1]}"#, "'template'"),
  ])
  func `refuses what are no comparisons`(line: String, words: String) {
    let fault = #expect(throws: PluginFault.self) {
      try Self.answer(line, to: .similarities(2, 0...1))
    }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }
}
