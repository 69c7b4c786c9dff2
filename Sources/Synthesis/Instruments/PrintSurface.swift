/// A picture printed on paper.
struct PrintSurface: Surface {
  /// How ink gets onto paper.
  enum Method: String, Sendable, CaseIterable {
    /// Regular dots per ink at its own angle: laser and offset.
    case halftone
    /// Irregular dots: ink jets.
    case dither
  }

  private let picture: LinearImage
  private let method: Method
  private let strength: Float
  /// How much of the tone is dots rather than ink that ran together.
  private let share: Float
  private let paper: SIMD4<Float>
  private let perCell: Float
  private let border: Float
  private let scaleX: Float
  private let scaleY: Float
  private let width: Float
  private let height: Float
  /// Cosine and sine of the screens' angles, an ink per value.
  private let cosines: SIMD4<Float>
  private let sines: SIMD4<Float>
  private let wave: [Float]
  private let dots: [Float]
  private let fade: SIMD4<Float>
  private let fibre: LatticeNoise

  /// `cell` is the pitch of the dots in centimetres, `strength` how strongly they show, 0…1.
  init(
    _ picture: LinearImage, sheet: Sheet, border: Float, method: Method, strength: Float,
    cell: Float, _ stream: inout SeededStream
  ) {
    self.picture = Self.reproduced(picture, &stream)
    self.method = method
    self.strength = strength
    share =
      switch method {
      case .halftone: 0.75 * strength
      case .dither: 0.34 * strength
      }
    self.border = border
    width = sheet.width
    height = sheet.height
    perCell = 1 / max(1e-3, cell)
    scaleX = Float(picture.width) / max(0.1, sheet.width - 2 * border)
    scaleY = Float(picture.height) / max(0.1, sheet.height - 2 * border)
    let white = stream.uniform(0.78, 0.9)
    paper = SIMD4(white, white * stream.uniform(0.97, 1), white * stream.uniform(0.88, 1), 0)
    // Densities of black: about 1.3 for toner, 1.15 for ink on plain paper.
    let black =
      switch method {
      case .halftone: stream.uniform(0.04, 0.07)
      case .dither: stream.uniform(0.05, 0.1)
      }
    fade = SIMD4(
      black * stream.uniform(0.9, 1.15), black * stream.uniform(0.9, 1.1),
      black * stream.uniform(0.9, 1.1), 0)
    let turn = stream.uniform(-0.1, 0.1)
    let angles = [0.262, 1.309, 0, 0.785].map { $0 + turn }
    cosines = SIMD4(angles.map(Elementary.cos))
    sines = SIMD4(angles.map(Elementary.sin))
    wave = (0..<256).map { Elementary.cos(Float($0) * (6.283_185_3 / 256)) * 0.25 + 0.25 }
    var dots: [Float] = []
    for _ in 0..<4096 { dots.append(stream.unit()) }
    self.dots = dots
    fibre = LatticeNoise(&stream)
  }

  /// What inks make of a picture: they spread on the paper, which softens detail and darkens the
  /// middle tones (dot gain), and their mixtures reach fewer colours than a screen (Yule,
  /// "Principles of color reproduction", 1967).
  private static func reproduced(
    _ picture: LinearImage, _ stream: inout SeededStream
  ) -> LinearImage {
    var picture = picture
    picture.blur(stream.uniform(0.6, 1.3) * Float(picture.width) / 400)
    let gain = stream.uniform(1.08, 1.3)
    let purity = stream.uniform(0.6, 0.85)
    // Light that a grey of a tone keeps, for all colours alike, at 1,024 steps from 0 to 1.
    let kept = (0...1024).map { Elementary.pow(max(0.001, Float($0) / 1024), gain - 1) }
    for i in picture.pixels.indices {
      let grey = Vector3(picture.pixels[i]).luminance
      let step = clamp(grey * 1024, 1, 1023)
      let cell = latticeCell(step)
      let loss = mix(kept[cell], kept[cell + 1], step - Float(cell))
      let pale = SIMD4<Float>(repeating: grey)
      picture.pixels[i] = (pale + (picture.pixels[i] - pale) * purity) * loss
    }
    return picture
  }

