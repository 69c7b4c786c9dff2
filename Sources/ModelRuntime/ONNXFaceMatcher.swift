import Imaging
public import Subsystems

/// A face matcher that an ONNX model and its card describe: the model turns an aligned face into an
/// embedding, and embeddings are compared as the card says.
public struct ONNXFaceMatcher: FaceMatcher {
  /// Its card.
  public let card: SubsystemCard
  /// How many numbers an embedding has, where the model says so.
  public let dimension: Int?
  private let session: ONNXSession
  private let input: ImageTensor
  private let output: Int
  private let measure: SimilarityMeasure

  /// Loads the model of a card, and compares what it takes and gives with what the card says.
  ///
  /// - Throws: `SubsystemFault` when the model does not load or is not the one described.
  public init(_ loaded: LoadedCard, runtime: ONNXRuntime) throws(SubsystemFault) {
    let card = loaded.card
    guard let measure = card.comparison, !card.preprocessing.alignments.isEmpty else {
      throw SubsystemFault(
        subsystem: card.name, message: "the card does not say how faces are aligned and compared",
        remedy: "set alignment in its input section, and comparison")
    }
    for setting in card.settings where setting.name != "smallest_face" {
      throw SubsystemFault(
        subsystem: card.name,
        message: "the card sets '\(setting.name)', which an embedding model does not have",
        remedy: "its only setting is smallest_face")
    }
    session = try ONNXSession(
      model: loaded.contents.first ?? [], named: card.name, threads: card.limits.threads,
      runtime: runtime)
    input = ImageTensor(card.preprocessing)
    try session.require(input: input.shape, of: card)
    output = try session.output(of: card)
    dimension = session.outputs[output].shape.last ?? nil
    self.measure = measure
    self.card = card
  }

  /// The library and its version.
  public var runtime: String { session.runtime.description }

  /// Makes an encoder; all of them share the model.
  public func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    AlignedFaceEncoder(card: card) { face throws(SubsystemFault) in
      try embedding(of: face)
    }
  }

  /// Makes a comparer.
  public func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    try VectorComparer(references, by: measure, dimension: dimension, named: card.name)
  }

  /// The model's answer to an aligned face, as it is.
  func embedding(of face: PixelBuffer) throws(SubsystemFault) -> [Float] {
    try session.run(input.fitted(face).tensor)[output].values
  }
}
