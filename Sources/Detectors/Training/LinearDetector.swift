import PADVocabulary
import StructuredText
import Subsystems

/// A trainable detector of stills: a linear classifier of the features of a face crop.
struct LinearDetector: TrainableDetector {
  let card: SubsystemCard
  let featureVersion: Int
  /// How many numbers a face gives.
  let count: Int
  /// What a number belongs to, for explanations.
  let cueName: @Sendable (Int) -> String
  /// Makes what measures a face; called once per worker.
  let makeMeasure: @Sendable () -> (FaceCrop) -> [Double]

  func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver {
    let measure = makeMeasure()
    return StillFeatureObserver(policy: card.framePolicy) { frame in
      FaceCrop.of(frame).map(measure)
    }
  }

  func learn(from examples: TrainingExamples, report: (String) -> Void) throws -> JSONValue {
    let found = try LinearTraining.learn(
      train: LabelledRows(examples.train), dev: LabelledRows(examples.dev))
    report(Self.words(for: found, of: card.name))
    return Self.json(found)
  }

  func detector(of model: TrainedModel) throws(InvalidInput) -> any LivenessDetector {
    let linear = try Self.linear(model.parameters, count: count)
    return try TrainedDetector(self, model: model) { features in
      let part = features.first ?? []
      return (linear.evidence(part), self.cues(of: part, by: linear))
    }
  }

  /// What groups of features contribute.
  func cues(of features: [Double], by model: LinearModel) -> [Cue] {
    var cues: [Cue] = []
    for (place, evidence) in model.contributions(features).enumerated() {
      let name = cueName(place)
      if let known = cues.firstIndex(where: { $0.name == name }) {
        cues[known].evidence += evidence
      } else {
        cues.append(Cue(name, evidence))
      }
    }
    return cues
  }

  static func json(_ found: LinearTraining.Result) -> JSONValue {
    .object([
      .init("penalty", .number(found.penalty)), .init("linear", found.model.json),
    ])
  }

  static func linear(_ json: JSONValue?, count: Int) throws(InvalidInput) -> LinearModel {
    guard let model = LinearModel(json?["linear"], count: count) else {
      throw InvalidInput(
        Diagnostic(.error, "the model's parameters are not \(count) means, deviations and weights"))
    }
    return model
  }

  static func words(for found: LinearTraining.Result, of name: String) -> String {
    let loss = (found.devLoss * 10_000).rounded() / 10_000
    return "\(name): penalty \(found.penalty) has the smallest log loss on dev, \(loss)"
  }
}

/// The built-in detectors that learn.
enum LinearDetectors {
  /// Colour texture (Boulkenafet, Komulainen and Hadid, 2016); see `TextureFeatures`.
  static var texture: LinearDetector {
    LinearDetector(
      card: SubsystemCard(
        name: "texture", version: "2",
        about: "colour texture of the face: local binary patterns, linear classifier",
        preprocessing: Preprocessing(cropScale: 1),
        needs: .faceBox, settings: TextureFeatures.settings + FaceCrop.settings),
      featureVersion: 2, count: TextureFeatures.count, cueName: TextureFeatures.planeName
    ) {
      var features = TextureFeatures()
      return { features.measure($0) }
    }
  }

  /// Image quality and distortion (Wen, Han and Jain, 2015; Galbally, Marcel and Fierrez, 2014);
  /// see `DistortionFeatures`.
  static var quality: LinearDetector {
    LinearDetector(
      card: SubsystemCard(
        name: "quality", version: "1",
        about: "sharpness, colours, glare and blockiness of the face, linear classifier",
        preprocessing: Preprocessing(
          cropScale: 1, width: QualityFeatures.side, height: QualityFeatures.side,
          interpolation: .area),
        needs: .faceBox, settings: DistortionFeatures.settings + FaceCrop.settings),
      featureVersion: 1, count: DistortionFeatures.count, cueName: DistortionFeatures.name
    ) { DistortionFeatures.measure }
  }
}

extension FaceCrop {
  /// Every constant, for cards.
  static let settings = [
    CardSetting("smallest_face", Double(smallestSide)),
    CardSetting("largest_face", Double(longestSide)),
  ]
}
