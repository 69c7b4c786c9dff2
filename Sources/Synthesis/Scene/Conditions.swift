/// The conditions of one presentation, each drawn by itself.
struct Conditions: Sendable {
  /// Whether the edge of the instrument is in the picture.
  var isBorderVisible = true
  /// How strongly an instrument's own texture shows, 0…1.
  var texture: Float = 0.5
  /// Centimetres from which a real face looks as large as this one.
  var distance: Float = 45
  var lighting = LightingKind.office
  var pose = Pose()
  var expression = ExpressionKind.neutral
  /// Noise of the sensor, in 8-bit steps in a bright room.
  var noise: Float = 2
  var isHandHeld = false
  var device = 0
  /// What lives in a sequence; stills have none of it.
  var liveliness = Liveliness()
}

/// How a face lives from frame to frame.
struct Liveliness: Sendable {
  /// Blinks per minute.
  var blinkRate: Float = 20
  /// Heart beats per minute.
  var pulseRate: Float = 72
  /// Swing of the skin's green light over a heart beat, as a share of it.
  var pulseStrength: Float = 0.012
  /// Head motion, 1 for a person who tries to hold still.
  var motion: Float = 1
}
