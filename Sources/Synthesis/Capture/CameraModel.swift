/// A capture device: optics, sensor, processing. The same model serves every class.
struct CameraModel: Sendable {
  /// Focal length as a multiple of the picture's width.
  var focal: Float
  /// Standard deviation of the optical blur, in pixels of a 480 pixel wide picture.
  var blur: Float
  /// Strength of the sharpening after the sensor.
  var sharpening: Float
  /// Colour cast that white balance leaves.
  var cast: Vector3
  /// Fall-off of the light in the corners, 0…1.
  var vignetting: Float
  /// Contrast of the tone curve, 1 for plain sRGB.
  var contrast: Float
  /// 8-bit values of `toneSteps` equal steps of light from 0 to `toneRange`.
  let tones: [Float]

  static let toneSteps = 2048
  static let toneRange: Float = 1.6

  /// A device by its number; devices differ from each other, not between classes.
  init(device: Int, seed: UInt64) {
    var stream = SeededStream(seed: seed, "capture-device", device)
    focal = stream.uniform(1.2, 1.45)
    blur = stream.uniform(0.45, 0.8)
    sharpening = stream.uniform(0, 0.5)
    cast = Vector3(stream.uniform(0.96, 1.05), 1, stream.uniform(0.95, 1.06))
    vignetting = stream.uniform(0.05, 0.25)
    contrast = stream.uniform(0.95, 1.15)
    let bend = (contrast - 0.9) * 1.6
    tones = (0...Self.toneSteps).map {
      let light = Float($0) / Float(Self.toneSteps) * Self.toneRange
      // A shoulder keeps highlights from clipping hard.
      let soft = light < 0.6 ? light : 0.6 + 0.4 * (1 - Elementary.exp(-(light - 0.6) / 0.4))
      let tone = Colour.encoded(soft)
      return mix(tone, tone * tone * (3 - 2 * tone), bend) * 255
    }
  }

  /// Gain that brings the middle of the picture to a medium grey.
  static func gain(of picture: LinearImage) -> Float {
    var sum: Float = 0
    var weights: Float = 0
    let step = max(1, picture.width / 40)
    for row in stride(from: 0, to: picture.height, by: step) {
      let y = (Float(row) / Float(picture.height) - 0.47) / 0.34
      for column in stride(from: 0, to: picture.width, by: step) {
        let x = (Float(column) / Float(picture.width) - 0.5) / 0.34
        let weight = Elementary.exp(-x * x - y * y) + 0.06
        sum += weight * Elementary.log(picture[column, row].luminance + 0.004)
        weights += weight
      }
    }
    return 0.17 / max(0.004, Elementary.exp(sum / weights))
  }
}
