import Evidence
import Imaging
import PADVocabulary
import StructuredText
import Subsystems
import Testing

@testable import Matchers

struct EigenfaceTests {
  /// Pictures of a few "persons": each a pattern of its own, shown a little brighter or darker, and
  /// with noise of its own.
  private static func face(person: Int, shot: Int, side: Int = 64) -> PixelBuffer {
    let bytes = (0..<side * side).flatMap { place -> [UInt8] in
      let (row, column) = place.quotientAndRemainder(dividingBy: side)
      let pattern = ((row / 8 * (person + 3) + column / 8 * (2 * person + 1)) * 37) % 160
      let noise = (place * (shot + 7) * 2_654_435_761 >> 13) % 17
      let value = UInt8(min(max(pattern + 30 + noise + 3 * (shot % 5), 0), 255))
      return [value, value, value]
    }
    return PixelBuffer(width: side, height: side, channels: .rgb, bytes: bytes)
  }

  private static func frame(_ picture: PixelBuffer) -> Frame {
    Frame(
      pixels: picture,
      faceBox: FaceBox(
        x: 0, y: 0, width: Double(picture.width), height: Double(picture.height)))
  }

  private static func examples(persons: Int, shots: Int) throws -> TrainingExamples {
    let observer = try EigenfaceMatcher().makeFeatureObserver()
    var train: [TrainingExample] = []
    for person in 0..<persons {
      for shot in 0..<shots {
        observer.begin()
        observer.observe(frame(face(person: person, shot: shot)))
        #expect(observer.finish() == .score(0))
        train.append(
          TrainingExample(features: observer.features, species: nil, person: "\(person)"))
      }
    }
    return TrainingExamples(train: train, dev: [], seed: 1)
  }

  private static func model(_ parameters: JSONValue) -> TrainedModel {
    let matcher = EigenfaceMatcher()
    return TrainedModel(
      name: "spots", role: .matcher, trainable: "eigenface", featureVersion: 1,
      features: matcher.card.digest,
      origin: TrainingOrigin(
        dataset: "spots", version: "1", root: nil, manifest: "00", protocolName: "",
        isSynthetic: true),
      seed: 1, examples: .null, parameters: parameters)
  }

  /// Rows `((17 i + 29 j + 7 i j) mod 41) / 41`; expected: numpy 2.4.6 `linalg.svd` of the rows'
  /// distances from their mean, signs turned.
  @Test func `finds numpy's principal components`() throws {
    let rows = (0..<5).map { row in
      (0..<7).map { column -> Double in
        let value = row * 17 + column * 29 + row * column * 7
        return Double(value % 41) / 41
      }
    }
    let found = try #require(PrincipalComponents(of: rows, most: 9))
    let first = [
      0.2853409125107911, 0.12243614682396313, 0.35125197245484974, 0.5800677980857364,
      -0.5473798229956097, -0.3185639973647231, -0.2064598363586883,
    ]
    let deviations = [
      0.7523708524736408, 0.3957053793924999, 0.26536933753822506, 0.2199951872123446,
    ]
    let shares = [
      0.6727112430645923, 0.18608384459381608, 0.08368858833404447, 0.05751632400754715,
    ]
    // Five rows differ in four directions at most.
    try #require(found.directions.count == 4)
    #expect(near(found.directions[0], first))
    #expect(near(found.deviations, deviations))
    #expect(near(found.shares, shares))
    #expect(abs((found.mean.first ?? 0) - 0.4292682926829269) < 1e-12)
    #expect(PrincipalComponents(of: rows, most: 2)?.directions.count == 2)
  }

  private func near(_ values: [Double], _ others: [Double]) -> Bool {
    values.count == others.count && zip(values, others).allSatisfy { abs($0 - $1) < 1e-10 }
  }

  @Test(arguments: [
    [], [[1.0, 2, 3]], [[1, 2], [1, 2]], [[1, 2], [3]], [[1], [2], [3]],
  ])
  func `finds no directions in rows that have none`(rows: [[Double]]) {
    #expect(PrincipalComponents(of: rows, most: 3) == nil)
  }

