import Evidence
import Imaging
import PADVocabulary
import Statistics
import StructuredText
import Subsystems
import Testing

@testable import Detectors

struct TrainingTests {
  private static let rows = [
    [0.5, -1.2], [1.5, 0.3], [-0.7, 0.8], [0.1, 0.1], [-1.4, -0.6], [0.9, 1.1], [-0.2, -0.9],
    [1.1, -0.4],
  ]

  /// Expected values: scipy 1.17.1 (optimize.minimize, BFGS and then Nelder-Mead) on the same sum.
  @Test(arguments: [
    (0.1, [1.1448308606353976, -0.5376026804455095, -0.44564374212249896]),
    (0.001, [3.2340390609338647, -1.925935273261165, -1.3895338416322558]),
  ])
  func `finds the minimum that scipy finds`(penalty: Double, expected: [Double]) throws {
    let regression = LogisticRegression(
      rows: Self.rows, isBonaFide: [true, true, false, true, false, false, false, true],
      weights: [0.1, 0.15, 0.125, 0.1, 0.15, 0.125, 0.125, 0.125])
    let found = try #require(regression.solution(penalty: penalty))
    for (value, reference) in zip(found.weights + [found.offset], expected) {
      #expect(abs(value - reference) < 1e-3)
    }
  }

  @Test func `classes and species count the same, however many there are`() {
    var rows = LabelledRows()
    for species in [nil, nil, nil, "a", "a", "a", "a", "b"] as [String?] {
      rows.append([0], species.map { PAISpecies($0) }, "")
    }
    let weights = rows.weights
    #expect(abs(weights[0] - 0.5 / 3) < 1e-15)
    #expect(abs(weights[3] - 0.25 / 4) < 1e-15 && abs(weights[7] - 0.25) < 1e-15)
  }

  @Test func `deals persons into folds, never one into two`() {
    let persons = (0..<60).map { "person \($0 % 12)" }
    let folds = PersonFolds.folds(of: persons, count: 5, seed: 3)
    for (place, person) in persons.enumerated() {
      #expect(folds[place] == folds[persons.firstIndex(of: person) ?? 0])
    }
    #expect(Set(folds) == [0, 1, 2, 3, 4])
    #expect(PersonFolds.folds(of: persons, count: 5, seed: 3) == folds)
    #expect(PersonFolds.folds(of: persons, count: 5, seed: 4) != folds)
  }

  /// Faces with and without a fine grid, measured once for all tests: what a fusion keeps of its
  /// parts that learn is what they measure by themselves.
  private static let measured: Result<[TrainingExample], any Error> = Result {
    let detector = try registry().trainable("fusion")
    let observer = try detector.makeFeatureObserver()
    return (0..<16).map { number in
      let isAttack = number % 4 < 2
      let picture = BuiltInDetectorTests.face(
        side: 60 + number / 4, lines: isAttack ? 12 + number % 5 : 0)
      observer.begin()
      observer.observe(Frame(pixels: picture, faceBox: BuiltInDetectorTests.box))
      #expect(observer.finish().score != nil)
      return TrainingExample(
        features: observer.features, species: isAttack ? PAISpecies("grid") : nil,
        person: "p\(number / 4)")
    }
  }

  private static func examples(_ detector: any TrainableDetector) throws -> TrainingExamples {
    let part = ["texture", "quality"].firstIndex(of: detector.card.name)
    var lists: [[TrainingExample]] = [[], []]
    for (number, example) in try measured.get().enumerated() {
      var example = example
      if let part { example.features = [example.features[part]] }
      lists[number % 2].append(example)
    }
    return TrainingExamples(train: lists[0], dev: lists[1], seed: 1)
  }

  @Test func `a fusion's parts measure what they measure alone`() throws {
    let frame = Frame(
      pixels: BuiltInDetectorTests.face(side: 60, lines: 12), faceBox: BuiltInDetectorTests.box)
    for (place, name) in ["texture", "quality"].enumerated() {
      let observer = try Self.registry().trainable(name).makeFeatureObserver()
      observer.begin()
      observer.observe(frame)
      _ = observer.finish()
      let inFusion = try Self.measured.get()[0].features[place]
      #expect(observer.features[0] == inFusion)
    }
  }

  private static func model(_ detector: any TrainableDetector) throws -> TrainedModel {
    TrainedModel(
      name: "grids", trainable: detector.card.name, featureVersion: detector.featureVersion,
      features: detector.card.digest,
      origin: TrainingOrigin(
        dataset: "faces", version: "1", root: nil, manifest: "00", protocolName: "",
        isSynthetic: true), seed: 1, examples: .null,
      parameters: try detector.learn(from: examples(detector), report: { _ in }))
  }

  static let names = ["texture", "quality", "fusion"]

  static func registry() throws -> SubsystemRegistry {
    var registry = SubsystemRegistry()
    try BuiltInDetectors.register(into: &registry)
    return registry
  }

