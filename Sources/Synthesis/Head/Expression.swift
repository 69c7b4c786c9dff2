/// What a face does for one presentation.
struct Expression: Sendable {
  /// 0 (neutral) … 1 (broad smile).
  var smile: Float = 0
  /// Mouth opening, 0…1.
  var open: Float = 0
  /// Brows raised, −0.5 (frown) … 1.
  var brows: Float = 0
  /// 0 (eyes open) … 1 (closed).
  var blink: Float = 0
  /// Where the eyes look, −1…1 each.
  var gazeX: Float = 0
  var gazeY: Float = 0
}

/// How a head is turned, in radians.
struct Pose: Sendable {
  var yaw: Float = 0
  var pitch: Float = 0
  var roll: Float = 0
}
