public import Imaging
public import PADVocabulary

/// Brings faces into one place and size, so that one face's pixels can be compared with another's.
public struct FaceAlignment: Sendable {
  /// Right eye, left eye, nose, right and left mouth corner in a picture of 112 × 112: the template
  /// that embedding models are trained behind (Deng, Guo, Xue and Zafeiriou, "ArcFace", CVPR 2019).
  public static let template: [(x: Double, y: Double)] = [
    (38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655),
    (70.7299, 92.2041),
  ]
  /// The side of the template's picture, in pixels.
  public static let templateSide = 112.0
  /// A face that fills fewer pixels each way says too little to be compared, unless a card's setting
  /// `smallest_face` says otherwise.
  public static let smallestFace = 32.0
  /// A face that fills more pixels each way is a mistake of whoever found it.
  public static let largestFace = 8192.0

  private let preprocessing: Preprocessing
  private let smallest: Double

  /// Why a frame has no aligned face.
  public struct Refusal: Error, Sendable, Hashable {
    /// The reason as it is counted.
    public var reason: NonResponseReason
    /// What is the matter, in one sentence; empty where the reason says it all.
    public var message: String
  }

  /// Aligns as a card's preprocessing says: by the first of its ways that a frame has points for,
  /// to a square of its width.
  public init(of card: SubsystemCard) {
    preprocessing = card.preprocessing
    smallest =
      if case .number(let side) = card.setting("smallest_face") {
        min(max(side, 1), Self.largestFace)
      } else {
        Self.smallestFace
      }
  }

  /// The aligned face of a frame, or why there is none.
  public func face(in frame: Frame) -> Result<PixelBuffer, Refusal> {
    for way in preprocessing.alignments {
      switch way {
      case .fivePoints:
        if frame.landmarks.count == 5 { return face(in: frame.pixels, by: frame.landmarks) }
      case .eyes:
        if [2, 5].contains(frame.landmarks.count) {
          return face(in: frame.pixels, by: Array(frame.landmarks.prefix(2)))
        }
      case .box:
        if let box = frame.faceBox { return face(in: frame.pixels, box) }
      }
    }
    let ways = preprocessing.alignments.map(\.words).joined(separator: ", nor ")
    guard frame.faceBox == nil, frame.landmarks.isEmpty else {
      return .failure(
        Refusal(reason: .missingInput, message: "the face has neither \(ways) to align it by"))
    }
    return .failure(Refusal(reason: .noFace, message: ""))
  }

  /// By points: the similarity transform that brings them nearest to the template.
  private func face(
    in pixels: PixelBuffer, by landmarks: [Landmark]
  ) -> Result<PixelBuffer, Refusal> {
    let points = landmarks.map { (x: $0.x, y: $0.y) }
    let middle = (
      x: points.reduce(0) { $0 + $1.x } / Double(points.count),
      y: points.reduce(0) { $0 + $1.y } / Double(points.count)
    )
    guard (0...Double(pixels.width)).contains(middle.x),
      (0...Double(pixels.height)).contains(middle.y)
    else { return .failure(.init(reason: .refused, message: "the face is not in the picture")) }
    let width = preprocessing.width
    let factor = Double(width) / Self.templateSide
    let targets = Self.template.prefix(points.count).map { (x: $0.x * factor, y: $0.y * factor) }
    guard let way = SimilarityTransform(bringing: points, to: targets), let back = way.inverse
    else {
      return .failure(.init(reason: .refused, message: "the points of the face are all one"))
    }
    if let refusal = refusal(ofSide: Double(width) * back.scale) { return .failure(refusal) }
    let interpolation: Interpolation = preprocessing.interpolation == .area ? .area : .bilinear
    guard
      let face = pixels.sampled(
        through: back, width: width, height: width, by: interpolation,
        border: preprocessing.padding)
    else { return .failure(.init(reason: .refused, message: "the face is not in the picture")) }
    return .success(face)
  }

  /// By a box alone: the square of its longer side times the card's `crop_scale`.
  private func face(in pixels: PixelBuffer, _ box: FaceBox) -> Result<PixelBuffer, Refusal> {
    guard let rect = PixelRect(box.squared(times: preprocessing.cropScale ?? 1)) else {
      return .failure(.init(reason: .refused, message: "the face box is no box"))
    }
    if let refusal = refusal(ofSide: Double(rect.width)) { return .failure(refusal) }
    guard rect.clamped(to: pixels) != nil else {
      return .failure(.init(reason: .refused, message: "the face is not in the picture"))
    }
    let shrinks = preprocessing.interpolation == .area && rect.width >= preprocessing.width
    return .success(
      pixels.cropped(
        to: rect, resizedToWidth: preprocessing.width, height: preprocessing.width,
        by: shrinks ? .area : .bilinear, border: preprocessing.padding))
  }

  private func refusal(ofSide side: Double) -> Refusal? {
    guard side >= smallest else {
      return Refusal(
        reason: .refused,
        message: "the face fills \(Int(side.rounded())) pixels each way, and at least "
          + "\(Int(smallest.rounded(.up))) are wanted")
    }
    guard side <= Self.largestFace else {
      return Refusal(reason: .refused, message: "the face is larger than any camera's")
    }
    return nil
  }
}

extension Preprocessing.Alignment {
  /// What it goes by, in words.
  fileprivate var words: String {
    switch self {
    case .fivePoints: "five points"
    case .eyes: "both eyes"
    case .box: "a box"
    }
  }
}