  @Test(arguments: names)
  func `learns to tell faces with a grid, and writes the same bytes again`(name: String) throws {
    let trainable = try Self.registry().trainable(name)
    let model = try Self.model(trainable)
    let bytes = try model.bytes()
    let isSame = try Self.model(trainable).bytes() == bytes
    #expect(isSame)
    let read = try TrainedModel.parse(bytes, name: "model.json")
    let again = try read.bytes() == bytes
    #expect(again)
    let detector = try trainable.detector(of: read)
    #expect(detector.card.kind == .trained && detector.card.training?.isSynthetic == true)
    #expect(detector.card.about.contains("synthetic"))
    let grid = BuiltInDetectorTests.face(side: 70, lines: 14)
    let scores = try [BuiltInDetectorTests.face(side: 70), grid].map { picture in
      try #require(
        BuiltInDetectorTests.score(
          detector, [Frame(pixels: picture, faceBox: BuiltInDetectorTests.box)]
        ).score)
    }
    #expect(scores[0] > 0.5 && scores[1] < 0.5)
    let findings = try ConformanceCheck(samples: [
      .init(name: "grid", frames: [Frame(pixels: grid, faceBox: BuiltInDetectorTests.box)])
    ]).findings(of: detector)
    #expect(findings == [])
    let observer = try detector.makeObserver()
    observer.begin()
    observer.observe(Frame(pixels: grid, faceBox: BuiltInDetectorTests.box))
    _ = observer.finish()
    #expect(!observer.cues.isEmpty)
  }

  @Test func `a fusion leaves out what does not respond, and says nothing without a part`() throws {
    let detector = try Self.registry().trainable("fusion")
    let model = try Self.model(detector)
    let parts = model.parameters["parts"]?.items?.compactMap { $0["name"]?.text }
    #expect(parts == ["texture", "quality", "frequency"])
    let fusion = try #require(
      FusionModel(model.parameters) {
        $0 == "texture" ? TextureFeatures.count : $0 == "quality" ? DistortionFeatures.count : 1
      })
    let alone = fusion.judge([[], [], [0.9]])
    #expect(alone.cues.map(\.name).contains("frequency"))
    #expect(!alone.cues.map(\.name).contains("texture"))
    let box = FaceBox(x: 4, y: 4, width: 20, height: 20)
    let trained = try detector.detector(of: model)
    let frame = Frame(pixels: BuiltInDetectorTests.face(), faceBox: box)
    #expect(try BuiltInDetectorTests.score(trained, [frame]) == .nonResponse(.refused))
    #expect(try BuiltInDetectorTests.score(trained, []) == .nonResponse(.missingInput))
  }

  @Test func `a fusion weighs stills otherwise than what more parts judge`() throws {
    // Of stills only the first part speaks, and it is right; of the others it is wrong, and the
    // second is right.
    let rows = (0..<64).map { number -> (evidence: [Double?], example: TrainingExample) in
      let isAttack = number % 2 == 1
      let isStill = number % 4 < 2
      let right = isAttack ? -2.0 - Double(number % 3) : 2.0 + Double(number % 3)
      return (
        isStill ? [right, nil] : [-right, right],
        TrainingExample(
          features: [], species: isAttack ? PAISpecies("print") : nil, person: "p\(number / 4)")
      )
    }
    let all = FusionRows(
      (0..<2).map { part in rows.map { $0.evidence[part] } }, of: rows.map(\.example))
    let weighings = try FusionRows.weighings(train: all, dev: all, report: { _, _ in })
    #expect(weighings.map(\.answering) == [nil, [true, false], [true, true]])
    let part = { (name: String) in
      FusionModel.Part(
        name: name, linear: LinearModel(standardising: [[-1], [1]], weights: [0.5, 0.5]),
        isProbability: false)
    }
    let model = FusionModel(parts: [part("first"), part("second")], weighings: weighings)
    #expect(model.weighing(of: [true, false]).weights[0] > 0)
    let both = model.weighing(of: [true, true]).weights
    #expect(both[1] > 0 && both[3] > 0)
    #expect(model.weighing(of: [false, true]) == weighings[0])
    let read = try #require(FusionModel(model.json) { _ in 1 })
    #expect(read.weighings == weighings)
  }

  @Test func `refuses models that were changed or are of something else`() throws {
    let trainable = try Self.registry().trainable("quality")
    let model = try Self.model(trainable)
    let text = String(decoding: try model.bytes(), as: UTF8.self)
    let changed = text.replacing("\"synthetic\": true", with: "\"synthetic\": false")
    #expect(changed != text)
    for bytes in [Array(changed.utf8), Array(text.utf8.dropLast(9)), Array("{}".utf8), []] {
      #expect(throws: InvalidInput.self) { try TrainedModel.parse(bytes, name: "model.json") }
    }
    var other = model
    other.features = ContentDigest(of: "other features")
    #expect(throws: InvalidInput.self) { try trainable.detector(of: other) }
    other = model
    other.parameters = ["linear": ["means": [1]]]
    #expect(throws: InvalidInput.self) { try trainable.detector(of: other) }
    let texture = try Self.registry().trainable("texture")
    #expect(throws: InvalidInput.self) { try texture.detector(of: model) }
  }

  @Test func `asks for both classes in train and dev`() throws {
    let trainable = try Self.registry().trainable("quality")
    var examples = try Self.examples(trainable)
    examples.dev.removeAll { $0.species == nil }
    #expect(throws: InvalidInput.self) {
      try trainable.learn(from: examples, report: { _ in })
    }
  }
}