  @inline(__always)
  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    var reflected = paper
    if u >= border, v >= border, u <= width - border, v <= height - border {
      let tone = tone(u, v)
      reflected = paper * mixed(tone, light(past: ink(covering(tone), u, v)), share)
    }
    return reflected * diffuse * grain(u, v) + gloss
  }

  /// The picture is coarser than the pixels, the dots are finer: these are asked for four times.
  @inline(__always)
  func shade(_ pixel: SeenPixel, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float> {
    var reflected = paper
    let (us, vs) = (pixel.us, pixel.vs)
    if us.min() >= border, vs.min() >= border, us.max() <= width - border,
      vs.max() <= height - border
    {
      let tone = tone(pixel.u, pixel.v)
      let cover = covering(tone)
      var sum = light(past: ink(cover, us.x, vs.x))
      sum += light(past: ink(cover, us.y, vs.y))
      sum += light(past: ink(cover, us.z, vs.z))
      sum += light(past: ink(cover, us.w, vs.w))
      reflected = paper * mixed(tone, sum * 0.25, share)
    }
    return reflected * diffuse * grain(pixel.u, pixel.v) + gloss
  }

  /// What the picture asks for; ink never gets quite black, nor paper whiter than it is.
  @inline(__always)
  private func tone(_ u: Float, _ v: Float) -> SIMD4<Float> {
    let wanted = picture.sample((u - border) * scaleX - 0.5, (v - border) * scaleY - 0.5)
    return clamp(fade + wanted * (0.95 - fade), 0, 1)
  }

  @inline(__always)
  private func grain(_ u: Float, _ v: Float) -> Float {
    1 + (0.015 + 0.045 * strength) * fibre(u * perCell * 0.7, v * perCell * 0.7)
  }

  @inline(__always)
  private func mixed(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ t: Float) -> SIMD4<Float> {
    a + (b - a) * t
  }

  /// How much of the paper cyan, magenta, yellow and black ink must cover for a tone.
  @inline(__always)
  private func covering(_ tone: SIMD4<Float>) -> SIMD4<Float> {
    let cover = 1 - tone
    let black = 0.6 * min(cover.x, min(cover.y, cover.z))
    var inks = (cover - black) * (1 / (1 - black))
    inks.w = black
    return inks
  }

  /// The light that the inks leave (Murray and Davies' area rule).
  @inline(__always)
  private func light(past ink: SIMD4<Float>) -> SIMD4<Float> {
    let (cyan, magenta, yellow) = (ink.x, ink.y, ink.z)
    let key = 1 - 0.97 * ink.w
    return SIMD4(
      (1 - 0.95 * cyan) * key * (1 - 0.05 * magenta), (1 - 0.92 * magenta) * key * (1 - 0.1 * cyan),
      (1 - 0.93 * yellow) * key * (1 - 0.12 * magenta), 0)
  }

  /// How much of each ink lies at a place, 0…1, where it must cover these shares.
  @inline(__always)
  private func ink(_ cover: SIMD4<Float>, _ u: Float, _ v: Float) -> SIMD4<Float> {
    switch method {
    case .dither:
      let column = latticeCell(u * perCell * 2.3 + 1000) &* 7
      let row = latticeCell(v * perCell * 2.3 + 1000) &* 11
      let threshold = SIMD4(
        dots[(column & 63) << 6 | row & 63],
        dots[((column &+ 19) & 63) << 6 | (row &+ 7) & 63],
        dots[((column &+ 38) & 63) << 6 | (row &+ 14) & 63],
        dots[((column &+ 57) & 63) << 6 | (row &+ 21) & 63])
      return clamp((cover - threshold) * 4 + 0.5, 0, 1)
    case .halftone:
      let a = nearestBits(((cosines * u + sines * v) * perCell + 1000) * 256) & 255
      let b = nearestBits(((cosines * v - sines * u) * perCell + 1000) * 256) & 255
      let threshold =
        SIMD4(wave[Int(a.x)], wave[Int(a.y)], wave[Int(a.z)], wave[Int(a.w)])
        + SIMD4(wave[Int(b.x)], wave[Int(b.y)], wave[Int(b.z)], wave[Int(b.w)])
      return clamp((cover - threshold) * 3.5 + 0.5, 0, 1)
    }
  }
}