  @Test func `learns persons apart, the same way every time`() throws {
    let examples = try Self.examples(persons: 5, shots: 4)
    var told: [String] = []
    let parameters = try EigenfaceMatcher().learn(from: examples) { told.append($0) }
    #expect(told.count == 1 && told[0].contains("20 faces"))
    #expect(try EigenfaceMatcher().learn(from: examples) { _ in } == parameters)

    let bytes = try Self.model(parameters).bytes()
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"matcher\": \"eigenface\""))
    let read = try TrainedModel.parse(bytes, name: "spots.json")
    #expect(read.role == .matcher && read.trainable == "eigenface")
    let matcher = try EigenfaceMatcher().matcher(of: read)
    #expect(matcher.card.role == .matcher && matcher.card.kind == .trained)
    #expect(matcher.card.comparison == .cosine)

    let encoder = try matcher.makeEncoder()
    func templates(shot: Int) throws -> [FaceTemplate] {
      try (0..<5).map { person in
        encoder.begin()
        encoder.observe(Self.frame(Self.face(person: person, shot: shot)))
        guard case .template(let template) = encoder.finish() else {
          throw NoTemplate(message: encoder.message)
        }
        return template
      }
    }
    let scores = try matcher.makeComparer(for: templates(shot: 20))
      .similarities(of: templates(shot: 31))
    for probe in 0..<5 {
      let row = Array(scores[probe * 5..<probe * 5 + 5])
      #expect(row.allSatisfy { $0 <= row[probe] }, "\(row)")
    }
  }

  private struct NoTemplate: Error { var message: String }

  @Test func `thins many faces out evenly`() {
    let rows = (0..<2500).map { [Double($0)] }
    let thinned = EigenfaceModel.thinned(rows)
    #expect(thinned.count == 1000)
    #expect(thinned.first == [0] && thinned[1] == [2] && thinned[2] == [5])
    #expect(EigenfaceModel.thinned([[1]]) == [[1]])
  }

  @Test func `says when there are too few faces, attacks not counted`() throws {
    var examples = try Self.examples(persons: 2, shots: 4)
    examples.train[0].species = PAISpecies("print")
    examples.train[1].features = [[]]
    let error = #expect(throws: InvalidInput.self) {
      try EigenfaceMatcher().learn(from: examples) { _ in }
    }
    #expect(error?.description.contains("6 bona fide faces") == true)
  }

  static let spoilt: [(String, @Sendable (EigenfaceModel) -> JSONValue)] = [
    ("nothing", { _ in .null }),
    (
      "a short mean",
      {
        var model = $0
        model.mean.removeLast()
        return model.json
      }
    ),
    (
      "a deviation of 0",
      {
        var model = $0
        model.deviations[0] = 0
        return model.json
      }
    ),
    (
      "fewer faces than deviations",
      {
        var model = $0
        model.eigenfaces.removeLast()
        return model.json
      }
    ),
    (
      "a face of another size",
      {
        var model = $0
        model.eigenfaces[0].append(1)
        return model.json
      }
    ),
    (
      "no deviations",
      {
        var model = $0
        model.eigenfaces = []
        model.deviations = []
        return model.json
      }
    ),
  ]

  @Test(arguments: spoilt.indices)
  func `refuses parameters that are none`(place: Int) throws {
    let rows = try Self.examples(persons: 3, shots: 3).train.compactMap(\.features.first)
    let model = try #require(EigenfaceModel(of: rows))
    #expect(EigenfaceModel(model.json, count: 48 * 48) == model)
    #expect(throws: InvalidInput.self, "\(Self.spoilt[place].0)") {
      try EigenfaceMatcher().matcher(of: Self.model(Self.spoilt[place].1(model)))
    }
  }

  @Test func `refuses a model of other features`() throws {
    var model = Self.model(.null)
    model.features = ContentDigest(of: "another card")
    let error = #expect(throws: InvalidInput.self) { try EigenfaceMatcher().matcher(of: model) }
    #expect(error?.description.contains("does not measure") == true)
  }

  @Test func `has nothing to learn from a face of one grey`() throws {
    let observer = try EigenfaceMatcher().makeFeatureObserver()
    observer.begin()
    observer.observe(
      Self.frame(PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 90)))
    #expect(observer.finish() == .nonResponse(.notFinite))
    #expect(!observer.message.isEmpty)
  }

  @Test func `keeps every rule for matchers`() throws {
    let parameters = try EigenfaceMatcher().learn(from: Self.examples(persons: 3, shots: 3)) {
      _ in
    }
    let matcher = try EigenfaceMatcher().matcher(of: Self.model(parameters))
    for tested in [matcher, LBPHMatcher()] {
      let samples = (0..<6).map {
        ConformanceCheck.Sample(
          name: "person \($0)", frames: [Self.frame(Self.face(person: $0, shot: $0))])
      }
      let answer = try MatcherCheck(samples: samples).answer(of: tested, starts: 2, seed: 1) {
        tested
      }
      #expect(answer.findings.isEmpty, "\(tested.card.name): \(answer.findings)")
      #expect(answer.templates.count >= 6)
      #expect(answer.nonResponses.contains { $0.reason == .noFace })
    }
  }
}
