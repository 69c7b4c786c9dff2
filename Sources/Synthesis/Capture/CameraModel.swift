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
  private let tones: [Float]

  private static let toneSteps = 2048
  private static let toneRange: Float = 1.6

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

  /// Takes a picture of a scene in linear light.
  ///
  /// `noise` is the standard deviation of the read noise in 8-bit steps in a bright room; shot noise
  /// grows with it. `level` is the light there is, `gain` what light is multiplied with. Values
  /// come out as 8-bit sRGB, rows of RGB.
  func capture(
    _ scene: LinearImage, noise: Float, level: Float, gain: Float, stream: inout SeededStream
  ) -> [UInt8] {
    var picture = scene
    picture.blur(blur * Float(scene.width) / 480)
    let read = noise * 0.0006 / max(0.3, level.squareRoot())
    let shot = noise * noise * 0.00006 / max(0.15, level)
    let floor = SIMD4<Float>(repeating: read * read)
    let tint = SIMD4(cast.x, cast.y, cast.z, 0)
    let halfWidth = Float(scene.width) / 2
    let halfHeight = Float(scene.height) / 2
    let radius = halfWidth * halfWidth + halfHeight * halfHeight
    let table = SeededStream.normalTable
    var target = picture.pixels.mutableSpan
    for row in 0..<scene.height {
      let dy = Float(row) - halfHeight
      for column in 0..<scene.width {
        let dx = Float(column) - halfWidth
        let fall = gain * (1 - vignetting * (dx * dx + dy * dy) / radius)
        let i = row * scene.width + column
        let clean = target[i] * (tint * fall)
        let spread = (floor + clean * shot).squareRoot()
        // Colour noise, and grey noise half as strong.
        let draw = stream.normals(table)
        target[i] = clean + (draw + draw.w * 0.5) * spread
      }
    }
    return developed(picture)
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

  /// Tone curve, sharpening and 8-bit values.
  private func developed(_ picture: LinearImage) -> [UInt8] {
    var toned = picture
    let table = tones
    let scale = SIMD4<Float>(repeating: Float(Self.toneSteps) / Self.toneRange)
    let last = Float(Self.toneSteps)
    var target = toned.pixels.mutableSpan
    for i in target.indices {
      let place = clamp(target[i] * scale, 0, last)
      target[i] = SIMD4(table[Int(place.x)], table[Int(place.y)], table[Int(place.z)], 0)
    }
    var soft = toned
    if sharpening > 0.02 { soft.blur(0.9 * Float(picture.width) / 480) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(toned.pixels.count * 3)
    let half = SIMD4<Float>(repeating: 0.5)
    for i in toned.pixels.indices {
      let sharp = toned.pixels[i] + (toned.pixels[i] - soft.pixels[i]) * sharpening + half
      let value = clamp(sharp, 0, 255)
      bytes.append(UInt8(value.x))
      bytes.append(UInt8(value.y))
      bytes.append(UInt8(value.z))
    }
    return bytes
  }
}
