import Evidence
import Imaging
import PADVocabulary
import Subsystems
import TestSupport
import Testing

struct SubsystemCardTests {
  static let model = Array("a model".utf8)

  static let complete = """
    card: 1
    name: facenox
    version: "2-se"
    kind: onnx
    role: detector
    about: for people
    licence: Apache-2.0
    files:
      - {path: model.onnx, sha256: "\(ContentDigest(of: model).hex)"}
    input:
      decode_scale: half
      crop_scale: 2.7
      padding: replicate
      width: 80
      height: 96
      interpolation: area
      colour: bgr
      range: -1..1
      mean: [0.5, 0.25, 0]
      std: [1, 2, 3]
    output: {name: logits, index: 1, activation: softmax, high_means: attack}
    needs: [face_box, depth]
    frames: {skip: 2, every: 3, count: 10, aggregate: median, minimum_scored: 4}
    limits: {threads: 2, seconds: 1.5, memory_mib: 64}
    threshold: 0.25
    settings: {word: "12", number: 12}
    """

  func parse(_ text: String) throws(InvalidInput) -> SubsystemCard {
    try SubsystemCard.parse(Array(text.utf8), name: "test.card.yaml")
  }

  @Test func `reads every key`() throws {
    let card = try parse(Self.complete)
    #expect(card.name == "facenox" && card.version == "2-se")
    #expect(card.kind == .onnx && card.role == .detector)
    #expect(card.files.map(\.path) == ["model.onnx"])
    #expect(
      card.preprocessing
        == Preprocessing(
          decodeScale: .half, cropScale: 2.7, padding: .replicate, width: 80, height: 96,
          interpolation: .area, colourOrder: .bgr, valueRange: .signed, mean: [0.5, 0.25, 0],
          standardDeviation: [1, 2, 3]))
    #expect(
      card.output
        == ScoreOutput(name: "logits", index: 1, activation: .softmax, polarity: .attack))
    #expect(card.needs == [.faceBox, .depth])
    #expect(
      card.framePolicy
        == FramePolicy(skip: 2, every: 3, count: 10, aggregation: .median, minimumScored: 4))
    #expect(card.limits == SubsystemLimits(threads: 2, seconds: 1.5, memory: 64))
    #expect(card.threshold == 0.25)
    #expect(card.setting("word") == .text("12") && card.setting("number") == .number(12))
  }

  @Test func `its canonical text is a card that reads back the same`() throws {
    var card = try parse(Self.complete)
    let again = try parse(card.canonicalText)
    card.about = ""
    card.licence = ""
    #expect(again == card)
    #expect(again.digest == card.digest)
  }

  @Test(arguments: [
    ("crop_scale: 2.7", "crop_scale: 2.8"), ("colour: bgr", "colour: rgb"),
    ("range: -1..1", "range: 0..1"), ("padding: replicate", "padding: reflect101"),
    ("interpolation: area", "interpolation: bilinear"),
    ("decode_scale: half", "decode_scale: full"),
    ("mean: [0.5,", "mean: [0.4,"), ("std: [1,", "std: [1.5,"), ("index: 1", "index: 0"),
    ("softmax", "none"), ("high_means: attack", "high_means: bona_fide"), ("every: 3", "every: 4"),
    ("median", "mean"), ("minimum_scored: 4", "minimum_scored: 3"), ("threads: 2", "threads: 1"),
    ("seconds: 1.5", "seconds: 2"), ("threshold: 0.25", "threshold: 0.5"),
    ("number: 12", "number: 13"), (#"word: "12""#, "word: 12"), ("name: facenox", "name: other"),
    ("[face_box, depth]", "[face_box]"), (#"sha256: ""#, #"sha256: "0"#),
  ])
  func `whatever can change a score changes the digest`(old: String, new: String) throws {
    var text = Self.complete.replacing(old, with: new)
    if old.hasPrefix("sha256") {
      text = Self.complete.replacing(
        ContentDigest(of: Self.model).hex, with: ContentDigest(of: "other").hex)
    }
    #expect(text != Self.complete)
    #expect(try parse(text).digest != parse(Self.complete).digest)
  }

  @Test func `what people read changes no digest`() throws {
    let other = Self.complete.replacing("for people", with: "for others")
    #expect(try parse(other).digest == parse(Self.complete).digest)
  }

  @Test(arguments: [
    ("colour: bgr", "color: bgr", "unknown key 'color'", "'colour'"),
    ("role: detector", "role: detecter", "'detecter'", "'detector'"),
    ("card: 1", "card: 2", "'2' is not within 1 … 1", ""),
    ("name: facenox", "name: ../x", "is no name", "letters"),
    ("path: model.onnx", "path: ../model.onnx", "does not lie in the card's folder", "beside"),
    ("path: model.onnx", "path: /etc/passwd", "does not lie in the card's folder", "beside"),
    ("path: model.onnx", "path: a//b", "does not lie in the card's folder", "beside"),
    ("width: 80", "width: 0", "'0' is not within", ""),
    ("width: 80", "width: 80.5", "whole number", ""),
    ("crop_scale: 2.7", "crop_scale: nan", "'nan'", ""),
    ("mean: [0.5, 0.25, 0]", "mean: [0.5]", "1 values where the colour order has 3", ""),
    ("std: [1, 2, 3]", "std: [1, 0, 3]", "is not within", ""),
    ("index: 1", "index: -1", "is not within", ""),
    ("count: 10", "count: 3", "minimum_scored is above count", ""),
    ("[face_box, depth]", "[face-box]", "is nothing a presentation can have", "face_box"),
    ("kind: onnx", "kind: builtin", "no card file", "detector list"),
    ("colour: bgr", "", "'colour' is missing", ""),
    ("crop_scale: 2.7", "", "'crop_scale' is missing", ""),
    ("word:", "Word:", "is no name for a setting", ""),
    ("kind: onnx", "kind: process", "'command' is missing", "PROGRAM"),
    ("interpolation: area", "fit: letterbox", "letterbox is for whole pictures", ""),
  ])
  func `says what is wrong and what to do`(
    old: String, new: String, message: String, remedy: String
  ) {
    let text = Self.complete.replacing(old, with: new)
    let error = #expect(throws: InvalidInput.self) { try parse(text) }
    let found = error?.diagnostics.first { $0.message.contains(message) }
    #expect(found != nil, "\(error?.description ?? "no error")")
    #expect(found?.remedy.contains(remedy) == true || remedy.isEmpty)
    #expect(found?.line != nil)
  }

  @Test func `reports all faults at once`() {
    let text = Self.complete.replacing("colour: bgr", with: "colour: red")
      .replacing("width: 80", with: "width: wide").replacing("index: 1", with: "index: x")
    let error = #expect(throws: InvalidInput.self) { try parse(text) }
    #expect(error?.diagnostics.count == 3)
  }

  @Test(arguments: ["", "[]", "card", "card: 1", "{{{", "name: [a]\nname: b", "\u{0}"])
  func `refuses what is no card`(text: String) {
    #expect(throws: InvalidInput.self) { try parse(text) }
  }
}
