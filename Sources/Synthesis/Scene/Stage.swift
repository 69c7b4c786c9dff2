/// A lit scene that a camera can look at, at any time.
protocol Stage: Sendable {
  /// What is seen so many seconds after the start.
  mutating func view(at time: Float) -> View
}

/// A scene as it falls on the sensor.
struct View: Sendable {
  /// Linear light.
  let picture: LinearImage
  /// Distance from the camera in centimetres, infinite where only the background is; empty when
  /// it was not asked for.
  let depth: [Float]
  let place: FacePlace
}
