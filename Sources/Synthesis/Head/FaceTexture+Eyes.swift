/// The lids of one eye in its own frame: `across` towards the temple, `down` as in the picture.
struct EyeOutline: Sendable {
  let halfWidth: Float
  /// Both edges at equal steps from corner to corner; every texel near an eye asks for them.
  private let uppers: [Float]
  private let lowers: [Float]

  private static let steps = 128

  init(_ id: Identity, _ expression: Expression) {
    halfWidth = id.eyeWidth
    let opening = id.eyeOpening * (1 + 0.25 * max(0, expression.brows))
    let blink = clamp(expression.blink + 0.22 * expression.smile)
    let places = (0...Self.steps).map { 2 * Float($0) / Float(Self.steps) - 1 }
    uppers = places.map { t in
      let arch = Elementary.pow(1 - t * t, 0.72) * (1 - 0.14 * t)
      return opening * (mix(-1, 0.42, blink) * arch)
    }
    lowers = places.map { t in
      opening * 0.55 * Elementary.pow(1 - t * t, 0.9) * (1 + 0.18 * t)
    }
  }

  /// The upper lid's edge.
  @inline(__always)
  func upper(_ across: Float) -> Float { value(uppers, across) }

  /// The lower lid's edge.
  @inline(__always)
  func lower(_ across: Float) -> Float { value(lowers, across) }

  @inline(__always)
  private func value(_ edge: [Float], _ across: Float) -> Float {
    let steps = Float(Self.steps)
    let place = clamp((across / halfWidth + 1) * 0.5 * steps, 0, steps)
    let left = min(Int(place), Self.steps - 1)
    return mix(edge[left], edge[left + 1], place - Float(left))
  }
}

extension FaceTexture {
  /// Both eyes, their lids and lashes.
  mutating func paintEyes() {
    for sign in [Float(-1), 1] { paintEye(sign) }
  }

  private mutating func paintEye(_ sign: Float) {
    let id = id
    let outline = EyeOutline(id, expression)
    let edge = edge
    let half = id.eyeWidth
    let centre = sign * id.eyeDistance
    let xs = (centre - half - 1.2)...(centre + half + 1.2)
    let (sine, cosine) = (Elementary.sin(id.eyeTilt), Elementary.cos(id.eyeTilt))
    let frame = { (x: Float, y: Float) -> (Float, Float) in
      let across = (x - centre) * sign
      return (across * cosine - y * sine, across * sine + y * cosine)
    }
    // Lid skin: darker in the crease above, lined where painted.
    let crease = id.skin * Vector3(0.42, 0.30, 0.27)
    paint(x: xs, y: -2.4...1.8, crease, gloss: 0.5) { x, y in
      let (a, d) = frame(x, y)
      let fold = d - outline.upper(a) + id.lidCrease + 0.08 * a * a / (half * half)
      let line = 0.72 * id.lidFold * hill(fold, 0, 0.085 + 0.4 * edge, 1)
      let shade =
        0.3 * smoothstep(-id.lidCrease - 0.3, -0.05, d - outline.upper(a))
        * (d < outline.upper(a) ? 1 : 0)
      return max(line, shade) * hill(a, 0, half * 1.05, 1)
    }
    if id.liner > 0 {
      paint(x: xs, y: -2...1.5, Vector3(0.05, 0.03, 0.045), gloss: 0.4) { x, y in
        let (a, d) = frame(x, y)
        return 0.55 * id.liner * hill(d - outline.upper(a) + 0.16, 0, 0.24, 1)
          * hill(a - 0.2, 0, half * 1.1, 1)
      }
    }
    paintBall(xs, sign, outline, frame)
    // Lashes and the rims of the lids.
    let rim = Vector3(0.016, 0.010, 0.009)
    let thick = 0.065 + 0.10 * id.lashes + 0.5 * edge
    paint(x: xs, y: -2...1.5, rim, gloss: 0.2) { x, y in
      let (a, d) = frame(x, y)
      if abs(a) > half + 0.25 { return 0 }
      let up = d - outline.upper(a) + 0.4 * thick
      let ends = smoothstep(0, 0.3, half + 0.2 - abs(a))
      return 0.92 * hill(up, 0, thick, 1) * ends * (0.75 + 0.25 * clamp(a / half))
    }
    let waterline = id.skin * Vector3(0.62, 0.36, 0.34)
    paint(x: xs, y: -1.5...1.5, waterline, gloss: 1.6) { x, y in
      let (a, d) = frame(x, y)
      if abs(a) > half { return 0 }
      return (0.55 + 0.3 * id.liner) * hill(d - outline.lower(a) - 0.05, 0, 0.085 + 0.3 * edge, 1)
    }
  }

  private mutating func paintBall(
    _ xs: ClosedRange<Float>, _ sign: Float, _ outline: EyeOutline,
    _ frame: (Float, Float) -> (Float, Float)
  ) {
    let id = id
    let edge = edge
    let half = id.eyeWidth
    let gazeX = 0.42 * expression.gazeX * sign
    let gazeY = 0.22 * expression.gazeY - 0.06
    let look = expression.gazeX
    let inside = { (a: Float, d: Float) -> Float in
      if abs(a) > half { return 0 }
      return smoothstep(-edge, edge, d - outline.upper(a))
        * smoothstep(-edge, edge, outline.lower(a) - d)
    }
    edit(x: xs, y: -1.4...1.4) { x, y, texel, gloss in
      let (a, d) = frame(x, y)
      let share = inside(a, d)
      if share <= 0 { return }
      let t = a / half
      let under = clamp((d - outline.upper(a)) / 0.42)
      var colour = Vector3(0.62, 0.58, 0.56) * (0.42 + 0.58 * under) * (1 - 0.42 * t * t)
      let corner = smoothstep(-0.72, -0.95, t)
      colour = Vector3.mix(colour, Vector3(0.42, 0.17, 0.15), corner)
      let r = hypot2(a - gazeX, d - gazeY)
      let irisShare = 1 - smoothstep(id.irisSize - edge, id.irisSize + edge, r)
      let ring = smoothstep(0.62, 1, r / id.irisSize)
      let spoke = 0.82 + 0.36 * (1 - r / id.irisSize)
      let iris = id.iris * (spoke * (1 - 0.72 * ring) * (0.5 + 0.55 * under))
      colour = Vector3.mix(colour, iris, irisShare)
      let pupil = 1 - smoothstep(0.22 - edge, 0.22 + edge, r)
      colour = Vector3.mix(colour, Vector3(0.003), pupil)
      // The window that every wet eye mirrors.
      let spark = hypot2(
        x - (xs.lowerBound + xs.upperBound) / 2 - 0.42 * look - 0.16,
        y - gazeY + 0.2)
      colour = Vector3.mix(colour, Vector3(1.0), 1 - smoothstep(0.05, 0.08 + edge, spark))
      texel = Vector3.mix(texel, colour, share)
      gloss = mix(gloss, 0.8, share)
    }
  }
}
