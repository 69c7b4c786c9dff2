import Evidence
import Imaging
import PADVocabulary
import StructuredText
import Subsystems

/// Compares faces in the space that a training set's bona fide faces span (Turk and Pentland,
/// "Eigenfaces for recognition", Journal of Cognitive Neuroscience 3(1), 1991), by the cosine of
/// their coordinates in standard deviations (the whitened cosine of Beveridge et al., "The CSU face
/// identification evaluation system", Machine Vision and Applications 16, 2005).
struct EigenfaceMatcher: TrainableMatcher {
  /// What is measured: the aligned face's luma, its mean taken away, scaled to length 1.
  let card: SubsystemCard
  /// The version of what is measured.
  let featureVersion = 1

  /// Pixels of the aligned face each way.
  static let side = 48

  /// Makes the matcher that can be trained.
  init() {
    card = SubsystemCard(
      name: "eigenface", version: "1", role: .matcher,
      about: "principal components of faces, cosine in standard deviations",
      preprocessing: Preprocessing(
        alignments: [.fivePoints, .eyes, .box], width: Self.side, height: Self.side,
        interpolation: .area, colourOrder: .grey),
      comparison: .cosine, needs: .faceBox,
      settings: [
        CardSetting("standardised", "mean 0, length 1"),
        CardSetting("wanted_share", EigenfaceModel.wantedShare),
        CardSetting("most_dimensions", Double(EigenfaceModel.mostDirections)),
        CardSetting("most_faces", Double(EigenfaceModel.mostFaces)),
        CardSetting("smallest_face", FaceAlignment.smallestFace),
        CardSetting("largest_face", FaceAlignment.largestFace),
      ])
  }

  /// Makes an observer that measures faces.
  func makeFeatureObserver() throws(SubsystemFault) -> any FeatureObserver {
    FaceObserver(
      AlignedFaceEncoder(card: card) { face throws(SubsystemFault) in Self.standardised(face) })
  }

  /// Learns the space of the bona fide faces of train.
  func learn(
    from examples: TrainingExamples, report: (String) -> Void
  ) throws -> JSONValue {
    let faces = examples.train.filter { $0.species == nil }.compactMap(\.features.first)
      .filter { !$0.isEmpty }
    let rows = EigenfaceModel.thinned(faces)
    guard let model = EigenfaceModel(of: rows) else {
      throw InvalidInput(
        Diagnostic(
          .error,
          "\(faces.count) bona fide faces of the partition 'train' could be measured, and they "
            + "span no space",
          remedy: "\(EigenfaceModel.fewestFaces) different ones are needed, and some hundred of "
            + "many persons make sense"))
    }
    report(
      "\(model.eigenfaces.count) dimensions hold "
        + NumberText.fixed(100 * model.explained, decimals: 1) + " % of the variance of "
        + "\(rows.count) faces"
        + (rows.count < faces.count ? ", taken evenly from \(faces.count)" : ""))
    return model.json
  }

  /// The matcher with a learned space.
  func matcher(of model: TrainedModel) throws(InvalidInput) -> any FaceMatcher {
    guard model.features == card.digest else {
      throw InvalidInput(
        Diagnostic(
          .error, "the model was trained on faces that this padbench does not measure",
          remedy: "train it again"))
    }
    guard let space = EigenfaceModel(model.parameters, count: Self.side * Self.side),
      let digest = try? model.digest()
    else {
      throw InvalidInput(
        Diagnostic(
          .error, "the model's parameters are no faces of \(Self.side) × \(Self.side) numbers"))
    }
    return TrainedEigenface(
      card: SubsystemCard(
        name: model.name, version: card.version, kind: .trained, role: .matcher,
        about: "\(card.about) (trained on \(model.origin.summary))",
        preprocessing: card.preprocessing, comparison: card.comparison, needs: card.needs,
        framePolicy: card.framePolicy,
        settings: card.settings + [
          CardSetting("algorithm", card.name), CardSetting("model", digest.hex),
          CardSetting("dimensions", Double(space.eigenfaces.count)),
          CardSetting("trained_on_synthetic", model.origin.isSynthetic ? "yes" : "no"),
        ], training: model.origin), space: space)
  }

  /// An aligned face's luma, its mean taken away; all 0 for a face of one grey.
  static func standardised(_ face: PixelBuffer) -> [Float] {
    let luma = face.grey().bytes.map(Double.init)
    let mean = luma.reduce(0, +) / Double(luma.count)
    return luma.map { Float($0 - mean) }
  }
}

/// Eigenfaces with a learned space.
private struct TrainedEigenface: FaceMatcher {
  let card: SubsystemCard
  let space: EigenfaceModel

  func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    AlignedFaceEncoder(card: card) { face throws(SubsystemFault) in
      // As faces were measured for training: of length 1.
      let face = SimilarityMeasure.cosine.prepared(EigenfaceMatcher.standardised(face))
      return space.coordinates(of: face ?? [])
    }
  }

  func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    try VectorComparer(
      references, by: .cosine, dimension: space.eigenfaces.count, named: card.name)
  }
}

/// Measures what an encoder encodes.
private final class FaceObserver: FeatureObserver {
  private let encoder: AlignedFaceEncoder
  private(set) var features: [[Double]] = []

  init(_ encoder: AlignedFaceEncoder) {
    self.encoder = encoder
  }

  func begin() {
    features = []
    encoder.begin()
  }

  func observe(_ frame: Frame) { encoder.observe(frame) }

  func finish() -> Outcome {
    switch encoder.finish() {
    case .nonResponse(let reason): return .nonResponse(reason)
    case .template(let template):
      features = [(template.vector ?? []).map(Double.init)]
      return .score(0)
    }
  }

  var message: String { encoder.message }
}
