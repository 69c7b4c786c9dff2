import Evidence
import PADVocabulary
import StructuredText
import Subsystems

/// Logistic regression over other detectors' judgements (Ross and Jain, "Information fusion in
/// biometrics", Pattern Recognition Letters 24(13), 2003; calibration after Platt, 1999).
///
/// Parts that learn are judged by models that have not seen the person in question (stacking,
/// Wolpert, Neural Networks 5(2), 1992), so that what they know by heart does not count.
struct FusionDetector: TrainableDetector {
  let parts: [FusionPart]
  let card: SubsystemCard
  let featureVersion = 1

  /// Folds for judgements on persons that were not learned from.
  private static let folds = 5

  /// - Parameter parts: at least one, all of one decode scale, with names of their own.
  init(of parts: [FusionPart]) {
    self.parts = parts
    let cards = parts.map(\.card)
    let policies = Set(cards.map(\.framePolicy))
    card = SubsystemCard(
      name: "fusion", version: "2",
      about: "logistic regression over " + cards.map(\.name).joined(separator: ", "),
      preprocessing: Preprocessing(cropScale: 1),
      needs: cards.contains { $0.needs.contains(.faceBox) } ? .faceBox : [],
      framePolicy: policies.count == 1 ? cards[0].framePolicy : FramePolicy(),
      settings: cards.map { CardSetting("part_" + $0.name, $0.digest.hex) } + [
        CardSetting("part_order", cards.map(\.name).joined(separator: " ")),
        CardSetting("most_evidence", FusionModel.mostEvidence),
        CardSetting("folds", Double(Self.folds)),
        CardSetting("least_rows", Double(FusionRows.leastRows)),
      ])
  }

  func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver {
    try FusionObserver(parts)
  }

  func learn(from examples: TrainingExamples, report: (String) -> Void) throws -> JSONValue {
    var learned: [FusionModel.Part] = []
    var trainEvidence: [[Double?]] = []
    var devEvidence: [[Double?]] = []
    for (place, part) in parts.enumerated() {
      let name = part.card.name
      let answering = LabelledRows(examples.train, part: place)
      let checking = LabelledRows(examples.dev, part: place)
      guard answering.hasBothClasses, checking.hasBothClasses else {
        report("\(name): left out, it judges too few of these presentations")
        continue
      }
      let result = try learn(part, at: place, from: examples, report: report)
      learned.append(result.part)
      trainEvidence.append(result.train)
      devEvidence.append(
        examples.dev.map { example in
          let features = example.features[place]
          return features.isEmpty ? nil : FusionModel.evidence(features, of: result.part)
        })
    }
    guard !learned.isEmpty else {
      throw InvalidInput(
        Diagnostic(
          .error,
          "no part of the fusion judges bona fide presentations and attacks of train and dev"))
    }
    let train = FusionRows(trainEvidence, of: examples.train)
    let dev = FusionRows(devEvidence, of: examples.dev)
    let weighings = try FusionRows.weighings(train: train, dev: dev) { found, answering in
      let names = zip(learned, answering ?? []).filter(\.1).map(\.0.name)
      let whom = answering == nil ? "" : " where these answer: " + names.joined(separator: ", ")
      report(LinearDetector.words(for: found, of: card.name + whom))
    }
    return FusionModel(parts: learned, weighings: weighings).json
  }

  func detector(of model: TrainedModel) throws(InvalidInput) -> any LivenessDetector {
    let byName = { (name: String) in self.parts.first { $0.card.name == name } }
    guard let fusion = FusionModel(model.parameters, count: { byName($0)?.count }) else {
      throw InvalidInput(
        Diagnostic(.error, "the model's parameters are not those of a fusion of these parts"))
    }
    // Only what counts is computed. What the model was trained on is held against the whole fusion.
    let source = Kept(whole: self, parts: fusion.parts.compactMap { byName($0.name) })
    return try TrainedDetector(source, model: model) { fusion.judge($0) }
  }

  /// A fusion that has left parts out.
  private struct Kept: TrainableDetector {
    let whole: FusionDetector
    let parts: [FusionPart]
    var card: SubsystemCard { whole.card }
    var featureVersion: Int { whole.featureVersion }

    func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver {
      try FusionObserver(parts)
    }
    func learn(from examples: TrainingExamples, report: (String) -> Void) throws -> JSONValue {
      try whole.learn(from: examples, report: report)
    }
    func detector(of model: TrainedModel) throws(InvalidInput) -> any LivenessDetector {
      try whole.detector(of: model)
    }
  }

  /// One part's model, and its evidence on train by models that have not seen the persons.
  private func learn(
    _ part: FusionPart, at place: Int, from examples: TrainingExamples, report: (String) -> Void
  ) throws -> (part: FusionModel.Part, train: [Double?]) {
    var isProbability = false
    if case .fixed = part {
      let scores = (examples.train + examples.dev).flatMap { $0.features[place] }
      isProbability = scores.allSatisfy { (0...1).contains($0) }
    }
    func prepared(_ examples: [TrainingExample]) -> LabelledRows {
      var rows = LabelledRows(examples, part: place)
      rows.rows = rows.rows.map { FusionModel.prepared($0, isProbability: isProbability) }
      return rows
    }
    let train = prepared(examples.train)
    let found = try LinearTraining.learn(train: train, dev: prepared(examples.dev))
    report(LinearDetector.words(for: found, of: part.card.name))
    let fold = PersonFolds.folds(of: train.persons, count: Self.folds, seed: examples.seed)
    var evidence = [Double](repeating: 0, count: train.rows.count)
    for number in 0..<Self.folds {
      let inside = train.rows.indices.filter { fold[$0] != number }
      let outside = train.rows.indices.filter { fold[$0] == number }
      if outside.isEmpty { continue }
      let rest = train[inside]
      // Too few persons to hold any out: the model of all of them has to do.
      let model =
        rest.hasBothClasses
        ? try LinearTraining.learn(train: rest, penalty: found.penalty) : found.model
      for row in outside {
        let value = model.evidence(train.rows[row])
        evidence[row] = min(max(value, -FusionModel.mostEvidence), FusionModel.mostEvidence)
      }
    }
    var next = 0
    let spread = examples.train.map { example -> Double? in
      if example.features[place].isEmpty { return nil }
      defer { next += 1 }
      return evidence[next]
    }
    return (
      FusionModel.Part(name: part.card.name, linear: found.model, isProbability: isProbability),
      spread
    )
  }
}
