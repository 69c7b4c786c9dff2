public import Imaging
public import Media
import PADVocabulary
public import Subsystems

extension Frame {
  /// A frame as a subsystem sees it, with the face and eyes that the dataset gives.
  ///
  /// - Returns: `nil` when the frame was not decoded at this scale.
  public init?(_ frame: PresentationFrame, at scale: DecodeScale) {
    self.init(frame, at: scale, face: SeenFace(in: frame))
  }

  /// A frame with a face that somebody found in it.
  init?(_ frame: PresentationFrame, at scale: DecodeScale, face: SeenFace) {
    guard let pixels = frame.pixels(at: scale) else { return nil }
    let horizontal = Double(pixels.width) / Double(frame.originalWidth)
    let vertical = Double(pixels.height) / Double(frame.originalHeight)
    self.init(
      index: frame.index, time: frame.time, pixels: pixels,
      faceBox: face.box?.scaled(byX: horizontal, y: vertical),
      landmarks: face.landmarks.map { Landmark(x: $0.x * horizontal, y: $0.y * vertical) },
      depth: frame.depth, infrared: frame.infrared)
  }
}

/// A face in pixels of the full-size picture.
struct SeenFace {
  var box: FaceBox?
  var landmarks: [Landmark]

  init(box: FaceBox?, landmarks: [Landmark]) {
    self.box = box
    self.landmarks = landmarks
  }

  /// What the dataset gives: the eyes in the order in which finders name points.
  init(in frame: PresentationFrame) {
    box = frame.faceBox
    landmarks =
      frame.eyes.map {
        [Landmark(x: $0.rightX, y: $0.rightY), Landmark(x: $0.leftX, y: $0.leftY)]
      } ?? []
  }
}
