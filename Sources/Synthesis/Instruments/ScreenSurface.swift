/// A picture on the screen of a device, with its bezel.
struct ScreenSurface: Surface {
  /// What the screen shows; every frame of a video has the same size.
  var picture: LinearImage
  /// Seconds since the start: the band of a refresh that the camera catches wanders.
  var time: Float = 0
  private let strength: Float
  private let left: Float
  private let top: Float
  private let width: Float
  private let height: Float
  private let sheet: Sheet
  private let corner: Float
  private let perPixel: Float
  private let scaleX: Float
  private let scaleY: Float
  private let stripes: [SIMD4<Float>]
  private let lines: [Float]
  private let wave: [Float]
  private let white: SIMD4<Float>
  private let black: SIMD4<Float>
  private let body: SIMD4<Float>
  private let glare: (x: Float, y: Float, size: Float, slope: Float, strength: Float)
  private let band: (frequency: Float, phase: Float, depth: Float, speed: Float)

  /// `pitch` is the size of a screen pixel in centimetres, `strength` how strongly the grid and
  /// the reflections show, 0…1; `brightness` compares white with paper in a bright room.
  init(
    _ picture: LinearImage, sheet: Sheet, side: Float, ends: Float, pitch: Float, strength: Float,
    brightness: Float, reflected: Vector3, _ stream: inout SeededStream
  ) {
    self.picture = picture
    self.sheet = sheet
    self.strength = strength
    left = side
    top = ends
    width = sheet.width - 2 * side
    height = sheet.height - 2 * ends
    corner = min(side, ends) + 0.35
    perPixel = 1 / max(1e-3, pitch)
    scaleX = Float(picture.width) / max(0.1, width)
    scaleY = Float(picture.height) / max(0.1, height)
    let depth = 0.08 + 0.42 * strength
    stripes = (0..<64).map { i in
      let place = Float(i) / 64
      let light = { (centre: Float) -> Float in
        var away = abs(place - centre)
        away = min(away, 1 - away)
        return 1 - smoothstep(0.13, 0.24, away)
      }
      // The three stripes of a pixel together give as much light as a plain surface.
      let colour = SIMD4(light(1.0 / 6), light(0.5), light(5.0 / 6), 0) * 2.7
      return (colour - 1) * depth + 1
    }
    lines = (0..<64).map { i in
      let gap = 1 - smoothstep(0.10, 0.22, abs(Float(i) / 64 - 0.5))
      return 1 - 0.75 * depth * gap + 0.24 * depth
    }
    wave = (0..<256).map { Elementary.sin(Float($0) * (6.283_185_3 / 256)) }
    let cool = stream.uniform(0.88, 1.0)
    white = SIMD4(brightness * cool, brightness * 0.98, brightness * stream.uniform(1.02, 1.18), 0)
    let leak = stream.uniform(0.004, 0.02) * brightness
    let mirrored = reflected * (0.02 + 0.035 * strength)
    black = SIMD4(mirrored.x + leak, mirrored.y + leak, mirrored.z + leak * 1.2, 0)
    let shell = stream.chance(0.75) ? 0.012 : 0.5
    body = SIMD4(repeating: Float(shell))
    glare = (
      stream.uniform(0.1, 0.9), stream.uniform(0.05, 0.6), stream.uniform(0.12, 0.4),
      stream.uniform(-0.6, 0.6), stream.uniform(0, 0.55) * strength * brightness
    )
    band = (
      stream.uniform(1.5, 5), stream.unit(), stream.uniform(0.01, 0.10) * strength,
      stream.uniform(-1.2, 1.2)
    )
  }

  static var hasHoles: Bool { true }
  static var isConvex: Bool { true }

  /// The device has rounded corners.
  @inline(__always)
  func isThere(u: Float, v: Float) -> Bool {
    let outX = max(0, abs(u - sheet.width / 2) - (sheet.width / 2 - corner))
    let outY = max(0, abs(v - sheet.height / 2) - (sheet.height / 2 - corner))
    return outX * outX + outY * outY <= corner * corner
  }

  @inline(__always)
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    let x = u - left
    let y = v - top
    let shine = reflection(u / sheet.width, v / sheet.height)
    guard x >= 0, y >= 0, x <= width, y <= height else {
      return body * diffuse + gloss * 0.3 + shine * 0.6
    }
    return glow(u, v) * grid(x, y) + black + gloss * 0.4 + shine
  }

  /// The shown picture is coarser than the pixels, the grid is not: it is asked for four times.
  @inline(__always)
  func shade(_ pixel: SeenPixel, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    let (x, y) = (pixel.us - left, pixel.vs - top)
    let shine = reflection(pixel.u / sheet.width, pixel.v / sheet.height)
    if x.min() >= 0, y.min() >= 0, x.max() <= width, y.max() <= height {
      let light = grid(x.x, y.x) + grid(x.y, y.y) + grid(x.z, y.z) + grid(x.w, y.w)
      return glow(pixel.u, pixel.v) * light * 0.25 + black + gloss * 0.4 + shine
    }
    return shade(u: pixel.u, v: pixel.v, diffuse: diffuse, gloss: gloss)
  }

  /// The light of the shown picture, as if pixels had no gaps.
  @inline(__always)
  private func glow(_ u: Float, _ v: Float) -> SIMD4<Float> {
    let tone = picture.sample((u - left) * scaleX - 0.5, (v - top) * scaleY - 0.5)
    let turns = band.frequency * v / sheet.height + band.phase + band.speed * time
    let sway = wave[Int(turns * 256 + 1_048_576) & 255]
    return tone * white * (1 + band.depth * sway)
  }

  /// What the stripes of a screen pixel and the gaps between its lines leave.
  @inline(__always)
  private func grid(_ x: Float, _ y: Float) -> SIMD4<Float> {
    stripes[latticeCell(x * perPixel * 64) & 63] * lines[latticeCell(y * perPixel * 64) & 63]
  }

  @inline(__always)
  private func reflection(_ u: Float, _ v: Float) -> SIMD4<Float> {
    guard glare.strength > 0.01 else { return SIMD4(repeating: 0) }
    let a = (u - glare.x + glare.slope * (v - glare.y)) / glare.size
    let b = (v - glare.y) / (glare.size * 1.7)
    let edge = a * a * a * a + b * b * b * b
    return edge > 4
      ? SIMD4(repeating: 0)
      : SIMD4(1, 1, 0.96, 0) * (glare.strength * Elementary.exp(-edge))
  }
}
