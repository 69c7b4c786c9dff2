extension CameraModel {
  /// Takes a picture of a scene in linear light.
  ///
  /// `noise` is the standard deviation of the read noise in 8-bit steps in a bright room; shot noise
  /// grows with it. `level` is the light there is, `gain` what light is multiplied with. Values
  /// come out as 8-bit sRGB, rows of RGB.
  ///
  /// Each row goes through lens, sensor and sharpening while it is in the processor's cache.
  func capture(
    _ scene: LinearImage, noise: Float, level: Float, gain: Float, stream: inout SeededStream
  ) -> [UInt8] {
    let (width, height) = (scene.width, scene.height)
    let scale = Float(width) / 480
    let sensor = Sensor(self, noise: noise, level: level, gain: gain, width: width, height: height)
    var lens = SlidingBlur(Taps(deviation: blur * scale), width: width, height: height)
    let softness = Taps(deviation: sharpening > 0.02 ? 0.9 * scale : 0)
    var soft = SlidingBlur(softness, width: width, height: height)
    // Rows that wait until the rows below them have been softened too.
    let slots = softness.reach + 1
    var waiting = Array(repeating: SIMD4<Float>.zero, count: width * slots)
    var line = Array(repeating: SIMD4<Float>.zero, count: width)
    var bytes = Array(repeating: UInt8(0), count: width * height * 3)
    for step in 0..<(height + lens.reach + softness.reach) {
      if step < height { lens.add(step, scene.pixels.span, from: step * width) }
      let exposed = step - lens.reach
      if exposed >= 0, exposed < height {
        lens.get(exposed, into: &line)
        sensor.expose(&line, row: exposed, &stream)
        soft.add(exposed, line.span, from: 0)
        var kept = waiting.mutableSpan
        let slot = exposed % slots * width
        for i in 0..<width { kept[slot + i] = line[i] }
      }
      let done = exposed - softness.reach
      if done >= 0 {
        soft.get(done, into: &line)
        write(waiting.span, from: done % slots * width, soft: line.span, into: &bytes, row: done)
      }
    }
    return bytes
  }

  /// Sharpens a row by what its soft version lacks, and rounds it.
  private func write(
    _ row: Span<SIMD4<Float>>, from start: Int, soft: Span<SIMD4<Float>>, into bytes: inout [UInt8],
    row number: Int
  ) {
    var target = bytes.mutableSpan
    var at = number * soft.count * 3
    for i in soft.indices {
      let tone = row[start + i]
      let value = nearestBits(clamp(tone + (tone - soft[i]) * sharpening, 0, 255))
      target[at] = UInt8(truncatingIfNeeded: value.x)
      target[at + 1] = UInt8(truncatingIfNeeded: value.y)
      target[at + 2] = UInt8(truncatingIfNeeded: value.z)
      at += 3
    }
  }
}

/// What happens to light on the sensor: fall-off, cast, noise, tone curve.
private struct Sensor {
  private let tones: [Float]
  private let tint: SIMD4<Float>
  private let vignetting: Float
  private let floor: SIMD4<Float>
  private let shot: Float
  private let halfWidth: Float
  private let halfHeight: Float

  init(
    _ camera: CameraModel, noise: Float, level: Float, gain: Float, width: Int, height: Int
  ) {
    tones = camera.tones
    tint = SIMD4(camera.cast.x, camera.cast.y, camera.cast.z, 0) * gain
    halfWidth = Float(width) / 2
    halfHeight = Float(height) / 2
    vignetting = camera.vignetting / (halfWidth * halfWidth + halfHeight * halfHeight)
    let read = noise * 0.0006 / max(0.3, level.squareRoot())
    floor = SIMD4(repeating: read * read)
    shot = noise * noise * 0.00006 / max(0.15, level)
  }

  /// Turns a row of light into 8-bit tones.
  func expose(_ line: inout [SIMD4<Float>], row: Int, _ stream: inout SeededStream) {
    let table = SeededStream.normalTable
    let tones = tones.span
    let scale = SIMD4<Float>(repeating: Float(CameraModel.toneSteps) / CameraModel.toneRange)
    let last = Float(CameraModel.toneSteps)
    let dy = Float(row) - halfHeight
    var target = line.mutableSpan
    for column in target.indices {
      let dx = Float(column) - halfWidth
      let clean = target[column] * (tint * (1 - vignetting * (dx * dx + dy * dy)))
      let spread = roughRoots(floor + clean * shot)
      // Colour noise, and grey noise half as strong.
      let draw = stream.normals(table)
      let place = nearestBits(
        clamp((clean + (draw + draw.w * 0.5) * spread) * scale, 0, last))
      target[column] = SIMD4(tones[Int(place.x)], tones[Int(place.y)], tones[Int(place.z)], 0)
    }
  }
}
