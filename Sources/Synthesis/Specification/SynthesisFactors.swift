/// The ranges and lists that the conditions of presentations are drawn from.
public struct SynthesisFactors: Sendable, Hashable {
  /// Whether the edge of an instrument is in the picture.
  public enum Border: String, Sendable, Hashable, CaseIterable {
    /// Paper border, bezel or mask edge are seen.
    case visible
    /// The instrument fills the picture, or the mask covers the whole head.
    case hidden
  }

  /// What carries a print or a screen.
  public enum Support: String, Sendable, Hashable, CaseIterable {
    /// Nobody: it stands by itself.
    case stand
    /// The fingers of a subject.
    case hand
  }

  /// Whether instruments show their edge.
  public var border = Border.allCases
  /// What carries prints and screens.
  public var support = Support.allCases
  /// Strength of the instrument's own texture (dots, pixels, facets), 0…1.
  public var texture = 0.35...0.95
  /// From how far, in centimetres, a real face would look as large.
  public var distance = 32.0...52.0
  /// Kinds of light.
  public var lighting = LightingKind.allCases
  /// Expressions of those before the camera.
  public var expression: [ExpressionKind] = [.neutral, .neutral, .smile, .talking, .surprised]
  /// Turn to the side, in degrees.
  public var yaw = -20.0...20.0
  /// Nod, in degrees.
  public var pitch = -9.0...9.0
  /// Tilt, in degrees.
  public var roll = -7.0...7.0
  /// Noise of the sensor, in 8-bit steps in a bright room.
  public var noise = 0.8...3.2
  /// JPEG quality.
  public var jpegQuality = 80...95
  /// Blinks per minute, in sequences.
  public var blinkRate = 15.0...26.0
  /// Heart beats per minute, in sequences.
  public var pulseRate = 54.0...102.0
  /// Swing of the skin's green light over a heart beat in per cent, in sequences.
  public var pulseStrength = 0.9...1.8
  /// Head and hand motion in sequences, 1 for a person who tries to hold still.
  public var motion = 0.5...1.4

  /// The standard ranges.
  public init() {}
}
