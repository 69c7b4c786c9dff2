import Evidence
import Imaging
import PADVocabulary
import StructuredText
import Subsystems
import TestSupport
import Testing

struct MatcherRegistryTests {
  @Test func `finds matchers by name, and refuses names that are taken`() throws {
    var registry = SubsystemRegistry()
    let matcher = PlainMatcher()
    try registry.register(matcher.card, matcher: { matcher })
    #expect(registry.builtInCards(.matcher) == [matcher.card])
    #expect(registry.builtInCards(.detector).isEmpty)
    #expect(try registry.matcher("plain").card == matcher.card)
    #expect(throws: SubsystemRegistry.DoubleRegistration.self) {
      try registry.register(matcher.card, matcher: { matcher })
    }
    #expect(throws: SubsystemRegistry.DoubleRegistration.self, "as a detector") {
      try registry.register(matcher.card, detector: { NullDetector() })
    }
    let error = #expect(throws: InvalidInput.self) { try registry.matcher("plan") }
    #expect(error?.diagnostics.first?.remedy.contains("'plain'") == true)
    #expect(throws: InvalidInput.self) { try registry.detector("plain") }
  }

  @Test func `hands cards to the loader of their kind and role`() throws {
    let scratch = try Scratch()
    try scratch.write("model.onnx", bytes: Array("a model".utf8))
    let path = try scratch.write("a.card.yaml", MatcherCardTests.complete)
    var registry = SubsystemRegistry()
    #expect(throws: InvalidInput.self) { try registry.matcher(path) }
    try registry.register(kind: .onnx, matchers: { _ in PlainMatcher() })
    #expect(try registry.matcher(path).card.name == "plain")
    let wrongRole = #expect(throws: InvalidInput.self) { try registry.detector(path) }
    #expect(wrongRole?.description.contains("card of a matcher, not of a detector") == true)
    #expect(throws: SubsystemRegistry.DoubleRegistration.self) {
      try registry.register(kind: .onnx, matchers: { _ in PlainMatcher() })
    }
  }

  private static func model(
    _ role: SubsystemCard.Role, trainable: String = "plain", version: Int = 3
  ) -> TrainedModel {
    TrainedModel(
      name: "mine", role: role, trainable: trainable, featureVersion: version,
      features: ContentDigest(of: ""),
      origin: TrainingOrigin(
        dataset: "set", version: "1", root: nil, manifest: "00", protocolName: "",
        isSynthetic: true),
      seed: 1, examples: .null, parameters: .null)
  }

  @Test func `makes matchers of model files`() throws {
    let scratch = try Scratch()
    var registry = SubsystemRegistry()
    try registry.register(trainable: PlainMatcher())
    #expect(registry.trainableMatcherCards.map(\.name) == ["plain"])
    #expect(throws: SubsystemRegistry.DoubleRegistration.self) {
      try registry.register(trainable: PlainMatcher())
    }
    let path = try scratch.write("a.json", bytes: Self.model(.matcher).bytes())
    #expect(try registry.matcher(path).card.name == "plain")
    let untrained = #expect(throws: InvalidInput.self) { try registry.matcher("plain") }
    #expect(untrained?.description.contains("padbench matcher train plain") == true)
  }

  @Test(arguments: [
    (model(.detector), "the model of a detector, not of a matcher"),
    (model(.matcher, trainable: "plan"), "'plain'"),
    (model(.matcher, version: 2), "version 2 of the features"),
  ])
  func `refuses models that are none of its matchers`(model: TrainedModel, words: String) throws {
    let scratch = try Scratch()
    var registry = SubsystemRegistry()
    try registry.register(trainable: PlainMatcher())
    let path = try scratch.write("a.json", bytes: model.bytes())
    let error = #expect(throws: InvalidInput.self) { try registry.matcher(path) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.diagnostics.first?.file == path)
  }

  /// The bytes that models of detectors had before there were models of matchers.
  @Test func `keeps the bytes of models of detectors`() throws {
    let text = String(decoding: try Self.model(.detector).bytes(), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        {
          "format": "padbench-model/1",
          "name": "mine",
          "detector": "plain",
          "feature_version": 3,
        """))
    let again = try TrainedModel.parse(Array(text.utf8), name: "a.json")
    #expect(again == Self.model(.detector))
    let matcher = try TrainedModel.parse(Self.model(.matcher).bytes(), name: "b.json")
    #expect(matcher == Self.model(.matcher))
  }
}

/// Says nothing of anybody.
private struct PlainMatcher: FaceMatcher, TrainableMatcher {
  let card = SubsystemCard(name: "plain", version: "1", role: .matcher, comparison: .cosine)
  let featureVersion = 3

  func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    AlignedFaceEncoder(card: card) { _ in [] }
  }
  func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    try VectorComparer(references, by: .cosine, named: card.name)
  }
  func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver {
    throw SubsystemFault(subsystem: card.name, message: "measures nothing")
  }
  func learn(from examples: TrainingExamples, report: (String) -> Void) throws -> JSONValue {
    .null
  }
  func matcher(of model: TrainedModel) throws(InvalidInput) -> any FaceMatcher { self }
}
