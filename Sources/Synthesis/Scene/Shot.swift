/// What the camera saw at one moment.
struct Shot: Sendable {
  let width: Int
  let height: Int
  /// Rows of RGB, 8-bit sRGB.
  let bytes: [UInt8]
  /// Distance from the camera in centimetres, infinite where only the background is.
  let depth: [Float]
  /// Where the face is, in pixels.
  let place: FacePlace
}

/// Where a face is seen, in pixels of the picture.
struct FacePlace: Sendable {
  var x: Float
  var y: Float
  var width: Float
  var height: Float
  /// The middle of the subject's right eye, which is the picture's left one.
  var rightEye: (x: Float, y: Float)
  /// The middle of the subject's left eye.
  var leftEye: (x: Float, y: Float)
}
