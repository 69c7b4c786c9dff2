import Imaging
import PADVocabulary
public import Subsystems

/// YuNet, a small face finder with five landmarks.
///
/// The card's `fit` says how a picture comes into the model's fixed input, and its settings
/// `score_threshold` and `overlap_threshold` which faces are kept.
public struct YuNetFaceFinder: FaceFinder {
  /// Its card.
  public let card: SubsystemCard
  private let session: ONNXSession
  private let input: ImageTensor
  private let decoding: YuNetDecoding

  /// Loads the model of a card, and compares what it takes and gives with what the card says.
  ///
  /// - Throws: `SubsystemFault` when the model does not load or is no YuNet.
  public init(_ loaded: LoadedCard, runtime: ONNXRuntime) throws(SubsystemFault) {
    let card = loaded.card
    try Self.checkSettings(of: card)
    session = try ONNXSession(
      model: loaded.contents.first ?? [], named: card.name, threads: card.limits.threads,
      runtime: runtime)
    input = ImageTensor(card.preprocessing)
    try session.require(input: input.shape, of: card)
    let names = session.outputs.map(\.name)
    let missing = YuNetDecoding.strides.flatMap { stride in
      YuNetDecoding.parts.map { "\($0.0)_\(stride)" }
    }.filter { !names.contains($0) }
    guard missing.isEmpty else {
      throw SubsystemFault(
        subsystem: card.name,
        message: "the model is no YuNet: it has no output " + missing.joined(separator: ", "))
    }
    decoding = YuNetDecoding(
      width: card.preprocessing.width, height: card.preprocessing.height,
      scoreThreshold: Self.number("score_threshold", of: card) ?? 0.5,
      overlapThreshold: Self.number("overlap_threshold", of: card) ?? 0.3)
    self.card = card
  }

  /// The library and its version.
  public var runtime: String { session.runtime.description }

  /// Makes a searcher; all of them share the model.
  public func makeSearcher() throws(SubsystemFault) -> any FaceSearcher {
    Searcher(finder: self)
  }

  /// All faces of a picture, the best first.
  func faces(in pixels: PixelBuffer) throws(SubsystemFault) -> [FaceDetection] {
    let (tensor, scaleX, scaleY) = input.fitted(pixels)
    let outputs = try session.run(tensor)
    let found = decoding.faces { part, stride in
      let place = session.outputs.firstIndex { $0.name == "\(part)_\(stride)" }
      return place.map { outputs[$0].values } ?? []
    }
    return found.map { face in
      FaceDetection(
        box: face.box.scaled(byX: 1 / scaleX, y: 1 / scaleY), confidence: face.confidence,
        landmarks: face.landmarks.map { Landmark(x: $0.x / scaleX, y: $0.y / scaleY) })
    }
  }

  private final class Searcher: FaceSearcher {
    private let finder: YuNetFaceFinder

    init(finder: YuNetFaceFinder) {
      self.finder = finder
    }

    func faces(in pixels: PixelBuffer) throws(SubsystemFault) -> [FaceDetection] {
      try finder.faces(in: pixels)
    }
  }

  private static func checkSettings(of card: SubsystemCard) throws(SubsystemFault) {
    let known = ["decoder", "overlap_threshold", "score_threshold"]
    for setting in card.settings where !known.contains(setting.name) {
      throw SubsystemFault(
        subsystem: card.name, message: "the card sets '\(setting.name)', which YuNet does not have",
        remedy: "its settings are " + known.joined(separator: ", "))
    }
    guard card.preprocessing.cropScale == nil else {
      throw SubsystemFault(
        subsystem: card.name, message: "a face finder sees the whole picture",
        remedy: "remove crop_scale from the card's input section")
    }
    for name in known.dropFirst() {
      if let value = card.setting(name) {
        guard case .number(let number) = value, (0...1).contains(number) else {
          throw SubsystemFault(
            subsystem: card.name, message: "the card's setting '\(name)' is no number from 0 to 1")
        }
      }
    }
  }

  private static func number(_ name: String, of card: SubsystemCard) -> Double? {
    if case .number(let number) = card.setting(name) { number } else { nil }
  }
}
