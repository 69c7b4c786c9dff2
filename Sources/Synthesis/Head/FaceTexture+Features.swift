extension FaceTexture {
  /// Lips, the line between them, teeth.
  mutating func paintMouth(_ noise: LatticeNoise) {
    let id = id
    let mouth = MouthColumns(Mouth(id, expression), layout)
    let half = mouth.halfWidth
    let edge = edge
    let top = id.mouthHeight - id.upperLip - 1
    let bottom = id.mouthHeight + id.lowerLip + 2.4
    let soft = 0.09 + edge
    paint(x: -half...half, y: top...bottom, id.lipColour, gloss: 1.9) { x, y in
      let lips = mouth(x)
      let inUpper = smoothstep(-soft, soft, y - (lips.line - lips.upper))
      let inLower = smoothstep(-soft, soft, lips.line + lips.gap + lips.lower - y)
      let wrinkle = 0.86 + 0.14 * noise(x * 7 + 3, y * 1.2)
      return inUpper * inLower * wrinkle * smoothstep(0, 0.35, half - abs(x))
    }
    paint(x: -half...half, y: top...bottom, id.lipColour * 0.5) { x, y in
      // The upper lip turns away from the light.
      let lips = mouth(x)
      return y < lips.line
        ? 0.4 * smoothstep(lips.line - lips.upper - 0.05, lips.line, y) : 0
    }
    if expression.open > 0.04 {
      paint(x: -half...half, y: top...bottom, Vector3(0.035, 0.008, 0.008), gloss: 0.1) { x, y in
        let lips = mouth(x)
        return smoothstep(-edge, edge, y - lips.line)
          * smoothstep(-edge, edge, lips.line + lips.gap - y)
      }
      paint(x: -half...half, y: top...bottom, Vector3(0.58, 0.53, 0.44), gloss: 2) { x, y in
        let lips = mouth(x)
        let tooth = 0.9 - 0.28 * smoothstep(0.8, 1, Elementary.cos(x * 7.4))
        let inside =
          smoothstep(-edge, edge, y - lips.line - 0.03)
          * smoothstep(-edge, edge, lips.line + min(lips.gap * 0.8, 0.75) - y)
        return inside * tooth * smoothstep(0.1, 0.9, half * 0.86 - abs(x))
      }
    }
    let dark = id.lipColour * Vector3(0.16, 0.10, 0.10)
    paint(x: (-half - 0.3)...(half + 0.3), y: top...bottom, dark, gloss: 0.3) { x, y in
      let line = y - mouth(x).line
      let seam = hill(line, 0, 0.07 + 0.6 * edge, 1) * smoothstep(0, 0.5, half - abs(x))
      return 0.85 * max(seam, 0.8 * hill(abs(x) - half + 0.05, line, 0.2, 0.13))
    }
    let under = id.skin * Vector3(0.66, 0.55, 0.52)
    paint(x: -half...half, y: id.mouthHeight...bottom, under) { x, y in
      let lips = mouth(x)
      let low = lips.line + lips.gap + lips.lower
      return 0.45 * hill(y - low - 0.18, 0, 0.22, 1) * hill(x, 0, half * 0.6, 1)
    }
  }

  /// Nostrils and the shade at the wings.
  mutating func paintNose() {
    let id = id
    let y = id.noseLength
    let wing = id.noseWidth
    let dark = id.skin * Vector3(0.10, 0.055, 0.05)
    paint(x: -3...3, y: (y - 1)...(y + 1), dark, gloss: 0) { px, py in
      let away = abs(px) - wing * 0.5
      let slant = py - y - 0.06 + 0.14 * away
      return 0.95 * id.nostrils * smoothstep(1.5, 0.6, hypot2(away / 0.44, slant / 0.19))
    }
    let shade = id.skin * Vector3(0.55, 0.42, 0.40)
    paint(x: -4...4, y: (y - 2)...(y + 1), shade) { px, py in
      let ring = hypot2((abs(px) - wing + 0.55) / 0.66, (py - y + 0.35) / 0.66)
      return 0.5 * hill(ring - 1, 0, 0.22, 1) * smoothstep(wing - 0.55, wing - 0.2, abs(px))
    }
    paint(x: -2...2, y: (y - 0.2)...(y + 0.8), shade) { px, py in
      0.45 * hill(px, py - y - 0.25, wing * 0.6, 0.2)
    }
  }

  /// Brows, hair by hair.
  mutating func paintBrows(_ noise: LatticeNoise) {
    let id = id
    let raise = 0.45 * expression.brows
    let reach = id.browInner + id.browLength
    for sign in [Float(-1), 1] {
      let xs = sign < 0 ? (-reach - 0.5)...(-0.2) : 0.2...(reach + 0.5)
      paint(x: xs, y: -5...(-0.2), id.browColour, gloss: 0.1) { px, py in
        let t = (abs(px) - id.browInner) / id.browLength
        if t < -0.08 || t > 1.05 { return 0 }
        let bow = (t - 0.62) / 0.62
        let arch = id.browArch * (1 - bow * bow)
        let centre =
          -id.browHeight - raise * (1 - 0.3 * t) - arch * 0.8 - id.browTilt * (t - 0.5) * 3
        let thick = id.browThickness * (1.05 - 0.75 * t * t) * smoothstep(-0.1, 0.14, t)
        let away = (py - centre) / max(thick, 0.05)
        let body = 1 - smoothstep(0.55, 1.25, abs(away))
        let hair = 0.5 + 0.5 * noise(px * 3.2 + py * 6 * sign + 90, py * 13 + px * 2)
        let ends = smoothstep(-0.08, 0.2, t) * (1 - smoothstep(0.85, 1.05, t))
        return id.browDensity * body * ends * clamp(0.5 + 0.75 * hair)
      }
    }
  }
}

/// The length of a plane vector.
func hypot2(_ x: Float, _ y: Float) -> Float { (x * x + y * y).squareRoot() }
