/// A scene before a camera whose exposure is set once, at the first frame.
struct Recording: Sendable {
  let width: Int
  let height: Int
  private var stage: any Stage
  private let camera: CameraModel
  private let noise: Float
  private let level: Float
  private let exposure: Float
  private let noiseStream: SeededStream
  private var gain: Float?

  /// `key` decides the sensor's noise, `level` is the light there is.
  init(
    of stage: any Stage, width: Int, height: Int, camera: CameraModel, noise: Float, level: Float,
    exposure: Float, key: UInt64
  ) {
    self.stage = stage
    self.width = width
    self.height = height
    self.camera = camera
    self.noise = noise
    self.level = level
    self.exposure = exposure
    noiseStream = SeededStream(key: key)
  }

  /// The frame of this number, so many seconds after the start.
  mutating func shot(_ number: Int = 0, at time: Float = 0) -> Shot {
    let view = stage.view(at: time)
    let gain = gain ?? exposure * CameraModel.gain(of: view.picture)
    self.gain = gain
    var grain = SeededStream(key: noiseStream.key(UInt64(number)))
    let bytes = camera.capture(
      view.picture, noise: noise, level: level, gain: gain, stream: &grain)
    return Shot(width: width, height: height, bytes: bytes, depth: view.depth, place: view.place)
  }
}
