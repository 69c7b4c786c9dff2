public import Evidence
public import Imaging
public import PADVocabulary

/// One picture of a presentation as it comes out of its media.
public struct PresentationFrame: Sendable {
  /// Position in the sequence, from 0.
  public var index: Int
  /// Seconds since the first frame; `nil` for a still, or where no rate is known.
  public var time: Double?
  /// Width of the full-size upright picture; face boxes refer to it.
  public var originalWidth: Int
  /// Height of the full-size upright picture.
  public var originalHeight: Int
  /// The face box that the dataset gives for this frame, in pixels of the full-size picture.
  public var faceBox: FaceBox?
  /// Right eye, left eye (of the person), as the dataset gives them, in pixels of the full-size
  /// picture.
  public var eyes: FrameEyes?
  /// Depth at the camera's own size.
  public var depth: DepthMap?
  /// Infrared at the camera's own size.
  public var infrared: DepthMap?
  /// The digest of the file that this frame was decoded from; `nil` for a video, whose digest is
  /// the summary's.
  public var digest: ContentDigest?
  /// The media reference of the picture of a sequence that this frame was decoded from; `nil` for
  /// a still, which is the presentation's own media, and for a video.
  public var file: String?
  /// What the codec complained about; empty for a video.
  public var warnings: DecodeWarnings
  var pictures: [(scale: DecodeScale, pixels: PixelBuffer)]

  /// The upright picture, RGB, at one of the scales that were asked for; `nil` at any other.
  public func pixels(at scale: DecodeScale) -> PixelBuffer? {
    pictures.first { $0.scale == scale }?.pixels
  }
}

/// Where the eyes are in one frame, in pixels of the full-size picture.
public struct FrameEyes: Sendable, Hashable {
  /// The person's right eye.
  public var rightX: Double
  /// The person's right eye.
  public var rightY: Double
  /// The person's left eye.
  public var leftX: Double
  /// The person's left eye.
  public var leftY: Double

  /// Places both eyes.
  public init(rightX: Double, rightY: Double, leftX: Double, leftY: Double) {
    self.rightX = rightX
    self.rightY = rightY
    self.leftX = leftX
    self.leftY = leftY
  }
}
