/// The outline of a mouth, shared by relief, texture and landmarks.
struct Mouth: Sendable {
  let id: Identity
  let expression: Expression
  /// Half the width between the corners, in centimetres.
  let halfWidth: Float

  init(_ identity: Identity, _ expression: Expression) {
    id = identity
    self.expression = expression
    halfWidth = identity.mouthWidth * (1 + 0.2 * expression.smile - 0.08 * expression.open)
  }

  /// Height of the line between the lips (of the upper lip's lower edge when open).
  func line(_ x: Float) -> Float {
    let t = x / halfWidth
    let bend = 0.42 * expression.smile + id.mouthCorner
    return id.mouthHeight - bend * t * t - 0.08 * id.cupidBow * hill(x, 0, 0.5, 1)
      + 0.05 * id.cupidBow * hill(abs(x) - 0.9, 0, 0.5, 1)
  }

  /// Opening between the lips.
  func gap(_ x: Float) -> Float {
    let t = x / (halfWidth * 0.9)
    return 1.25 * expression.open * max(0, 1 - t * t)
  }

  /// Thickness of the upper lip.
  func upper(_ x: Float) -> Float {
    let t = min(1, abs(x) / halfWidth)
    let arch = Elementary.pow(1 - t * t, 0.75)
    let bow = 1 - 0.42 * id.cupidBow * hill(x, 0, 0.34, 1)
    return id.upperLip * arch * bow * (1 - 0.25 * expression.smile)
  }

  /// Thickness of the lower lip.
  func lower(_ x: Float) -> Float {
    let t = min(1, abs(x) / (halfWidth * 0.96))
    return id.lowerLip * Elementary.pow(1 - t * t, 0.65) * (1 - 0.15 * expression.smile)
  }
}
