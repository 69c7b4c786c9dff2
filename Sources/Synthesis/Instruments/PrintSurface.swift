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
  private let angles: [(cosine: Float, sine: Float)]
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
    angles = [0.262, 1.309, 0, 0.785].map {
      (Elementary.cos($0 + turn), Elementary.sin($0 + turn))
    }
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
    for i in picture.pixels.indices {
      let grey = Vector3(picture.pixels[i]).luminance
      let dark = clamp(grey, 0.001, 1)
      // Light that a grey of this tone loses, for all colours alike.
      let loss = Elementary.pow(dark, gain) / dark
      let pale = SIMD4<Float>(repeating: grey)
      picture.pixels[i] = (pale + (picture.pixels[i] - pale) * purity) * loss
    }
    return picture
  }

  func shade(u: Float, v: Float, diffuse: SIMD4<Float>, gloss: SIMD4<Float>) -> SIMD4<Float>? {
    var reflected = paper
    let x = u - border
    let y = v - border
    if x >= 0, y >= 0, u <= width - border, v <= height - border {
      // Ink never gets quite black, nor paper whiter than it is.
      let wanted = fade + picture.sample(x * scaleX - 0.5, y * scaleY - 0.5) * (0.95 - fade)
      let tone = clamp(wanted, 0, 1)
      reflected = paper * mixed(tone, inked(tone, u, v), share)
    }
    let grain = 1 + (0.015 + 0.045 * strength) * fibre(u * perCell * 0.7, v * perCell * 0.7)
    return reflected * diffuse * grain + gloss
  }

  private func mixed(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ t: Float) -> SIMD4<Float> {
    a + (b - a) * t
  }

  /// The tone as dots of cyan, magenta, yellow and black ink (Murray and Davies' area rule).
  private func inked(_ tone: SIMD4<Float>, _ u: Float, _ v: Float) -> SIMD4<Float> {
    let cover = 1 - tone
    let black = 0.6 * min(cover.x, min(cover.y, cover.z))
    let rest = 1 / (1 - black)
    let cyan = dot((cover.x - black) * rest, u, v, 0)
    let magenta = dot((cover.y - black) * rest, u, v, 1)
    let yellow = dot((cover.z - black) * rest, u, v, 2)
    let key = 1 - 0.97 * dot(black, u, v, 3)
    return SIMD4(
      (1 - 0.95 * cyan) * key * (1 - 0.05 * magenta), (1 - 0.92 * magenta) * key * (1 - 0.1 * cyan),
      (1 - 0.93 * yellow) * key * (1 - 0.12 * magenta), 0)
  }

  private func dot(_ cover: Float, _ u: Float, _ v: Float, _ ink: Int) -> Float {
    if method == .dither {
      let column = Int(u * perCell * 2.3 + 1000)
      let row = Int(v * perCell * 2.3 + 1000)
      let threshold = dots[((column &* 7 &+ ink &* 19) & 63) << 6 | (row &* 11 &+ ink &* 7) & 63]
      return clamp((cover - threshold) * 4 + 0.5)
    }
    let (cosine, sine) = angles[ink]
    let a = (u * cosine + v * sine) * perCell + 1000
    let b = (v * cosine - u * sine) * perCell + 1000
    let threshold = wave[Int(a * 256) & 255] + wave[Int(b * 256) & 255]
    return clamp((cover - threshold) * 3.5 + 0.5)
  }
}
