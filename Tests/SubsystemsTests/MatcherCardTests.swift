import Evidence
import Imaging
import PADVocabulary
import Subsystems
import Testing

struct MatcherCardTests {
  static let complete = """
    card: 1
    name: embedder
    version: "1"
    kind: onnx
    role: matcher
    files:
      - {path: model.onnx, sha256: "\(ContentDigest(of: Array("a model".utf8)).hex)"}
    input:
      alignment: [five-points, eyes]
      width: 112
      height: 112
      colour: rgb
      range: 0..1
      mean: [0.5, 0.25, 0]
      std: [1, 2, 3]
    comparison: cosine
    output: {name: embedding}
    """

  func parse(_ text: String) throws(InvalidInput) -> SubsystemCard {
    try SubsystemCard.parse(Array(text.utf8), name: "test.card.yaml")
  }

  @Test func `reads how faces are aligned and compared`() throws {
    let card = try parse(Self.complete)
    #expect(card.role == .matcher)
    #expect(card.comparison == .cosine)
    #expect(card.preprocessing.alignments == [.fivePoints, .eyes])
    #expect(card.output.name == "embedding")
    #expect(card.needs == [.faceBox])
    let one = try parse(
      Self.complete.replacingFirst("[five-points, eyes]", with: "box"))
    #expect(one.preprocessing.alignments == [.box])
  }

  @Test func `its canonical text is a card that reads back the same`() throws {
    let card = try parse(Self.complete)
    let again = try parse(card.canonicalText)
    #expect(again == card)
    #expect(again.digest == card.digest)
  }

  @Test(arguments: [
    ("[five-points, eyes]", "[eyes, five-points]"), ("[five-points, eyes]", "five-points"),
    ("comparison: cosine", "comparison: euclidean"),
  ])
  func `what changes a score changes the digest`(old: String, new: String) throws {
    let changed = try parse(Self.complete.replacingFirst(old, with: new))
    #expect(try changed.digest != parse(Self.complete).digest)
  }

  static let faults: [(String, String, String)] = [
    ("  alignment: [five-points, eyes]\n", "", "'alignment' is missing"),
    ("comparison: cosine\n", "", "'comparison' is missing"),
    ("[five-points, eyes]", "[five-points, nose]", "'nose'"),
    ("[five-points, eyes]", "[eyes, eyes]", "twice"),
    ("[five-points, eyes]", "[]", "no way to align"),
    ("[five-points, eyes]", "{by: eyes}", "a list"),
    ("comparison: cosine", "comparison: manhattan", "'manhattan'"),
    ("height: 112", "height: 96", "112 × 96"),
    ("{name: embedding}", "{name: embedding, index: 3}", "'index'"),
    ("role: matcher", "role: face-finder", "'alignment' is for matchers"),
    ("role: matcher", "role: face-finder", "'comparison' is for matchers"),
  ]

  @Test(arguments: faults)
  func `says what is wrong with a card`(old: String, new: String, words: String) {
    let error = #expect(throws: InvalidInput.self) {
      try parse(Self.complete.replacingFirst(old, with: new))
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    guard let place = firstRange(of: old) else { return self }
    return String(self[..<place.lowerBound]) + new + String(self[place.upperBound...])
  }
}
