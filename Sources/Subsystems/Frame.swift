public import Imaging
public import PADVocabulary

/// One picture of a presentation as a subsystem sees it.
public struct Frame: Sendable {
  /// Position in the sequence, from 0.
  public var index: Int
  /// Seconds since the first frame; `nil` for a still.
  public var time: Double?
  /// The upright picture, RGB, at the decode scale the subsystem asked for.
  public var pixels: PixelBuffer
  /// The face in `pixels`; `nil` when none was found and the dataset gives none.
  public var faceBox: FaceBox?
  /// Right eye, left eye, nose, right and left mouth corner as the finder gave them, or the eyes
  /// alone as the dataset gives them, in `pixels`; empty when unknown.
  public var landmarks: [Landmark]
  /// Depth at the camera's own size, where the presentation has it.
  public var depth: DepthMap?
  /// Infrared at the camera's own size, where the presentation has it.
  public var infrared: DepthMap?

  /// Makes a frame.
  public init(
    index: Int = 0, time: Double? = nil, pixels: PixelBuffer, faceBox: FaceBox? = nil,
    landmarks: [Landmark] = [], depth: DepthMap? = nil, infrared: DepthMap? = nil
  ) {
    self.index = index
    self.time = time
    self.pixels = pixels
    self.faceBox = faceBox
    self.landmarks = landmarks
    self.depth = depth
    self.infrared = infrared
  }
}

/// A point of a face, in pixels of the picture it was found in.
public struct Landmark: Sendable, Hashable {
  /// Distance from the left edge, in pixels.
  public var x: Double
  /// Distance from the top edge, in pixels.
  public var y: Double

  /// Makes a point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
