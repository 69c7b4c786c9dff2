/// The features of a face as heights over the bare skull, in centimetres towards the camera.
struct FaceRelief: Sendable {
  private let id: Identity
  private let expression: Expression
  private let chin: Float
  private let mouth: Mouth

  init(_ shape: HeadShape) {
    id = shape.identity
    expression = shape.expression
    chin = shape.chin
    mouth = Mouth(shape.identity, shape.expression)
  }

  /// Height at a place of the face.
  func callAsFunction(_ x: Float, _ y: Float) -> Float {
    let side = abs(x)
    var z: Float = 0
    if y > -5, y < 3.5 { z += eyes(side, y) }
    if y > -2.6, y < id.noseLength + 2.4, side < 4.2 { z += nose(side, y) }
    if y > 0 { z += cheeks(side, y) }
    if y > id.mouthHeight - 3 { z += mouthAndChin(x, side, y) }
    if id.age > 0.5, y < -2.5, y > -7 {
      z += 0.06 * (id.age - 0.5) * Elementary.sin(y * 5.2 + side * 0.15) * hill(side, y + 4.6, 5, 2)
    }
    return z
  }

  private func eyes(_ side: Float, _ y: Float) -> Float {
    let away = side - id.eyeDistance
    let lift = 0.25 * expression.brows
    var z = id.browRidge * hill(away + 0.3, y + id.browHeight - 0.2 + lift, 2.3, 0.75)
    z += 0.5 * id.browRidge * hill(side, y + id.browHeight - 0.5, 1.2, 0.8)
    z -= id.eyeDepth * hill(away + 0.25, y + 0.1, 2.0, 1.35)
    z -= 0.35 * hill(side, y + 0.3, 1.0, 1.0)
    // The eyeball bulges out of its socket; its lid makes a step above it.
    z += 0.62 * hill(away, y, 1.35, 0.95)
    z += 0.16 * hill(away, y + id.eyeOpening + 0.18, 1.6, 0.26)
    z += 0.10 * hill(away, y - id.eyeOpening - 0.1, 1.5, 0.24)
    z -= 0.16 * id.lidFold * hill(away, y + id.eyeOpening + 0.62, 1.7, 0.2)
    z -= 0.14 * id.age * hill(away + 0.3, y - 1.5, 1.3, 0.3)
    z += 0.18 * id.age * hill(away + 0.2, y - 1.05, 1.2, 0.4)
    return z
  }

  private func nose(_ side: Float, _ y: Float) -> Float {
    let tipAt = id.noseLength - 0.55
    let along = clamp((y + 1.1) / (tipAt + 1.1))
    var height = mix(id.noseBridge, id.noseTip, Elementary.pow(along, 1.25))
    height *= smoothstep(0, 0.3, along)
    let bump = (along - 0.45) / 0.24
    height += id.noseHump * hill(bump, 0, 1, 1)
    // The lower edge climbs from the tip to the wings.
    let below = y + 0.16 * side * side
    height *= 1 - smoothstep(tipAt - 0.05, id.noseLength + 0.45, below)
    let width = mix(id.noseBridgeWidth, id.noseTipWidth + 0.15, along * along)
    var z = 0.66 * height * hill(side, 0, width, 1)
    z += 0.34 * height * hill(side, 0, width * 1.9, 1)
    z += 0.3 * hill(side, y - tipAt + 0.05, id.noseTipWidth * 0.9, 0.65)
    let wing = id.noseWidth - 0.5
    z += 0.62 * hill(side - wing, y - id.noseLength + 0.38, 0.55, 0.6)
    z -= 0.28 * id.nostrils * hill(side - wing * 0.55, y - id.noseLength - 0.05, 0.36, 0.2)
    return z
  }

  private func cheeks(_ side: Float, _ y: Float) -> Float {
    let smile = expression.smile
    var z = id.cheekbone * hill(side - 4.9, y - 2.5, 1.9, 1.4)
    z += (0.25 + 0.25 * id.fullness) * hill(side - 3.6, y - 4.2, 2.0, 2.0)
    z += 0.4 * smile * hill(side - 4.0, y - 3.9, 1.5, 1.1)
    z -= id.cheekHollow * hill(side - 4.9, y - 6.4, 1.5, 1.7)
    // The fold runs from the wing of the nose to outside the corner of the mouth.
    let depth = 0.07 + 0.2 * id.age + 0.22 * smile
    let top = id.noseLength - 0.2
    let t = clamp((y - top) / (id.mouthHeight + 0.5 - top))
    let line = mix(id.noseWidth + 0.35, mouth.halfWidth + 0.75, t)
    z -=
      depth * hill(side - line, 0, 0.34, 1) * smoothstep(top - 0.5, top + 0.4, y)
      * (1 - smoothstep(id.mouthHeight + 0.2, id.mouthHeight + 1.6, y))
    return z
  }

  private func mouthAndChin(_ x: Float, _ side: Float, _ y: Float) -> Float {
    let line = mouth.line(x)
    let lower = line + mouth.gap(x)
    let half = mouth.halfWidth
    var z = 0.42 * hill(side, y - id.mouthHeight, 2.8, 2.0)
    z +=
      (0.22 + 0.22 * id.upperLip)
      * hill(side, y - line + id.upperLip * 0.55, half * 0.78, id.upperLip * 0.6 + 0.12)
    z +=
      (0.26 + 0.26 * id.lowerLip)
      * hill(side, y - lower - id.lowerLip * 0.5, half * 0.68, id.lowerLip * 0.55 + 0.12)
    z -= 0.26 * hill(side, y - line, half * 0.95, 0.15)
    z -= 0.14 * hill(side - half, y - line, 0.35, 0.35)
    z -= 0.13 * hill(side, y - (id.noseLength + line) / 2, 0.3, 0.6)
    z += 0.09 * hill(side - 0.42, y - (id.noseLength + line) / 2, 0.22, 0.7)
    z -= 0.38 * hill(side, y - lower - id.lowerLip - 0.75, 1.9, 0.5)
    z += id.chinProjection * hill(side, y - chin + 1.35, 1.55, 1.05)
    z -= id.chinCleft * hill(side, y - chin + 1.3, 0.22, 0.8)
    return z
  }
}
